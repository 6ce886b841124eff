"""Keeps a member of staff from a case or a report in which they have an interest.

`actors.of_user` reads who is kept from what with each request; `access.may` and the lists ask it.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model, Q

from casefile.models import Case, ConflictOfInterest, User
from casefile.services import NotPermitted, Reason, Refused, access, clean, events
from casefile.services.actors import Actor
from casefile.services.guards import case_of

SHORTEST_REASON = 5


@transaction.atomic
def set_on(
    subject: Model, *, user: User, how: str, reason: str, by: Actor, at: datetime
) -> ConflictOfInterest:
    """Keep a user from a case, or from a report and the case it became; set already, it stays.

    `subject` has a force, and a stream of its own where it is not a case.

    Raises:
        Refused: no reason was given.
    """
    words = _reason(reason)
    case = case_of(subject)
    found = _keep(subject, case, user, how, words, by, at)
    if case is not None and case.pk != subject.pk:
        _keep(case, case, user, how, words, by, at)
    return found


@transaction.atomic
def carry_over(subject: Model, case: Case, *, by: Actor, at: datetime) -> None:
    """Keep whoever is kept from a report from the case that it becomes, too."""
    rows = ConflictOfInterest.objects.live().filter(subject_id=subject.pk).select_related("user")
    for row in rows:
        _keep(case, case, row.user, row.how, row.reason, by, at)
    rows.update(case=case)


@transaction.atomic
def lift(*, row: ConflictOfInterest, reason: str, by: Actor, at: datetime) -> None:
    """Let the user in again, to the report and its case at once. Twice is once.

    Raises:
        NotPermitted: nobody lifts their own, or one of another force.
        Refused: no reason was given.
    """
    if row.user_id == by.id or not access.may(by, "conflict.review", row, at=at):
        raise NotPermitted("Somebody else of the force decides on this.")
    words = _reason(reason)
    same = Q(pk=row.pk) | (Q(case=row.case_id) if row.case_id else Q())
    live = ConflictOfInterest.objects.select_for_update(of=("self",)).live()
    for one in live.filter(same, user=row.user_id).select_related("case"):
        one.lifted_at, one.lifted_by, one.lift_reason = at, by.account, words
        one.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
        _record("lifted", one, by, at, words)


def _keep(
    subject: Any, case: Case | None, user: User, how: str, reason: str, by: Actor, at: datetime
) -> ConflictOfInterest:
    row, is_new = ConflictOfInterest.objects.get_or_create(
        user=user,
        subject_id=subject.pk,
        lifted_at=None,
        defaults={
            "force_id": subject.force_id,
            "case": case,
            "label": _label(subject),
            "how": how,
            "reason": reason,
            "set_at": at,
        },
    )
    if is_new:
        _record("set", row, by, at, reason)
    return row


def _label(subject: Any) -> str:
    # A case's title may hold a name.
    if isinstance(subject, Case):
        return f"Case {subject.urn}" if subject.urn else f"Case without URN {str(subject.pk)[:8]}"
    return f"Report {subject}"


def _record(what: str, row: ConflictOfInterest, by: Actor, at: datetime, reason: str) -> None:
    is_case = row.case is not None and row.case.pk == row.subject_id
    case = row.case if is_case else None
    events.append(
        stream=case.access_stream if case else f"report:{row.subject_id}",
        kind=f"case.conflict_{what}" if case else f"report.conflict_{what}",
        by=by,
        at=at,
        about=row,
        case=case,
        data={"user": row.user.name, "how": row.how, "reason": reason},
    )


def _reason(value: str) -> str:
    words = clean.text(value, field="reason")
    if len(words) < SHORTEST_REASON:
        message = "Say why, in a few words."
        raise Refused(message, reasons=[Reason("reason_missing", message, field="reason")])
    return words


def kept_from(subject_ids: set[UUID]) -> set[UUID]:
    """Return the keys of the users who are kept from any of these subjects. One query."""
    rows = ConflictOfInterest.objects.live().filter(subject_id__in=subject_ids)
    return set(rows.values_list("user_id", flat=True))
