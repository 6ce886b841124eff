"""Asking the reporter from the desk: what they will read, by when, reminders, and calls."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from casefile.models import CaseEvent, OutboundMessage
from casefile.services import Refused, jobs
from casefile.worker import loop
from intake import desk_questions, services
from intake.models import CrimeReport, DeskQuestion
from intake.words import Say
from tests import factories
from tests.intake.walk import make_draft, make_report

pytestmark = pytest.mark.django_db


def address(report, step="ask/"):
    return f"/desk/reports/{report.pk}/{step}"


def fields(days=7, **overrides):
    day = timezone.localdate() + timedelta(days=days)
    parts = {"respond_by_day": day.day, "respond_by_month": day.month, "respond_by_year": day.year}
    return {"template": "where", "own": ""} | parts | overrides


def notices():
    return OutboundMessage.objects.filter(template="new_message").count()


def test_a_question_is_seen_as_it_will_be_read_and_then_asked(desk):
    report = make_report()

    shown = desk.post(address(report), fields()).content.decode()
    assert "Where exactly did it happen?" in shown
    assert "email to aisha@example.com" in shown
    assert not DeskQuestion.objects.exists()

    assert desk.post(address(report), fields(send="1")).status_code == 302
    page = desk.get(address(report, "messages/")).content.decode()
    assert "Where exactly did it happen?" in page
    assert "No answer yet. Asked for by" in page
    assert "Waits for an answer" in desk.get("/desk/reports/").content.decode()


def test_asking_does_not_stop_the_clock(desk):
    report = make_report()
    due = report.record_by

    desk.post(address(report), fields(send="1"))

    assert CrimeReport.objects.get().record_by == due
    assert "run on while you wait" in desk.get(address(report)).content.decode()


def test_a_question_in_own_words_is_asked_once_when_pressed_twice(desk):
    report = make_report()
    given = fields(template="", own="Which door was it?", send="1")

    for _ in range(2):
        desk.post(address(report), given)

    assert DeskQuestion.objects.get().text == "Which door was it?"
    assert notices() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"template": "", "own": ""},
        {"template": "where", "own": "Both"},
        {"template": "odd"},
        {"days": -1},
        {"respond_by_day": "31", "respond_by_month": "2"},
    ],
)
def test_what_cannot_be_asked_is_refused(desk, wrong):
    report = make_report()

    assert desk.post(address(report), fields(**{"send": "1"} | wrong)).status_code == 400
    assert not DeskQuestion.objects.exists()


def test_the_question_is_in_the_reporters_language(desk):
    report = services.submit(
        draft=make_draft(), say=Say(is_welsh=True), at=timezone.now() - timedelta(hours=1)
    )

    shown = desk.post(address(report), fields()).content.decode()

    assert "Ble yn union y digwyddodd?" in shown


def test_where_no_message_is_safe_the_page_says_how_to_call(desk):
    report = make_report(ways=["phone"], phone="07700 900182", times="After 6pm")

    page = desk.get(address(report)).content.decode()
    assert "No message can leave" in page
    assert "After 6pm" in page
    assert "heron" in page
    desk.post(address(report), fields(send="1"))

    assert notices() == 0


def test_a_call_is_recorded_with_its_result_and_its_answer(desk):
    report = make_report(ways=["phone"], phone="07700 900182")
    desk.post(address(report), fields(send="1"))
    question = DeskQuestion.objects.get()
    call = f"/desk/reports/questions/{question.pk}/call/"

    assert desk.post(call, {"result": "no_answer", "answer": "By the lamp"}).status_code == 400
    assert desk.post(call, {"result": "no_answer"}).status_code == 302
    desk.post(call, {"result": "spoke", "answer": "By the lamp"})

    for page in ("messages/", ""):
        assert "By the lamp" in desk.get(address(report, page)).content.decode()
    log = desk.get(address(report, "log/")).content.decode()
    assert "Result: Nobody answered" in log
    assert "A question to the reporter was answered" in log


def remind():
    now = timezone.now()
    jobs.enqueue("intake.desk_tasks.remind_reporters", key=f"remind:{now}", payload={}, at=now)
    loop.drain()


def test_an_unanswered_question_is_reminded_of_once_the_day_before(desk):
    report = make_report()
    desk.post(address(report), fields(send="1"))
    remind()
    assert notices() == 1

    DeskQuestion.objects.update(respond_by=timezone.localdate() + timedelta(days=1))
    for _ in range(2):
        remind()

    assert notices() == 2
    assert CaseEvent.objects.filter(kind="report.reminded", stream=report.stream).count() == 1


def test_nobody_is_reminded_after_an_answer_or_a_decision(desk):
    answered, decided = make_report(), make_report()
    for report in (answered, decided):
        desk.post(address(report), fields(days=0, send="1"))
    DeskQuestion.objects.filter(report=answered).update(answered_at=timezone.now())
    closed = {"ground": "not_a_crime", "reason": "Found."}
    desk.post(address(decided, "incident-only/"), closed)
    before = notices()

    remind()

    assert notices() == before


def test_one_log_tells_of_people_and_the_system_alike_and_turns_its_pages(desk, monkeypatch):
    monkeypatch.setattr("intake.desk.log.PAGE", 2)
    report = make_report()
    desk.post(address(report), fields(days=0, send="1"))
    remind()

    first = desk.get(address(report, "log/")).content.decode()

    assert "by the system" in first
    assert "by Jo Pike" in first
    assert "Where exactly" not in first
    older = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = desk.get(address(report, "log/") + older).content.decode()
    assert "A report was sent in" in second
    assert "by the reporter" in second
    assert desk.get(address(report, "log/?before=x")).status_code == 400


def test_a_day_to_answer_by_is_past_at_midnight_in_london(by):
    at = factories.SUMMER_NIGHT
    asked = {"report": make_report(at=at), "text": "Which door was it?", "by": by, "at": at}

    with pytest.raises(Refused, match="still to come"):
        desk_questions.ask(**asked, respond_by=date(2026, 7, 14))
    assert desk_questions.ask(**asked, respond_by=date(2026, 7, 15)).respond_by
