"""Public appeals: written by an officer, published by a supervisor, answered by the public."""

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction

from casefile.models import Appeal, Case
from casefile.rules import london
from casefile.services import Reason, Refused, appeal_checks, clean, events, stages, unused
from casefile.services.actors import Actor

LOOKED_INTO_WITHIN = timedelta(days=2)


@transaction.atomic
def write(*, case: Case, title: str, text: str, until_on: date, by: Actor, at: datetime) -> Appeal:
    """Write an appeal; nobody outside reads it before a supervisor publishes it.

    Raises:
        Refused: words are missing, the day is past, or the words name somebody of the case.
    """
    appeal = Appeal(
        case=case,
        code=secrets.token_hex(5),
        title=clean.text(title, field="title", limit=120),
        text=clean.text(text, field="text", limit=4000),
        until_on=until_on,
        written_by=by.account,
        written_at=at,
    )
    if until_on < london.day_of(at):
        raise _refused("past", "The last day must be in the future.", "until_on")
    if reasons := appeal_checks.naming(appeal):
        raise Refused(reasons[0].message, reasons=reasons)
    appeal.save()
    events.of_case(case, "appeal.written", by=by, at=at, about=appeal, title=appeal.title)
    return appeal


@transaction.atomic
def publish(*, appeal: Appeal, by: Actor, at: datetime) -> Appeal:
    """Publish an appeal until its last day; never by the person who wrote it.

    Raises:
        Refused: with every reason: own words, or people who came into the case are named.
    """
    stages.move(subject=appeal, transition="publish", by=by, at=at)
    appeal.published_at = at
    appeal.save(update_fields=["published_at"])
    return appeal


def withdraw(*, appeal: Appeal, reason: str, by: Actor, at: datetime) -> Appeal:
    """Take an appeal off the public pages.

    Raises:
        Refused: no reason, or it is not on them.
    """
    return stages.move(subject=appeal, transition="withdraw", by=by, at=at, data={"reason": reason})


def open_appeal(code: str, *, on: date) -> Appeal | None:
    """Return an appeal that the public may read on a day, or None."""
    found = Appeal.objects.open_on(on).filter(code=code)
    return found.select_related("case__force").first()


@transaction.atomic
def note_answer(*, appeal: Appeal, reference: str, by: Actor, at: datetime) -> None:
    """Note that somebody answered an appeal: a line of enquiry for the officer in the case."""
    unused.add_line(
        case=appeal.case,
        description=f"An answer to the appeal “{appeal.title}” came in: report {reference}",
        points="both",
        status="outstanding",
        due_on=london.day_of(at + LOOKED_INTO_WITHIN),
        by=by,
        at=at,
    )
    events.of_case(appeal.case, "appeal.answered", by=by, at=at, about=appeal, reference=reference)


def _refused(code: str, message: str, field: str) -> Refused:
    return Refused(message, reasons=[Reason(code, message, field=field)], code=code)
