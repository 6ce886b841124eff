"""Addresses of the partners' door, under /api/v1/intake/; their names are a contract."""

from django.urls import path

from intake.api import calls

app_name = "intake_api"
urlpatterns = [
    path("reports/", calls.SendReport.as_view(), name="reports"),
    path("reports/<str:reference>/", calls.ReportStatus.as_view(), name="report"),
    path("forms/", calls.FormList.as_view(), name="forms"),
    path("forms/<slug:code>/", calls.FormSchema.as_view(), name="form"),
]
