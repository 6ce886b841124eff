"""Guards of a disposal: who may approve it, and what keeps the files whoever approved."""

from datetime import datetime
from typing import Any

from casefile.models import Case, Disposal, Hold, StoredObject
from casefile.rules.retention import HOLDS, KEPT
from casefile.services import Reason, retention
from casefile.services.actors import Actor
from casefile.services.guards import guard


@guard
def disposal_is_not_own(
    subject: Disposal, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """Who proposed it does not approve it (EV-77)."""
    if subject.proposed_by_id != by.id:
        return []
    return [Reason("own_proposal", "Another person must approve what you proposed.")]


@guard
def nothing_is_held(
    subject: Disposal, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """A hold beats every rule (EV-76). The case is locked, as placing a hold locks it."""
    Case.objects.select_for_update().get(pk=subject.case_id)
    held = Hold.objects.live().filter(case=subject.case_id)
    return [Reason("held", f"The files are held: {HOLDS[row.kind].lower()}.") for row in held]


@guard
def case_is_over(subject: Disposal, by: Actor, at: datetime, data: dict[str, Any]) -> list[Reason]:
    """The files of a case that goes on are not disposed of."""
    if retention.outcome_of(subject.case):
        return []
    return [Reason("not_over", "This case is not over: a crime, charge or hearing is open.")]


@guard
def no_rule_keeps_it(
    subject: Disposal, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """Where a rule says that nobody disposes of it, no two persons do."""
    plan = retention.preview(subject.case, at=at)
    return [Reason("kept", KEPT)] if plan and plan.action == "keep" else []


@guard
def has_cooled_off(
    subject: Disposal, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """Nothing is destroyed before the days for undoing are over."""
    if subject.destroys_from and at >= subject.destroys_from:
        return []
    return [Reason("cooling_off", "The time in which this can be undone is not over.")]


@guard
def nothing_came_since(
    subject: Disposal, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """What is destroyed is what was approved: a file that came since was looked at by nobody."""
    listed = subject.items.values("stored")
    held = StoredObject.objects.filter(case=subject.case_id, destroyed_at=None)
    if not held.exclude(pk__in=listed).exists():
        return []
    return [Reason("new_files", "Files came into the case since this was proposed.")]
