"""Addresses of the tablets' calls, under /api/v1/capture/; their names are a contract."""

from django.urls import path

from casefile.capture.api import case_calls, device_calls, entry_calls

app_name = "capture_api"
urlpatterns = [
    path("session/", device_calls.Session.as_view(), name="session"),
    path("devices/", device_calls.Enrol.as_view(), name="devices"),
    path("contact/", device_calls.MakeContact.as_view(), name="contact"),
    path("cases/", case_calls.Cases.as_view(), name="cases"),
    path("cases/<uuid:pk>/", case_calls.OneCase.as_view(), name="case"),
    path("forms/", case_calls.Forms.as_view(), name="forms"),
    path("leases/", case_calls.Leases.as_view(), name="leases"),
    path("entries/", entry_calls.Entries.as_view(), name="entries"),
    path("files/<uuid:entry>/", entry_calls.Files.as_view(), name="files"),
    path("items/", entry_calls.Items.as_view(), name="items"),
]
