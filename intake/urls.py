"""Pages of the public form, under /report/."""

from django.urls import path

from intake import views

app_name = "intake"
urlpatterns = [
    path("", views.start, name="start"),
    path("page/<slug:page>/", views.question, name="question"),
    path("page/<slug:page>/advice/<slug:advice>/", views.advice, name="advice"),
    path("photos/<uuid:photo>/remove/", views.remove_photo, name="remove_photo"),
    path("check/", views.check, name="check"),
    path("receipt/", views.receipt, name="receipt"),
    path("exit/", views.leave, name="exit"),
    path("leave/", views.leave, name="leave"),
]
