"""Pages of this app."""

from django.urls import URLPattern

app_name = "prosecute"
urlpatterns: list[URLPattern] = []
