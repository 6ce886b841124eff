"""Pages of this app."""

from django.urls import path

from casefile.mg import views

app_name = "mg"
urlpatterns = [
    path("cases/<uuid:pk>/forms/", views.forms_of_file, name="forms"),
    path("cases/<uuid:pk>/forms/<slug:code>/", views.one_form, name="form"),
    path("cases/<uuid:pk>/forms/<slug:code>/<uuid:about>/", views.one_form, name="form-about"),
]
