"""Pages of the crime desk, under /desk/reports/."""

from django.urls import path

from intake import desk

app_name = "crime_desk"
urlpatterns = [
    path("", desk.queue, name="queue"),
    path("incidents/import/", desk.import_incident, name="import_incident"),
    path("incidents/<uuid:pk>/recording/", desk.recording, name="recording"),
    path("files/<uuid:pk>/", desk.file, name="file"),
    path("<uuid:pk>/", desk.report, name="report"),
    path("<uuid:pk>/link/", desk.link, name="link"),
    path("<uuid:pk>/record/", desk.record, name="record"),
    path("<uuid:pk>/incident-only/", desk.close, name="close"),
    path("<uuid:pk>/transfer/", desk.transfer, name="transfer"),
]
