"""The crime desk's pages: who may, what they show, and what they do."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casefile.models import Case, CaseEvent
from casefile.services import events
from casefile.services.actors import of_user
from intake import services
from intake.models import CrimeReport, IncidentLog
from tests import factories
from tests.intake.test_services import CALLED_AT, SILENCE, import_log
from tests.intake.walk import REPORTED_AT, answer_until, make_report, make_report_file, send

pytestmark = pytest.mark.django_db


def address(report, step=""):
    return f"/desk/reports/{report.pk}/{step}"


@pytest.fixture
def file(db):
    stored = factories.make_stored_object(b"a photo", original_name="lip.png")
    return make_report_file(make_report(), stored)


def record_fields(officer, supervisor, **overrides):
    return {
        "home_office_class": "34B",
        "included_offences": ["Assault with injury"],
        "title": "Robbery, Northgate station",
        "level": "standard",
        "balance_reason": "She says that a man hit her and took her phone.",
        "contrary_reason": "Nothing known speaks against it.",
        "late_reason": "It came in on a Saturday.",
        "officer": officer.pk,
        "supervisor": supervisor.pk,
    } | overrides


def test_the_queue_shows_high_first_then_the_longest_clock(desk):
    late = make_report(at=REPORTED_AT + timedelta(hours=2))
    early = make_report()
    high = make_report(at=REPORTED_AT + timedelta(hours=3), weapon="yes", weapon_details="A knife")

    page = desk.get("/desk/reports/").content.decode()

    places = [page.index(report.reference) for report in (high, early, late)]
    assert places == sorted(places)
    assert "Sun 15 Nov 2026, 08:10" in page


@pytest.mark.parametrize(("show", "stage"), [("", "submitted"), ("?show=decided", "incident_only")])
def test_the_queue_costs_the_same_however_long_it_is(desk, show, stage, django_assert_num_queries):
    make_report()
    CrimeReport.objects.update(stage=stage)
    with CaptureQueriesContext(connection) as first:
        desk.get(f"/desk/reports/{show}")
    for _ in range(12):
        make_report()
    CrimeReport.objects.update(stage=stage)

    with django_assert_num_queries(len(first)):
        page = desk.get(f"/desk/reports/{show}").content.decode()
    assert page.count("by Sun 15 Nov 2026" if not show else "Not yet") == 13


def test_each_report_on_the_queue_is_logged(desk, crime_assessor):
    report = make_report()

    desk.get("/desk/reports/")

    seen = CaseEvent.objects.get(kind="list.viewed", actor_id=crime_assessor.pk)
    assert events.body_of(seen)["hits"] == [str(report.pk)]


def test_a_high_report_unread_for_too_long_is_marked(desk):
    report = make_report(
        at=timezone.now() - timedelta(minutes=20), weapon="yes", weapon_details="A knife"
    )
    assert "Unread too long" in desk.get("/desk/reports/").content.decode()

    desk.get(address(report))

    assert "Unread" not in desk.get("/desk/reports/").content.decode()


def test_a_report_shows_the_answers_as_asked_and_reading_is_logged(desk):
    report = make_report()

    page = desk.get(address(report)).content.decode()

    assert "Did you see a weapon?" in page
    assert "A man hit me and took my phone." in page
    assert "34B Robbery of personal property" in page
    assert CaseEvent.objects.filter(stream=report.stream, kind="report.viewed").count() == 1


def test_the_desk_of_another_force_gets_nothing(client, signed_in, other_force, file):
    stranger = factories.make_user("crime_assessor", force=other_force)
    signed_in(client, stranger)

    addresses = [address(file.report), f"/desk/reports/files/{file.pk}/"]
    addresses += [address(file.report, step) for step in ("record/", "incident-only/", "transfer/")]

    assert {client.get(page).status_code for page in addresses} == {404}
    assert client.post(address(file.report, "link/"), {"number": "1"}).status_code == 404
    assert CaseEvent.objects.filter(kind="access.refused", actor_id=stranger.pk).count() == 6
    assert file.report.reference not in client.get("/desk/reports/").content.decode()


@pytest.mark.parametrize("who", ["officer", "prosecutor", "auditor", "administrator"])
def test_who_is_not_of_the_desk_may_not(client, signed_in, request, file, who):
    signed_in(client, request.getfixturevalue(who))

    assert client.get("/desk/reports/").status_code == 403
    assert client.get("/desk/reports/incidents/import/").status_code == 403
    assert client.get(address(file.report)).status_code == 404
    assert client.post(address(file.report, "record/")).status_code == 404


def test_nobody_gets_in_without_signing_in(client, file):
    for page in ("/desk/reports/", address(file.report), f"/desk/reports/files/{file.pk}/"):
        assert client.get(page).url.startswith("/sign-in/")


def test_an_incident_is_imported_and_linked_by_its_number(desk):
    report = make_report()
    given = {
        "number": "1911-131126",
        "opened_at_day": "13",
        "opened_at_month": "11",
        "opened_at_year": "2026",
        "opened_at_time": "19:44",
        "text": "19:44 caller: a man hit her",
        "audio": SimpleUploadedFile("999.wav", SILENCE),
    }

    assert desk.post("/desk/reports/incidents/import/", given).status_code == 302
    assert desk.post(address(report, "link/"), {"number": "1911-131126"}).status_code == 302

    report.refresh_from_db()
    assert report.incident == IncidentLog.objects.get()
    assert "Fri 13 Nov 2026, 19:44" in desk.get(address(report)).content.decode()
    recording = desk.get(f"/desk/reports/incidents/{report.incident.pk}/recording/")
    assert recording.content == SILENCE


def test_a_number_that_is_not_imported_is_said_beside_the_field(desk):
    report = make_report()

    shown = desk.post(address(report, "link/"), {"number": "77"})

    assert shown.status_code == 400
    assert "no imported incident" in shown.content.decode()
    assert 'value="77"' in shown.content.decode()


def test_the_record_page_fills_in_what_the_answers_point_to(desk, officer, supervisor):
    page = desk.get(address(make_report(), "record/")).content.decode()

    assert 'value="Robbery: Pavement outside Northgate station"' in page
    assert re.search(r'value="Assault with injury" checked', page)
    assert "would like a visit" in page


def test_recording_opens_the_case_and_leads_back(desk, officer, supervisor):
    report = make_report()

    done = desk.post(address(report, "record/"), record_fields(officer, supervisor))

    assert done.url == address(report, "tell/")
    assert Case.objects.get().title == "Robbery, Northgate station"
    assert "Recorded" in desk.get(address(report)).content.decode()
    assert report.reference in desk.get("/desk/reports/?show=decided").content.decode()


def test_a_bad_decision_says_so_and_keeps_what_was_typed(desk, officer, supervisor):
    report = make_report()
    fields = record_fields(officer, supervisor, title="Kept title", level="odd") | {"officer": ""}

    shown = desk.post(address(report, "record/"), fields)

    assert shown.status_code == 400
    page = shown.content.decode()
    assert "Choose the officer in the case" in page
    assert 'value="Kept title"' in page
    assert not Case.objects.exists()


def test_a_decided_report_is_not_decided_again(desk, officer, supervisor):
    report = make_report()
    desk.post(address(report, "record/"), record_fields(officer, supervisor))

    again = desk.post(address(report, "incident-only/"), {"ground": "not_a_crime", "reason": "No."})

    assert again.status_code == 400
    assert "starts from submitted" in again.content.decode()


def test_keeping_as_an_incident_needs_ground_and_reason(desk):
    report = make_report()

    assert desk.post(address(report, "incident-only/"), {"reason": "x"}).status_code == 400
    given = {"ground": "not_a_crime", "reason": "She found the phone."}
    assert desk.post(address(report, "incident-only/"), given).status_code == 302

    assert CrimeReport.objects.get().stage == "incident_only"


def test_a_transfer_is_shown_to_the_reporter(desk, reporter):
    answer_until(reporter)
    send(reporter)
    report = CrimeReport.objects.get()

    desk.post(address(report, "transfer/"), {"to_force": "43", "reason": "There."})

    assert "Passed to Thames Valley Police" in reporter.get("/report/receipt/").content.decode()


def test_a_file_is_a_download_and_never_a_page(desk, file):
    given = desk.get(f"/desk/reports/files/{file.pk}/")

    assert given.content == b"a photo"
    assert given["Content-Disposition"].startswith("attachment")
    assert given["Content-Type"] == "application/octet-stream"


def test_import_refuses_nul_with_a_sentence(desk, crime_assessor, force):
    given = {"number": "1\x00", "text": "words"}

    shown = desk.post("/desk/reports/incidents/import/", given)

    assert shown.status_code == 400
    assert "NUL" in shown.content.decode()
    assert import_log(of_user(crime_assessor), force, opened_at=CALLED_AT).number


def test_recording_goes_by_the_linked_log(desk, crime_assessor, officer, supervisor, force):
    report, by = make_report(), of_user(crime_assessor)
    import_log(by, force)
    services.link_incident(report=report, number="1911-131126", by=by, at=REPORTED_AT)

    desk.post(address(report, "record/"), record_fields(officer, supervisor))

    assert Case.objects.get().crimes.get().reported_at == CALLED_AT
