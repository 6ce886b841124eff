"""Questions between the crime desk and a reporter, and words that a reporter adds later."""

import contextlib
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from casefile.rules import london
from casefile.services import Reason, Refused, actors, clean, events, messages
from casefile.services.actors import Actor
from intake import alarms, assessment, clocks, reaching
from intake.models import CrimeReport, DeskQuestion, ReportAddition

LONGEST_QUESTION = 2_000
LONGEST_ANSWER = 20_000
MOST_ADDITIONS = 50
SUBJECT = "You have a new message"
BODY = (
    "You have a new message.\n\n"
    "To read it, go back to where you wrote to us. Use the same browser, or the code and the "
    "secret that you wrote down.\n\n"
    "You do not need to reply to this message.\n"
)
SUBJECT_CY, BODY_CY = (
    "Mae gennych neges newydd",
    "Mae gennych neges newydd.\n\n"
    "I'w darllen, ewch yn ôl i'r man lle ysgrifennoch atom. Defnyddiwch yr un porwr, neu'r cod "
    "a'r gyfrinach a ysgrifennoch.\n\n"
    "Nid oes angen i chi ateb y neges hon.\n",
)


@transaction.atomic
def ask(*, report: CrimeReport, text: str, by: Actor, at: datetime) -> DeskQuestion:
    """Ask the reporter something, and say so neutrally where they said that a message is safe.

    Raises:
        Refused: there are no words, or too many.
    """
    words = _words(text, LONGEST_QUESTION, "Write the question.")
    question = DeskQuestion.objects.create(
        report=report, text=words, asked_by=by.account, asked_at=at
    )
    events.append(
        stream=report.stream,
        kind="report.question_asked",
        by=by,
        at=at,
        about=question,
        data={"text": words},
    )
    _announce(question, at)
    return question


@transaction.atomic
def answer(
    *, question: DeskQuestion, text: str, at: datetime, by: Actor | None = None
) -> DeskQuestion:
    """Record what the reporter answered; `by` is the reporter unless staff wrote it down.

    The same answer again changes nothing.

    Raises:
        Refused: there are no words, too many, or another answer was given before.
    """
    words = _words(text, LONGEST_ANSWER, "Write your answer.")
    locked = DeskQuestion.objects.select_for_update().get(pk=question.pk)
    if locked.answered_at and locked.answer == words:
        return locked
    if locked.answered_at:
        raise _refused("answered", "This question was answered already. Add more words below.")
    locked.answer, locked.answered_at = words, at
    locked.save(update_fields=["answer", "answered_at"])
    events.append(
        stream=locked.report.stream,
        kind="report.question_answered",
        by=by or actors.public(identifier=locked.report_id),
        at=at,
        about=locked,
        data={"text": words},
    )
    _heed(locked.report, words, about=locked, at=at)
    return locked


@transaction.atomic
def add(*, report: CrimeReport, text: str, at: datetime) -> ReportAddition:
    """Add a reporter's words to a report; the same words as the last ones are added once.

    Raises:
        Refused: there are no words, too many, or very many additions already.
    """
    words = _words(text, LONGEST_ANSWER, "Write what you want to add.")
    list(CrimeReport.objects.select_for_update().filter(pk=report.pk))
    last = report.additions.order_by("-added_at", "-pk").first()
    if last and last.text == words:
        return last
    if report.additions.count() >= MOST_ADDITIONS:
        raise _refused("too_many", "Nothing more can be added here. Call 101 to add more.")
    addition = ReportAddition.objects.create(report=report, text=words, added_at=at)
    events.append(
        stream=report.stream,
        kind="report.added_to",
        by=actors.public(identifier=report.pk),
        at=at,
        about=addition,
        data={"text": words},
    )
    _heed(report, words, about=addition, at=at)
    return addition


def _heed(report: CrimeReport, words: str, *, about: Model, at: datetime) -> None:
    """Make a waiting report urgent, and unread again, when the words added to it raise an alarm."""
    locked = CrimeReport.objects.select_for_update().get(pk=report.pk)
    found = assessment.urgencies({"story": words}, london.day_of(at))
    if not found or locked.stage != "submitted":
        return
    locked.priority, locked.first_read_at = "high", None
    locked.priority_reasons = list(dict.fromkeys([*locked.priority_reasons, *found]))
    locked.save(update_fields=["priority", "priority_reasons", "first_read_at"])
    events.append(
        stream=locked.stream,
        kind="report.alarmed",
        by=actors.system(),
        at=at,
        about=about,
        data={"reasons": found},
    )
    due = at + clocks.READ_HIGH_WITHIN
    alarms.schedule(locked, "unread", 1, due=due, cause=str(about.pk))


def _announce(question: DeskQuestion, at: datetime) -> None:
    """Send words that tell nothing, in each way chosen as safe; a barred address gets none."""
    report = question.report
    is_welsh = report.language == "cy"
    for channel, address in reaching.safe_messages(reaching.answers_of(report)):
        with contextlib.suppress(messages.Barred):
            messages.queue(
                recipient_id=report.pk,
                channel=channel,
                address=address,
                template="new_message",
                subject=f"{SUBJECT_CY} / {SUBJECT}" if is_welsh else SUBJECT,
                body=f"{BODY_CY}\n{BODY}" if is_welsh else BODY,
                key=f"question:{question.pk}:{channel}",
                force=report.force,
                at=at,
            )


def _words(text: str, limit: int, missing: str) -> str:
    words = clean.text(text, field="text", limit=limit)
    if not words:
        raise _refused("missing", missing)
    return words


def _refused(code: str, message: str) -> Refused:
    return Refused(message, reasons=[Reason(code, message, field="text")], code=code)
