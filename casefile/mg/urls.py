"""Pages of this app."""

from django.urls import URLPattern

app_name = "mg"
urlpatterns: list[URLPattern] = []
