"""Pages of the tablet's app."""

from django.urls import path

from casefile.capture import views

app_name = "capture"
urlpatterns = [
    path("", views.shell, name="shell"),
    path("service-worker.js", views.service_worker, name="service_worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]
