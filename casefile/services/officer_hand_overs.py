"""Passes a case from one officer in the case to the next, with both sides on record (EV-05)."""

from datetime import datetime

from django.db import transaction

from casefile.models import Assignment, Case, OfficerHandOver, User
from casefile.services import Reason, Refused, cases, clean, conflicts, events, stages
from casefile.services.actors import Actor

ROLE = "officer_in_case"


@transaction.atomic
def offer(*, case: Case, to: User, reason: str, by: Actor, at: datetime) -> OfficerHandOver:
    """Offer a case to another officer; it stays with the present one until they take it over.

    Raises:
        Refused: not the officer in the case, no reason, offered already, or not to them.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    words = clean.text(reason, field="reason")
    if reasons := list(_reasons(case, to, words, by)):
        raise Refused(reasons[0].message, reasons=reasons, code=reasons[0].code)
    made = OfficerHandOver.objects.create(
        case=case, from_user=by.account, to_user=to, reason=words, offered_at=at
    )
    told = {"from": by.name, "to": to.name, "reason": words}
    events.of_case(case, "officer.hand_over_offered", by=by, at=at, about=made, **told)
    return made


def _reasons(case: Case, to: User, words: str, by: Actor) -> list[Reason]:
    found = []
    if cases.officer_in_case(case) != by.account:
        found.append(Reason("not_officer", "Only the officer in the case hands it over."))
    if case.officer_hand_overs.filter(stage="offered").exists():
        found.append(Reason("offered_already", "The case is offered to somebody already."))
    if not words:
        message = "Say why, and what is still to be done."
        found.append(Reason("reason_missing", message, field="reason"))
    holds = to.role_rows.filter(role="officer", revoked_at=None).exists()
    if to == by.account or to.force_id != case.force_id or not to.is_active or not holds:
        found.append(Reason("receiver", "Choose another officer of this force.", field="to"))
    elif to.pk in conflicts.kept_from({case.pk}):
        message = "They are kept from this case by an interest in it."
        found.append(Reason("conflict", message, field="to"))
    return found


@transaction.atomic
def accept(*, hand_over: OfficerHandOver, by: Actor, at: datetime) -> OfficerHandOver:
    """Take a case over: from now on there is this officer in the case, and no other."""
    case, taker = hand_over.case, by.account
    told = {"from": hand_over.from_user.name, "to": by.name, "reason": hand_over.reason}
    stages.move(subject=hand_over, transition="accept", by=by, at=at, data=told)
    for row in Assignment.objects.filter(case=case, role=ROLE, revoked_at=None):
        cases.end_allocation(assignment=row, by=by, at=at)
    cases.allocate(case=case, user=taker, role=ROLE, by=by, at=at)
    return _answered(hand_over, at)


@transaction.atomic
def refuse(*, hand_over: OfficerHandOver, reason: str, by: Actor, at: datetime) -> OfficerHandOver:
    """Do not take a case over, and say why; it stays with the present officer."""
    told = {"from": hand_over.from_user.name, "reason": reason}
    stages.move(subject=hand_over, transition="refuse", by=by, at=at, data=told)
    return _answered(hand_over, at)


@transaction.atomic
def withdraw(
    *, hand_over: OfficerHandOver, reason: str, by: Actor, at: datetime
) -> OfficerHandOver:
    """Take an offer back that nobody has answered."""
    told = {"to": hand_over.to_user.name, "reason": reason}
    stages.move(subject=hand_over, transition="withdraw", by=by, at=at, data=told)
    return _answered(hand_over, at)


def _answered(hand_over: OfficerHandOver, at: datetime) -> OfficerHandOver:
    hand_over.answered_at = at
    hand_over.save(update_fields=["answered_at"])
    return hand_over
