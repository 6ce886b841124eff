"""Starts, meets and shortens duties to a victim. The rows and their days are in rights.py."""

import re
from datetime import datetime
from uuid import UUID

from django.db import transaction

from casefile.models import Case, Victim
from casefile.rules import london
from casefile.services import events
from casefile.services.actors import Actor
from casefile.services.clean import text
from victims import rights
from victims.models import Duty, TrackerAccount

REFERRAL = "E00b"
REFERRAL_REFUSED = "The victim said no to a referral."
_RIGHT = re.compile(r"Right (\d+)")


def row_of(duty: Duty) -> rights.NotificationRow:
    """Return the row of the edition that was in force when the duty started."""
    return rights.row(duty.code, london.day_of(duty.started_at))


def right_of(row: rights.NotificationRow) -> int | None:
    """Return the number of the right that a row's source names; None for other schemes."""
    found = _RIGHT.match(row.source.paragraph)
    return int(found[1]) if found else None


@transaction.atomic
def start(
    *,
    account: TrackerAccount,
    code: str,
    started_at: datetime,
    event_id: UUID,
    by: Actor,
    at: datetime,
) -> Duty:
    """Start the clock of one duty; the same cause again is the same duty."""
    row = rights.row(code, london.day_of(started_at))
    victim = Victim.objects.select_related("case").get(pk=account.victim_id)
    refused = code == REFERRAL and victim.wants_support_referral is False
    duty, is_new = Duty.objects.get_or_create(
        account=account,
        code=code,
        event_id=event_id,
        defaults={
            "victim_id": account.victim_id,
            "case_id": account.case_id,
            "code_edition": row.code_edition,
            "started_at": started_at,
            "due_at": rights.due_at(row, started_at, victim.is_enhanced),
            "exception_reason": REFERRAL_REFUSED if refused else "",
        },
    )
    if is_new:
        _record(victim.case, "duty.started", duty, by, at)
    return duty


@transaction.atomic
def meet(*, duty: Duty, how: str, by: Actor, at: datetime) -> Duty:
    """Record that a duty was met, and how; the first time counts."""
    locked = Duty.objects.select_for_update().get(pk=duty.pk)
    if locked.met_at is None and not locked.exception_reason:
        locked.met_at, locked.met_how = at, text(how, field="how", limit=200)
        locked.save(update_fields=["met_at", "met_how"])
        _record(Case.objects.get(pk=locked.case_id), "duty.met", locked, by, at)
    return locked


def _record(case: Case, kind: str, duty: Duty, by: Actor, at: datetime) -> None:
    events.of_case(
        case,
        kind,
        by=by,
        at=at,
        about=duty,
        code=duty.code,
        victim=duty.victim_id,
        due_at=duty.due_at,
        how=duty.met_how,
    )


@transaction.atomic
def shorten(*, case: Case, at: datetime) -> None:
    """Bring open clocks forward for victims with enhanced rights; none is ever made longer."""
    enhanced = Victim.objects.filter(case=case, is_enhanced=True).values("pk")
    for duty in Duty.objects.open().filter(victim_id__in=enhanced):
        duty.due_at = rights.due_once_enhanced(row_of(duty), duty.due_at, at)
        duty.save(update_fields=["due_at"])
