"""Reports passed to other forces and left to other bodies: who gets what, and what is said."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from casefile.models import CaseEvent, User
from casefile.rules.permissions import INTAKE_SCOPES
from casefile.services.actors import of_user, system
from casefile.worker import loop
from intake import asking, forces, partners
from intake.models import CrimeReport, DeskDecision, ReportFile
from intake.referrals import REFERRALS
from tests import factories
from tests.intake.walk import REPORTED_AT, answer_until, make_report, make_report_file, send
from tests.machines import Machine, token_of

pytestmark = pytest.mark.django_db
REASON = "It happened in their area."


def address(report, step=""):
    return f"/desk/reports/{report.pk}/{step}"


@pytest.fixture
def other_desk(other_force):
    """A browser at the crime desk of another force that works here."""
    browser = Client()
    browser.force_login(factories.make_user("crime_assessor", force=other_force, name="Una Frost"))
    return browser


def pass_on(desk, report, to="78"):
    return desk.post(address(report, "transfer/"), {"to_force": to, "reason": REASON})


def test_the_table_has_the_territorial_forces_and_the_railway():
    assert len(forces.TERRITORIAL) == 43
    assert forces.FORCES["93"].name == "British Transport Police"


def test_a_force_whose_desk_works_here_gets_a_real_entry(desk, other_desk, at):
    report = make_report()
    asking.add(report=report, text="He had a blue bag.", at=at)
    by = of_user(User.objects.get(username="crime_assessor"))
    question = asking.ask(report=report, text="Which door was it?", by=by, at=at)
    asking.answer(question=question, text="The one at the back.", at=at)

    assert pass_on(desk, report).status_code == 302

    received = CrimeReport.objects.get(transferred_from=report)
    assert received.reference == report.reference
    assert received.clock_started_at == report.clock_started_at
    page = other_desk.get(address(received)).content.decode()
    assert "A man hit me and took my phone." in page
    assert "He had a blue bag." in page
    assert "The one at the back." in page
    assert "Northgate Police" in page
    queue = other_desk.get("/desk/reports/").content.decode()
    assert received.reference in queue
    assert "From another force" in queue
    assert other_desk.get(address(report)).status_code == 404


def test_files_are_sealed_again_for_the_force_that_received_them(desk, other_desk):
    report = make_report()
    stored = factories.make_stored_object(b"a photo", original_name="lip.png")
    make_report_file(report, stored)
    pass_on(desk, report)

    loop.drain()
    loop.drain()

    copy = ReportFile.objects.get(report__transferred_from=report)
    assert copy.stored.sha256 == stored.sha256
    assert copy.stored.force_id == "78"
    assert other_desk.get(f"/desk/reports/files/{copy.pk}/").content == b"a photo"


def test_the_reporter_sees_where_it_is_and_that_the_clock_runs_on(desk, reporter, request):
    answer_until(reporter)
    send(reporter)
    other_desk = request.getfixturevalue("other_desk")
    report = CrimeReport.objects.get()
    due = f"{report.record_by:%H:%M}"

    asking.add(report=report, text="He had a blue bag.", at=timezone.now())
    pass_on(desk, report)
    assert reporter.get("/report/messages/").content.decode().count("He had a blue bag.") == 1
    page = reporter.get("/report/receipt/").content.decode()
    assert "Passed to Southmoor Police" in page
    assert "Waiting for a decision" in page
    assert due in page

    received = CrimeReport.objects.get(transferred_from=report)
    closed = {"ground": "not_a_crime", "reason": "Nothing was taken."}
    other_desk.post(address(received, "incident-only/"), closed)
    assert "Kept on record, but not as a crime" in reporter.get("/report/receipt/").content.decode()


def test_a_report_can_come_back_to_the_force_it_left(desk, other_desk):
    report = make_report()
    pass_on(desk, report)
    received = CrimeReport.objects.get(transferred_from=report)

    given = {"to_force": "77", "reason": "It was ours."}
    assert other_desk.post(address(received, "transfer/"), given).status_code == 302

    back = CrimeReport.objects.get(transferred_from=received)
    assert (back.force_id, back.reference) == ("77", report.reference)
    assert back.reference in desk.get("/desk/reports/").content.decode()


def test_for_any_other_force_there_is_a_file_and_the_page_says_that_nothing_arrived_yet(desk):
    report = make_report()
    pass_on(desk, report, to="43")

    assert "nothing has reached it yet" in desk.get(address(report)).content.decode()
    given = desk.get(address(report, "transfer/file/"))
    assert given["Content-Disposition"].startswith("attachment")
    content = json.loads(given.content)
    assert content["reference"] == report.reference
    assert content["report"]["answers"]["story"] == "A man hit me and took my phone."
    assert content["to_force"] == {"code": "43", "name": "Thames Valley Police"}

    assert desk.post(address(report, "transfer/hand-over/"), {"how": ""}).status_code == 400
    desk.post(address(report, "transfer/hand-over/"), {"how": "Secure email, message 4411"})
    assert "Secure email, message 4411" in desk.get(address(report)).content.decode()
    again = desk.post(address(report, "transfer/hand-over/"), {"how": "Again"})
    assert again.status_code == 400
    assert CaseEvent.objects.filter(kind="report.handed_over").count() == 1


@pytest.mark.parametrize("to", ["77", "00", "", "Southmoor"])
def test_only_another_force_of_the_list_can_be_chosen(desk, to):
    report = make_report()

    assert pass_on(desk, report, to=to).status_code == 400
    assert not DeskDecision.objects.exists()


def test_a_report_is_left_to_another_body_with_a_reason(desk, reporter):
    answer_until(reporter)
    send(reporter)
    report = CrimeReport.objects.get()

    assert desk.post(address(report, "refer/"), {"to": "council"}).status_code == 400
    given = {"to": "council", "reason": "It is about noise."}
    assert desk.post(address(report, "refer/"), given).status_code == 302

    report.refresh_from_db()
    assert report.stage == "referred"
    assert "Dealt with by your council" in reporter.get("/report/receipt/").content.decode()
    assert CaseEvent.objects.filter(kind="report.referred", stream=report.stream).exists()


def test_every_body_says_what_to_do_in_both_languages():
    for row in REFERRALS.values():
        assert row.words
        assert all(text.en and text.cy for text in (row.name, *row.words))


def test_no_file_is_given_out_where_the_other_desk_works_here(desk, other_desk):
    report = make_report()
    pass_on(desk, report)

    assert desk.get(address(report, "transfer/file/")).status_code == 404


def test_the_file_is_taken_by_the_machine_door_of_another_force(desk, settings):
    settings.DEMO = True
    report = make_report()
    pass_on(desk, report, to="43")
    content = json.loads(desk.get(address(report, "transfer/file/")).content)
    force = factories.make_force("78")
    factories.make_user("crime_assessor", force=force)
    registered = partners.register(
        name="Northgate Police", force=force.pk, scopes=list(INTAKE_SCOPES), forms=["robbery"],
        by=system(), at=factories.AT,
    )  # fmt: skip
    token = token_of(registered).json()["access_token"]
    door = Machine(registered, token, "/api/v1/intake", REPORTED_AT)

    answer = door.post("reports/", content["report"])

    assert answer.status_code == 201, answer.content
    taken = CrimeReport.objects.get(force=force)
    assert taken.partner_reference == report.reference
    assert taken.answers.get(question="story").value == "A man hit me and took my phone."
