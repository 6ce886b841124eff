"""Addresses of the exchange, under /api/v1/exchange/; their names are a contract."""

from django.urls import path

from cps_exchange.api import court, reads, writes

app_name = "exchange_api"
FILE = "submissions/<uuid:pk>/"
CASE = "cases/<str:urn>/"
urlpatterns = [
    path("contract/<slug:name>.json", reads.contract, name="contract"),
    path("submissions/", reads.SubmissionList.as_view(), name="submissions"),
    path(FILE, reads.SubmissionDetail.as_view(), name="submission"),
    path(f"{FILE}bundle.pdf", reads.BundlePdf.as_view(), name="bundle-pdf"),
    path(f"{FILE}bundle.zip", reads.BundleZip.as_view(), name="bundle-zip"),
    path(f"{FILE}items/<str:item>/", reads.Item.as_view(), name="item"),
    path(f"{FILE}receipt/", writes.Receipt.as_view(), name="receipt"),
    path(f"{FILE}triage/", writes.Triage.as_view(), name="triage"),
    path(f"{FILE}assessment/", writes.Assessment.as_view(), name="assessment"),
    path(f"{FILE}action-plan/", writes.ActionPlan.as_view(), name="action-plan"),
    path(f"{FILE}decisions/", writes.Decisions.as_view(), name="decisions"),
    path(
        f"{FILE}disclosure-decisions/",
        writes.DisclosureDecisions.as_view(),
        name="disclosure-decisions",
    ),
    path(f"{CASE}hearings/", court.Hearings.as_view(), name="hearings"),
    path(f"{CASE}results/", court.Results.as_view(), name="results"),
]
