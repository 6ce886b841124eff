"""Records interviews under caution."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from casefile.models import Interview, Suspect, User
from casefile.services import Reason, Refused, clean, events
from casefile.services.actors import Actor


@transaction.atomic
def record(
    *,
    suspect: Suspect,
    place: str,
    started_at: datetime,
    ended_at: datetime,
    interviewers: Sequence[User],
    others_present: str,
    caution_given: bool,
    recording_reference: str,
    prepared_statement: str,
    summary: str,
    kind: str = "SDN",
    by: Actor,
    at: datetime,
) -> Interview:
    """Record an interview and its summary.

    Raises:
        Refused: the times are out of order or to come, nobody interviewed, or there is no summary.
    """
    if reasons := _reasons(started_at, ended_at, interviewers, summary, at):
        raise Refused(reasons[0].message, reasons=reasons)
    interview = Interview.objects.create(
        case=suspect.case,
        suspect=suspect,
        kind=kind,
        place=clean.text(place, field="place", limit=200),
        started_at=started_at,
        ended_at=ended_at,
        others_present=clean.text(others_present, field="others_present", limit=300),
        caution_given=caution_given,
        recording_reference=clean.text(recording_reference, field="recording_reference", limit=60),
        prepared_statement=clean.text(prepared_statement, field="prepared_statement"),
        summary=clean.text(summary, field="summary"),
    )
    interview.interviewers.set(interviewers)
    _recorded(interview, by, at)
    return interview


def _recorded(interview: Interview, by: Actor, at: datetime) -> None:
    events.of_case(
        interview.case,
        "suspect.interviewed",
        by=by,
        at=at,
        about=interview,
        suspect=interview.suspect_id,
        started_at=interview.started_at,
        caution_given=interview.caution_given,
    )


def _reasons(
    started_at: datetime,
    ended_at: datetime,
    interviewers: Sequence[User],
    summary: str,
    at: datetime,
) -> list[Reason]:
    reasons = []
    if ended_at <= started_at:
        reasons.append(Reason("times", "The end must be after the start.", field="ended_at"))
    if ended_at > at:
        reasons.append(Reason("future", "The interview must have ended.", field="ended_at"))
    if not interviewers:
        reasons.append(Reason("nobody", "Say who interviewed.", field="interviewers"))
    if not summary.strip():
        reasons.append(Reason("summary", "Summarise the interview.", field="summary"))
    return reasons


@transaction.atomic
def give_reason_not_held(*, suspect: Suspect, reason: str, by: Actor, at: datetime) -> Suspect:
    """Record why a suspect was not interviewed.

    Raises:
        Refused: no reason was given.
    """
    words = clean.text(reason, field="reason")
    if not words:
        message = "Say why there was no interview."
        raise Refused(message, reasons=[Reason("missing", message, field="reason")])
    suspect.no_interview_reason = words
    suspect.save(update_fields=["no_interview_reason"])
    events.of_case(suspect.case, "person.changed", by=by, at=at, about=suspect, what="no interview")
    return suspect
