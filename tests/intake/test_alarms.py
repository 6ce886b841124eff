"""The unread alarm: who is called, when, once, and what the desk sees until somebody answers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from casefile.models import CaseEvent, Job, OutboundMessage
from casefile.services import contacts, events
from casefile.services.actors import of_user, system
from casefile.worker import loop
from intake import alarms, clocks
from intake.models import AlarmCall, ReportAlarm
from tests import factories
from tests.intake.walk import REPORTED_AT, make_report

pytestmark = pytest.mark.django_db
DUE = REPORTED_AT + clocks.READ_HIGH_WITHIN
URGENT = {"weapon": "yes", "weapon_details": "A knife"}


@pytest.fixture
def urgent(crime_assessor, crime_registrar):
    """An urgent report at a desk of two, of whom one has an address."""
    crime_registrar.email = "registrar@example.com"
    crime_registrar.save()
    return make_report(**URGENT)


def raise_now(report, *, level=1, at=DUE):
    return alarms.raise_if_needed(report=report, kind="unread", level=level, at=at)


def test_an_urgent_report_has_its_alarm_set_for_fifteen_minutes_later(urgent):
    job = Job.objects.get(handler=alarms.HANDLER)

    assert job.run_after == REPORTED_AT + timedelta(minutes=15)


def test_an_ordinary_report_has_no_alarm_set(crime_assessor):
    make_report()

    assert not Job.objects.filter(handler=alarms.HANDLER).exists()


def test_the_worker_calls_everybody_of_the_desk_by_name_once(urgent, crime_assessor):
    loop.drain()
    loop.drain()

    alarm = ReportAlarm.objects.get(level=1)
    called = {row.user.name: row.by_message for row in alarm.calls.all()}
    raised = CaseEvent.objects.get(kind="report.alarm_raised", subject_id=alarm.pk)
    assert called == {"Jo Pike": False, "Nadia Frost": True}
    assert events.body_of(raised)["called"] == ["Jo Pike", "Nadia Frost"]


def test_the_message_goes_to_staff_and_tells_nothing(urgent):
    raise_now(urgent)

    message = OutboundMessage.objects.get(template="desk_alarm")
    words = f"{message.subject} {message.body}".lower()
    assert message.address == "registrar@example.com"
    for telling in (urgent.reference.lower(), "crime", "police", "report", "victim", "knife"):
        assert telling not in words


def test_a_report_that_was_read_in_time_raises_nothing(desk, urgent):
    desk.get(f"/desk/reports/{urgent.pk}/")

    loop.drain()

    assert not ReportAlarm.objects.exists()


def test_the_same_alarm_again_changes_nothing(urgent):
    first = raise_now(urgent)

    assert raise_now(urgent, at=DUE + timedelta(hours=1)) == first
    assert AlarmCall.objects.count() == 2
    assert CaseEvent.objects.filter(kind="report.alarm_raised").count() == 1


def test_an_alarm_that_nobody_answers_goes_up_a_level(urgent, supervisor):
    raise_now(urgent)
    [later] = Job.objects.filter(handler=alarms.HANDLER, payload__level="2")

    second = raise_now(urgent, level=2, at=later.run_after)

    assert later.run_after == DUE + clocks.ANSWER_ALARM_WITHIN
    assert {row.user.name for row in second.calls.all()} == {"Kofi Mensah", "Nadia Frost"}


def test_an_alarm_that_was_answered_goes_up_no_level(urgent, crime_assessor):
    raise_now(urgent)
    alarms.acknowledge(report=urgent, by=of_user(crime_assessor), at=DUE + timedelta(minutes=1))

    assert raise_now(urgent, level=2, at=DUE + timedelta(minutes=10)) is None


def test_the_desk_sees_the_alarm_until_somebody_answers_it(desk, urgent):
    raise_now(urgent)
    queue = desk.get("/desk/reports/").content.decode()

    answered = desk.post(f"/desk/reports/{urgent.pk}/acknowledge/", follow=True)

    assert "Act now" in queue
    assert "a high-risk report is unread" in queue
    assert "Nobody else is called" in answered.content.decode()
    assert "Answered by Jo Pike" in answered.content.decode()
    assert "a high-risk report is unread" not in desk.get("/desk/reports/").content.decode()


def test_an_alarm_is_answered_once_however_often_the_button_is_pressed(
    desk, client, signed_in, urgent, crime_assessor, crime_registrar
):
    raise_now(urgent)
    address = f"/desk/reports/{urgent.pk}/acknowledge/"

    desk.post(address)
    signed_in(Client(), crime_registrar).post(address)

    assert ReportAlarm.objects.get().acknowledged_by == crime_assessor
    assert CaseEvent.objects.filter(kind="report.alarm_acknowledged").count() == 1


def test_the_alarm_of_another_force_is_neither_seen_nor_answered(urgent, other_force, signed_in):
    raise_now(urgent)
    browser = signed_in(Client(), factories.make_user("crime_registrar", force=other_force))

    assert urgent.reference not in browser.get("/desk/reports/").content.decode()
    assert browser.post(f"/desk/reports/{urgent.pk}/acknowledge/").status_code == 404
    assert ReportAlarm.objects.get().acknowledged_at is None


@pytest.mark.parametrize("who", ["officer", "auditor", "administrator", "prosecutor"])
def test_who_is_not_of_the_desk_answers_no_alarm(urgent, signed_in, request, who):
    raise_now(urgent)
    browser = signed_in(Client(), request.getfixturevalue(who))

    assert browser.post(f"/desk/reports/{urgent.pk}/acknowledge/").status_code == 404
    assert ReportAlarm.objects.get().acknowledged_at is None


def test_a_barred_address_gets_no_message_and_the_task_waits_all_the_same(urgent):
    contacts.bar(
        person=factories.make_person(),
        kind="email",
        value="registrar@example.com",
        reason="Linked to a suspect",
        by=system(),
        at=DUE,
    )

    alarm = raise_now(urgent)

    assert alarm.calls.count() == 2
    assert not OutboundMessage.objects.filter(template="desk_alarm").exists()


def test_a_report_that_nobody_looked_at_for_too_long_is_said_on_the_queue(desk):
    now = timezone.now()
    make_report(at=now - clocks.READ_ANY_WITHIN - timedelta(minutes=1))
    make_report(at=now - timedelta(minutes=1))

    page = desk.get("/desk/reports/").content.decode()

    assert "1 report nobody has looked at for more than 45 minutes" in page


def test_the_registrar_sees_what_is_past_its_24_hours(client, signed_in, desk, crime_registrar):
    now = timezone.now()
    late = make_report(at=now - timedelta(hours=30))
    fresh = make_report(at=now - timedelta(hours=23))

    page = signed_in(Client(), crime_registrar).get("/desk/reports/overdue/").content.decode()

    assert late.reference in page
    assert "6 h" in page
    assert fresh.reference not in page
    assert desk.get("/desk/reports/overdue/").status_code == 403
