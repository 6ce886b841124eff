"""From a report on somebody's phone to an officer's case, on both databases."""

import pytest
from django.test import Client

from casefile.models import Case
from casefile.services import events
from casefile.worker import loop
from intake.models import CrimeReport
from tests import factories
from tests.intake.walk import PAGES, answer, begin, photo, send

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture(autouse=True)
def robbery_code(db):
    factories.make_offence_code()


def test_a_report_becomes_one_recorded_crime_and_a_case_in_the_officers_list(
    signed_in, crime_assessor, officer, supervisor
):
    # A member of the public answers every page and sends one photo.
    public = Client()
    begin(public)
    for page in PAGES:
        extra = {"files": [photo()]} if page == "files" else {}
        assert answer(public, page, **extra).status_code == 302, page
    assert send(public).status_code == 302
    receipt = public.get("/report/receipt/").content.decode()
    report = CrimeReport.objects.get()
    assert report.reference in receipt

    # The crime desk finds it in its queue, records one crime and allocates officers.
    desk = signed_in(Client(), crime_assessor)
    assert report.reference in desk.get("/desk/reports/").content.decode()
    page = f"/desk/reports/{report.pk}/record/"
    people = {"officer": officer.pk, "supervisor": supervisor.pk}
    people["balance_reason"] = "She says that a man hit her and took her phone."
    people["contrary_reason"] = "Nothing known speaks against it."
    assert desk.post(page, desk.get(page).context["form"].initial | people).status_code == 302

    # The worker seals the photo, late as it is, into the case that was made meanwhile.
    loop.drain()

    # The officer finds the case and its victim; the photo is in it; three numbers are three.
    case, work = Case.objects.get(), signed_in(Client(), officer)
    assert f"/desk/cases/{case.pk}/" in work.get("/desk/").content.decode()
    assert "Aisha Karim" in work.get(f"/desk/cases/{case.pk}/people/").content.decode()
    victim = work.get(f"/desk/people/{case.victims.get().person_id}/").content.decode()
    assert "Email" in victim
    assert "After 6pm" in victim
    crime = case.crimes.get()
    assert len({report.reference, crime.reference, case.incident_reference}) == 3
    captured = case.stored_objects.filter(origin="captured")
    assert [stored.original_name for stored in captured] == ["lip.png"]

    # Every chain holds.
    assert [events.check(stream).faults for stream in events.streams()] == [[], [], [], []]
