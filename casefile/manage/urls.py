"""Pages of this app."""

from django.urls import URLPattern

app_name = "manage"
urlpatterns: list[URLPattern] = []
