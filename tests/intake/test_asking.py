"""Questions of the desk to a reporter, answers, and words added later."""

import re
from datetime import timedelta

import pytest

from casefile.models import CaseEvent, OutboundMessage
from casefile.services import Refused, events
from casefile.services.actors import of_user
from intake import asking, services
from intake.models import DeskQuestion
from intake.words import Say
from tests.intake.walk import STOLEN, make_draft, make_report

pytestmark = pytest.mark.django_db
TELLING = re.compile(r"police|crime|robbery|court|victim|report|trosedd|heddlu", re.IGNORECASE)


@pytest.fixture
def by(crime_assessor):
    return of_user(crime_assessor)


def ask(by, at, text="Which door did they use?", **answers):
    return asking.ask(report=make_report(**answers), text=text, by=by, at=at)


def test_a_question_is_kept_and_stands_in_the_stream_of_the_report(by, at):
    question = ask(by, at)

    event = CaseEvent.objects.get(kind="report.question_asked")
    assert event.stream == question.report.stream
    assert events.body_of(event) == {"text": "Which door did they use?"}
    assert list(DeskQuestion.objects.open()) == [question]


def test_a_question_is_announced_in_words_that_tell_nothing(by, at):
    ask(by, at, ways=["email", "text"], phone="07700 900182")

    sent = OutboundMessage.objects.filter(template="new_message")
    assert {row.channel for row in sent} == {"email", "text"}
    assert not any(TELLING.search(row.subject + row.body) for row in sent)
    assert not any("door" in row.body for row in sent)


def test_a_question_is_announced_in_the_reporters_language(by, at):
    report = services.submit(draft=make_draft(), say=Say(is_welsh=True), at=at)

    asking.ask(report=report, text="Pa ddrws?", by=by, at=at)

    sent = OutboundMessage.objects.get(template="new_message")
    assert sent.subject.startswith("Mae gennych neges newydd")
    assert not TELLING.search(sent.subject + sent.body)


@pytest.mark.parametrize(
    "answers",
    [
        {"ways": ["none"]},
        {"ways": ["phone"], "phone": "07700 900182"},
        {"ways": ["text"], "phone": STOLEN.replace("0", "+44 ", 1)},
    ],
)
def test_no_message_leaves_where_none_is_safe(by, at, answers):
    ask(by, at, **answers)

    assert not OutboundMessage.objects.filter(template="new_message").exists()


def test_an_answer_is_given_once_and_again_changes_nothing(by, at):
    question = ask(by, at)

    asking.answer(question=question, text="The back door.", at=at)
    asking.answer(question=question, text="The back door.", at=at + timedelta(minutes=1))

    kept = DeskQuestion.objects.get()
    assert (kept.answer, kept.answered_at) == ("The back door.", at)
    assert CaseEvent.objects.filter(kind="report.question_answered").count() == 1
    with pytest.raises(Refused, match="answered already"):
        asking.answer(question=question, text="The front door.", at=at)


@pytest.mark.parametrize("text", ["", " \n ", "x" * 20_001, "a\x00b", "a\ud800b"])
def test_words_that_cannot_be_kept_are_refused_everywhere(by, at, text):
    question = ask(by, at)

    for write in (
        lambda: asking.ask(report=question.report, text=text, by=by, at=at),
        lambda: asking.answer(question=question, text=text, at=at),
        lambda: asking.add(report=question.report, text=text, at=at),
    ):
        with pytest.raises(Refused):
            write()


def test_words_added_twice_in_a_row_are_added_once(at):
    report = make_report()

    asking.add(report=report, text="He had a dog.", at=at)
    asking.add(report=report, text="He had a dog.", at=at)
    asking.add(report=report, text="A grey one.", at=at)

    assert {row.text for row in report.additions.all()} == {"He had a dog.", "A grey one."}
    assert report.additions.count() == 2
    assert CaseEvent.objects.filter(kind="report.added_to").count() == 2


def test_additions_have_an_end(at, monkeypatch):
    monkeypatch.setattr(asking, "MOST_ADDITIONS", 1)
    report = make_report()
    asking.add(report=report, text="One", at=at)

    with pytest.raises(Refused, match="Nothing more"):
        asking.add(report=report, text="Two", at=at)
