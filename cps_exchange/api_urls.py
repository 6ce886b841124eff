"""Pages of this app."""

from django.urls import URLPattern

app_name = "exchange_api"
urlpatterns: list[URLPattern] = []
