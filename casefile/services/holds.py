"""Holds on the files of a case: one person places one, two persons remove it."""

from datetime import datetime

from django.db import transaction

from casefile.models import Case, Disposal, Hold
from casefile.rules.retention import HOLDS
from casefile.services import NotPermitted, Refused, access, clean, events
from casefile.services.actors import Actor

SHORTEST_REASON = 5


@transaction.atomic
def place(*, case: Case, kind: str, reason: str, by: Actor, at: datetime) -> Hold:
    """Keep the files of a case whatever the rules say. Several holds stand side by side.

    Raises:
        NotPermitted: another force, or a role that may not.
        Refused: no such kind, no reason, or the files are being destroyed already.
    """
    if not access.may(by, "hold.place", case, at=at):
        raise NotPermitted("Your role does not place holds on this case.")
    if kind not in HOLDS:
        raise Refused("Choose why the files must be kept.", code="unknown_kind")
    words = _reason(reason)
    # The same lock under which a disposal begins to destroy: one of the two comes first.
    Case.objects.select_for_update().get(pk=case.pk)
    if Disposal.objects.filter(case=case, stage="destroying").exists():
        raise Refused("The files of this case are being destroyed now.", code="too_late")
    row = Hold.objects.create(
        case=case, kind=kind, reason=words, placed_by=by.account, placed_at=at
    )
    events.of_case(case, "hold.placed", by=by, at=at, about=row, why=kind, reason=words)
    return row


@transaction.atomic
def ask_removal(*, row: Hold, reason: str, by: Actor, at: datetime) -> Hold:
    """Ask that a hold be removed; somebody else agrees to it or not.

    Raises:
        NotPermitted: another force, or a role that may not.
        Refused: no reason, or it was asked or removed already.
    """
    hold = _locked(row, by, at)
    if hold.removal_asked_at:
        raise Refused("Its removal was asked for already.", code="already_asked")
    hold.removal_reason, hold.removal_asked_by, hold.removal_asked_at = (
        _reason(reason), by.account, at,
    )  # fmt: skip
    hold.save()
    data = {"why": hold.kind, "reason": hold.removal_reason}
    events.of_case(hold.case, "hold.removal_asked", by=by, at=at, about=hold, **data)
    return hold


@transaction.atomic
def agree_removal(*, row: Hold, by: Actor, at: datetime) -> Hold:
    """Remove a hold whose removal another person asked for (EV-76).

    Raises:
        NotPermitted: nobody agrees to what they asked for themselves.
        Refused: nobody asked for it, or it is removed already.
    """
    hold = _locked(row, by, at)
    if hold.removal_asked_by_id is None:
        raise Refused("Nobody has asked for its removal yet.", code="not_asked")
    if hold.removal_asked_by_id == by.id:
        raise NotPermitted("Another person must agree to the removal that you asked for.")
    hold.removed_by, hold.removed_at = by.account, at
    hold.save()
    events.of_case(hold.case, "hold.removed", by=by, at=at, about=hold, why=hold.kind)
    return hold


@transaction.atomic
def keep(*, row: Hold, by: Actor, at: datetime) -> Hold:
    """Answer a request for removal with no: the hold stands. Raises: as `agree_removal`."""
    hold = _locked(row, by, at)
    if hold.removal_asked_by_id is None:
        raise Refused("Nobody has asked for its removal yet.", code="not_asked")
    hold.removal_reason, hold.removal_asked_by, hold.removal_asked_at = "", None, None
    hold.save()
    events.of_case(hold.case, "hold.kept", by=by, at=at, about=hold, why=hold.kind)
    return hold


def _locked(row: Hold, by: Actor, at: datetime) -> Hold:
    hold = Hold.objects.select_for_update(of=("self",)).select_related("case").get(pk=row.pk)
    if not access.may(by, "hold.remove", hold.case, at=at):
        raise NotPermitted("Your role does not remove holds.")
    if hold.removed_at:
        raise Refused("This hold was removed already.", code="already_removed")
    return hold


def _reason(reason: str) -> str:
    words = clean.text(reason, limit=400, field="reason")
    if len(words) < SHORTEST_REASON:
        raise Refused("Give the reason.", code="reason_missing")
    return words
