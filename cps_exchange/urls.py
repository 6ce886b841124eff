"""Pages of prosecutors, under /prosecute/."""

from django.urls import path

from cps_exchange.views import answers, files, inbox

app_name = "prosecute"
urlpatterns = [
    path("", inbox.files, name="inbox"),
    path("<uuid:pk>/", files.file, name="file"),
    path("<uuid:pk>/bundle.pdf", files.bundle_pdf, name="bundle-pdf"),
    path("<uuid:pk>/bundle.zip", files.bundle_zip, name="bundle-zip"),
    path("<uuid:pk>/items/<str:item>/", files.item, name="item"),
    path("<uuid:pk>/triage/", answers.triage, name="triage"),
    path("<uuid:pk>/action-plan/", answers.action_plan, name="action-plan"),
    path("<uuid:pk>/decisions/", answers.decide, name="decisions"),
]
