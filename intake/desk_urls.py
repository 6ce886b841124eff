"""Pages of this app."""

from django.urls import URLPattern

app_name = "crime_desk"
urlpatterns: list[URLPattern] = []
