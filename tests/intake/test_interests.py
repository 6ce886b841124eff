"""Staff who are named in a report, or say that they know somebody: kept from it and its case."""

import pytest
from django.test import Client

from casefile.models import CaseEvent, ConflictOfInterest
from casefile.services.actors import of_user
from casefile.worker import loop
from intake import alarms, recording, services
from tests import factories
from tests.intake.test_services import import_log
from tests.intake.walk import REPORTED_AT, make_report, make_report_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(desk):
    """A report that the assessor has said to know somebody in."""
    report = make_report(weapon="yes", weapon_details="A knife")
    given = {"reason": "The victim is my neighbour."}
    assert desk.post(f"/desk/reports/{report.pk}/interest/", given).status_code == 302
    return report


def test_a_declared_report_is_gone_from_the_assessors_pages_and_not_from_others(
    desk, closed, crime_registrar, signed_in
):
    other = signed_in(Client(), crime_registrar)
    stored = factories.make_stored_object(b"a photo", original_name="lip.png")
    file = make_report_file(closed, stored)

    assert closed.reference not in desk.get("/desk/reports/").content.decode()
    for step in ("", "record/", "incident-only/", "transfer/", "interest/"):
        assert desk.get(f"/desk/reports/{closed.pk}/{step}").status_code == 404
    assert desk.post(f"/desk/reports/{closed.pk}/acknowledge/").status_code == 404
    assert desk.get(f"/desk/reports/files/{file.pk}/").status_code == 404
    assert closed.reference in other.get("/desk/reports/").content.decode()
    assert other.get(f"/desk/reports/{closed.pk}/").status_code == 200


def test_the_recording_of_a_linked_call_is_closed_too(desk, closed, crime_registrar):
    by = of_user(crime_registrar)
    log = import_log(by, closed.force)
    services.link_incident(report=closed, number=log.number, by=by, at=REPORTED_AT)

    assert desk.get(f"/desk/reports/incidents/{log.pk}/recording/").status_code == 404


def test_an_alarm_does_not_call_or_show_itself_to_whoever_is_kept_out(desk, closed):
    alarm = alarms.raise_if_needed(report=closed, kind="unread", level=1, at=REPORTED_AT)

    assert not alarm.calls.exists()
    assert closed.reference not in desk.get("/desk/reports/").content.decode()


@pytest.mark.parametrize(
    ("told", "how"),
    [
        ({"suspects": "It was Jo Pike, who works at the station."}, "name"),
        ({"suspects": "it was JO  PIKE"}, "name"),
        ({"given_names": "Jo", "family_name": "Pike"}, "name"),
        ({"email": "jo.pike@example.com"}, "email"),
        ({"ways": ["phone"], "phone": "07700 900777"}, "phone"),
    ],
)
def test_an_assessor_who_is_in_a_report_never_sees_it(desk, crime_assessor, told, how):
    crime_assessor.email, crime_assessor.phone = "Jo.Pike@example.com", "+44 7700 900777"
    crime_assessor.save()

    report = make_report(**told)

    assert desk.get(f"/desk/reports/{report.pk}/").status_code == 404
    assert report.reference not in desk.get("/desk/reports/").content.decode()
    assert ConflictOfInterest.objects.get().how == "found"
    assert CaseEvent.objects.filter(kind="report.conflict_set", stream=report.stream).count() == 1


def test_a_part_of_a_name_is_not_the_name(desk, crime_assessor):
    report = make_report(suspects="Somebody called Jo. There was a pike in the pond. Banjo Pikeman")

    assert desk.get(f"/desk/reports/{report.pk}/").status_code == 200


def test_an_officer_who_is_in_a_report_cannot_be_given_its_case(
    desk, officer, supervisor, crime_assessor
):
    report = make_report(suspects="He said his name is Joan Hall.")
    loop.drain()
    fields = {
        "home_office_class": "34B",
        "title": "Robbery",
        "level": "standard",
        "officer": officer.pk,
        "supervisor": supervisor.pk,
        "late_reason": "It came in on a Saturday.",
        **factories.WHY_RECORDED,
    }

    answer = desk.post(f"/desk/reports/{report.pk}/record/", fields)

    report.refresh_from_db()
    assert "kept from this case" in answer.content.decode()
    assert report.case is None


def test_who_is_kept_from_a_report_is_kept_from_the_case_it_becomes(
    closed, crime_assessor, crime_registrar, officer, supervisor
):
    factories.make_user_role(user=crime_assessor, role="officer")
    case = recording.record_as_crime(
        report=closed,
        home_office_class="34B",
        title="Robbery",
        level="high",
        officer=officer,
        supervisor=supervisor,
        **factories.WHY_RECORDED,
        by=of_user(crime_registrar),
        at=REPORTED_AT,
    )
    factories.make_assignment(case=case, user=crime_assessor)
    browser = Client()
    browser.force_login(crime_assessor)

    assert browser.get(f"/desk/cases/{case.pk}/").status_code == 404
    assert case.title not in browser.get("/desk/").content.decode()


def test_the_registrar_lets_somebody_in_again(desk, closed, crime_registrar, signed_in):
    row = ConflictOfInterest.objects.get()
    reviewer = signed_in(Client(), crime_registrar)

    reviewer.post(f"/manage/conflicts/{row.pk}/", {"reason": "They live far apart."})

    assert desk.get(f"/desk/reports/{closed.pk}/").status_code == 200
