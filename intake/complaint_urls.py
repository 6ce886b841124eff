"""Pages of professional standards, under /desk/complaints/."""

from django.urls import path

from intake.desk import complaints

app_name = "complaints"
urlpatterns = [
    path("", complaints.complaint_list, name="list"),
    path("<uuid:pk>/", complaints.complaint, name="complaint"),
]
