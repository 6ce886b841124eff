"""Addresses of resumable uploads, under /api/v1/uploads/."""

from django.urls import path

from casefile.uploads import views

app_name = "uploads"
urlpatterns = [
    path("", views.uploads, name="uploads"),
    path("<uuid:pk>/", views.upload, name="upload"),
]
