"""Somebody who reports for another: a receipt, and never a way into the case of that person."""

import pytest
from django.test import Client

from casefile import clock
from casefile.models import Case, OutboundMessage
from casefile.worker import loop
from intake import drafts
from intake.models import CrimeReport
from intake.views.public import COOKIE
from tests import factories
from tests.intake.test_desk import record_fields
from tests.intake.walk import ANSWERS, send

pytestmark = pytest.mark.django_db
FOR_ANOTHER = {
    "for_whom": "other",
    "victim_given_names": "Lena",
    "victim_family_name": "Voss",
    "relation": "Neighbour",
}


@pytest.fixture
def third_party(crime_assessor):
    """A browser that sent a report for somebody else."""
    client = Client()
    draft, token = drafts.start(form="robbery", force=factories.make_force(), at=clock.real())
    drafts.keep(draft, ANSWERS | FOR_ANOTHER)
    client.cookies[COOKIE] = token
    send(client)
    return client


def test_a_third_party_gets_a_receipt_and_never_the_tracker(third_party, desk, officer, supervisor):
    """intake.md section 15, test 14."""
    report = CrimeReport.objects.get()
    assert report.reference in third_party.get("/report/receipt/").content.decode()

    desk.post(f"/desk/reports/{report.pk}/record/", record_fields(officer, supervisor))
    loop.drain()

    case = Case.objects.get()
    assert case.victims.get().person.name == "Lena Voss"
    to_reporter = OutboundMessage.objects.filter(address=ANSWERS["email"])
    assert not to_reporter.filter(template__startswith="tracker").exists()
    assert not any("/track/" in row.body for row in to_reporter)
    for page in ("/report/receipt/", "/report/messages/"):
        shown = third_party.get(page).content.decode()
        assert "/track/" not in shown
        assert not case.urn or case.urn not in shown
        assert "Lena" not in shown
    assert third_party.get("/track/").status_code in {200, 302}
    assert "Lena" not in third_party.get("/track/", follow=True).content.decode()
