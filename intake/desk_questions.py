"""The desk's side of asking a reporter: what is asked, by when, reminders, and calls by a person.

The question itself, its announcement and its answer are in `intake.asking`.
"""

import contextlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from casefile.rules import london
from casefile.services import Reason, Refused, actors, clean, events, messages
from casefile.services.actors import Actor
from intake import asking, leases, reaching
from intake.models import CrimeReport, DeskQuestion
from intake.question_texts import QUESTION_TEXTS
from intake.words import Say

ANSWER_WITHIN = timedelta(days=7)
REMIND_BEFORE = timedelta(days=1)
CALL_RESULTS = {
    "spoke": "I spoke to them",
    "no_answer": "Nobody answered",
    "other_person": "Somebody else answered; I said nothing about it",
    "message_left": "I left a message, as they allow",
}


def words_for(report: CrimeReport, *, template: str, own: str) -> str:
    """Return a question as the reporter reads it: a text in their language, or one's own words.

    Raises:
        Refused: neither or both, or a text that is not in the table.
    """
    words = clean.text(own, field="own", limit=asking.LONGEST_QUESTION)
    if bool(template) == bool(words):
        raise _refused("own", "Choose a question, or write your own.")
    if not template:
        return words
    if template not in QUESTION_TEXTS:
        raise _refused("template", "Choose the question from the list.")
    return Say(is_welsh=report.language == "cy")(QUESTION_TEXTS[template].text)


@transaction.atomic
def ask(
    *, report: CrimeReport, text: str, respond_by: date, by: Actor, at: datetime
) -> DeskQuestion:
    """Ask the reporter, with the day by which an answer helps. The 24 hours run on.

    The same question of the same person, still without an answer, is asked once.

    Raises:
        Refused: decided already, somebody else has it, no words, or a day that is past.
    """
    locked = CrimeReport.objects.select_for_update().get(pk=report.pk)
    if locked.stage != "submitted":
        raise Refused("This report is decided already.", code="decided")
    leases.require(locked, by, at)
    if respond_by < london.day_of(at):
        raise _refused("respond_by", "Choose a day that is still to come.")
    for asked in locked.questions.open():
        if asked.text == text and asked.asked_by_id == by.id:
            return asked
    question = asking.ask(report=report, text=text, by=by, at=at)
    question.respond_by = respond_by
    question.save(update_fields=["respond_by"])
    return question


@transaction.atomic
def record_call(
    *, question: DeskQuestion, result: str, answer: str, by: Actor, at: datetime
) -> DeskQuestion:
    """Record a call that a person made about a question, and the answer that it brought.

    Raises:
        Refused: no such result, an answer although nobody was spoken to, or answered already.
    """
    if result not in CALL_RESULTS:
        raise _refused("result", "Say how the call went.")
    words = clean.text(answer, field="answer", limit=asking.LONGEST_ANSWER)
    if words and result != "spoke":
        raise _refused("answer", "There can be an answer only when you spoke to them.")
    locked = DeskQuestion.objects.select_for_update().get(pk=question.pk)
    locked.called_at, locked.call_result = at, result
    locked.save(update_fields=["called_at", "call_result"])
    events.append(
        stream=locked.stream,
        kind="report.call_made",
        by=by,
        at=at,
        about=locked,
        data={"result": CALL_RESULTS[result]},
    )
    if words:
        return asking.answer(question=locked, text=words, by=by, at=at)
    return locked


def due_for_reminder(on: date) -> Iterator[DeskQuestion]:
    """Yield questions whose day to answer is tomorrow or past, and that nobody was reminded of."""
    rows = DeskQuestion.objects.filter(
        answered_at=None, reminded_at=None, respond_by__lte=on + REMIND_BEFORE
    )
    yield from rows.select_related("report__force").order_by("respond_by", "pk")[:500]


@transaction.atomic
def remind(*, question: DeskQuestion, at: datetime) -> bool:
    """Remind a reporter once, in neutral words, where a message is safe; return whether one left.

    A question on a report that is decided meanwhile needs no answer, so nothing leaves.
    """
    rows = DeskQuestion.objects.select_for_update().filter(pk=question.pk)
    locked = rows.filter(answered_at=None, reminded_at=None).first()
    if locked is None:
        return False
    locked.reminded_at = at
    locked.save(update_fields=["reminded_at"])
    if locked.report.stage != "submitted":
        return False
    ways = [way for way in _safe_ways(locked) if _remind_by(locked, *way, at)]
    if ways:
        events.append(
            stream=locked.stream,
            kind="report.reminded",
            by=actors.system(),
            at=at,
            about=locked,
            data={"channel": ", ".join(channel for channel, _ in ways)},
        )
    return bool(ways)


def _safe_ways(question: DeskQuestion) -> list[tuple[str, str]]:
    return reaching.safe_messages(reaching.answers_of(question.report))


def _remind_by(question: DeskQuestion, channel: str, address: str, at: datetime) -> bool:
    is_welsh = question.report.language == "cy"
    with contextlib.suppress(messages.Barred):
        messages.queue(
            recipient_id=question.report_id,
            channel=channel,
            address=address,
            template="new_message",
            subject=f"{asking.SUBJECT_CY} / {asking.SUBJECT}" if is_welsh else asking.SUBJECT,
            body=f"{asking.BODY_CY}\n{asking.BODY}" if is_welsh else asking.BODY,
            key=f"reminder:{question.pk}:{channel}",
            force=question.report.force,
            at=at,
        )
        return True
    return False


def _refused(field: str, message: str) -> Refused:
    return Refused(message, reasons=[Reason(field, message, field=field)], code=field)
