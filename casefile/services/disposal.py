"""Disposes of every file of a case: one proposes, another approves, it cools off, a job destroys.

The only place that may destroy stored bytes. A kill at any point is made good by the next run: the
files are refused to everybody before the first is destroyed, and destroying again does no harm.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from casefile.crashpoints import crashpoint
from casefile.models import (
    Case,
    CaseEvent,
    Disposal,
    DisposalItem,
    EventBody,
    RetentionPlan,
    StoredObject,
)
from casefile.rules import london
from casefile.rules import retention as rules
from casefile.services import (
    NotPermitted,
    Refused,
    access,
    actors,
    clean,
    events,
    evidence_store,
    retention,
    stages,
)
from casefile.services.actors import Actor
from casefile.store.destroy import destroy

SHORTEST_REASON = 10


@transaction.atomic
def propose(*, case: Case, reason: str, by: Actor, at: datetime) -> Disposal:
    """Propose that every file of an ended case be disposed of, copies made from them included.

    What the rules say against it is kept as warnings for whoever approves.

    Raises:
        NotPermitted: another force, or a role that may not.
        Refused: the case is not over, a rule keeps its files, it has none, they are held, or
            there is a proposal already.
    """
    if not access.may(by, "disposal.propose", case, at=at):
        raise NotPermitted("Your role does not propose disposals.")
    words = clean.text(reason, limit=400, field="reason")
    if len(words) < SHORTEST_REASON:
        raise Refused("Say why these files are not needed any more.", code="reason_missing")
    Case.objects.select_for_update().get(pk=case.pk)
    plan = _require_ready(case, at)
    files = StoredObject.objects.filter(case=case, destroyed_at=None).order_by("received_at")
    row = _create(case, plan, words, by, at)
    items = DisposalItem.objects.bulk_create(_item(row, stored) for stored in files)
    data = {"rules": row.rules, "warnings": row.warnings, "files": len(items)}
    events.of_case(case, "disposal.proposed", by=by, at=at, about=row, **data)
    return row


def _require_ready(case: Case, at: datetime) -> RetentionPlan:
    """Plan the case anew, and return the plan when its files may be proposed."""
    plan = retention.plan(case, at=at)
    if plan is None:
        raise Refused("This case is not over.", code="not_over")
    if plan.action == "keep":
        raise Refused(rules.KEPT, code="kept")
    if not StoredObject.objects.filter(case=case, destroyed_at=None).exists():
        raise Refused("This case has no files.", code="no_files")
    if case.holds.live().exists():
        raise Refused("The files of this case are held.", code="held")
    return plan


def _create(case: Case, plan: RetentionPlan, reason: str, by: Actor, at: datetime) -> Disposal:
    try:
        with transaction.atomic():
            return Disposal.objects.create(
                case=case,
                rules=plan.rules,
                edition=plan.edition,
                warnings=warnings_about(plan, at),
                reason=reason,
                proposed_by=by.account,
                proposed_at=at,
            )
    except IntegrityError as problem:
        raise Refused("A disposal of this case is under way.", code="under_way") from problem


def _item(row: Disposal, stored: StoredObject) -> DisposalItem:
    names = ("sha256", "size_bytes", "origin")
    return DisposalItem(disposal=row, stored=stored, **{n: getattr(stored, n) for n in names})


def warnings_about(plan: RetentionPlan, at: datetime) -> list[str]:
    """Return what the rules say against disposing now. They warn: none of them was verified."""
    today, found = london.day_of(at), []
    if plan.minimum_on and today < plan.minimum_on:
        found.append(f"The rules keep these files until {plan.minimum_on:%-d %B %Y}.")
    if plan.review_on and today < plan.review_on:
        found.append(f"Their review is not due before {plan.review_on:%-d %B %Y}.")
    if plan.action == "review":
        found.append("The rules ask for a review, not for disposal by time alone.")
    if plan.outcome == "prosecuted":
        found.append("Look whether anybody convicted is still in custody, or appeals.")
    if retention.seems_unfinished(plan.case):
        found.append("The last result of a hearing does not read as final: ask the court.")
    rows = [rules.row_of(code) for code in plan.rules]
    if any(row and not row.source.is_verified for row in rows):
        found.append("Not all of these rules were checked against their source.")
    return found


@transaction.atomic
def approve(*, row: Disposal, by: Actor, at: datetime) -> Disposal:
    """Approve a disposal that another person proposed; it can be undone until it has cooled off.

    Raises:
        NotPermitted: another force or role.
        stages.GuardsFailed: own proposal, a hold, an open case, a rule that keeps the files, or
            files that came since.
    """
    _require(row, by, at)
    stages.move(subject=row, transition="approve", by=by, at=at, data=_said(row))
    row.approved_by, row.approved_at = by.account, at
    row.save(update_fields=["approved_by", "approved_at"])
    return row


def refuse(*, row: Disposal, reason: str, by: Actor, at: datetime) -> Disposal:
    """Refuse a proposal. Raises: NotPermitted, stages.WrongStage, stages.GuardsFailed."""
    return _end(row, "refuse", reason, by, at)


def undo(*, row: Disposal, reason: str, by: Actor, at: datetime) -> Disposal:
    """Undo a disposal before anything is destroyed. Raises: as `refuse`."""
    return _end(row, "undo", reason, by, at)


@transaction.atomic
def _end(row: Disposal, how: str, reason: str, by: Actor, at: datetime) -> Disposal:
    _require(row, by, at)
    words = clean.text(reason, limit=400, field="reason")
    stages.move(subject=row, transition=how, by=by, at=at, data={"reason": words})
    row.ended_by, row.ended_at, row.end_reason = by.account, at, words
    row.save(update_fields=["ended_by", "ended_at", "end_reason"])
    return row


def _require(row: Disposal, by: Actor, at: datetime) -> None:
    if not access.may(by, "disposal.approve", row.case, at=at):
        raise NotPermitted("Your role does not decide on disposals.")


def _said(row: Disposal) -> dict[str, Any]:
    return {"rules": row.rules, "edition": row.edition, "files": row.items.count()}


# Destroying -------------------------------------------------------------------------------------


def due(at: datetime) -> Iterator[Disposal]:
    """Yield what has cooled off, and what a killed worker left half done."""
    for row in Disposal.objects.filter(stage__in=["approved", "destroying"]).order_by("pk"):
        if row.stage == "destroying" or (row.destroys_from and at >= row.destroys_from):
            yield row


def carry_out(row: Disposal, *, at: datetime, renew: Callable[[], None] = lambda: None) -> None:
    """Destroy the files of one disposal that has cooled off, and complete its certificate.

    Raises:
        stages.GuardsFailed: something keeps the files; nothing was destroyed.
        StillLocked: the store holds one of them back; the next run goes on from there.
    """
    if row.stage != "destroying":
        _begin(row, at)
        crashpoint("disposal.begun")
    for item in row.items.filter(destroyed_at=None).select_related("stored"):
        renew()
        destroy(evidence_store.place(), item.stored.key)
        crashpoint("disposal.destroyed")
        _mark_destroyed(item, row, at)
    with transaction.atomic():
        stages.move(subject=row, transition="finish", by=_worker(row), at=at, data=_said(row))
        row.destroyed_at = at
        row.save(update_fields=["destroyed_at"])


@transaction.atomic
def _begin(row: Disposal, at: datetime) -> None:
    stages.move(subject=row, transition="destroy", by=_worker(row), at=at, data=_said(row))
    # From here on nobody is given these files, and no scan takes them for lost.
    stored = StoredObject.objects.filter(pk__in=row.items.values("stored"))
    stored.update(destroyed_at=at)


@transaction.atomic
def _mark_destroyed(item: DisposalItem, row: Disposal, at: datetime) -> None:
    item.destroyed_at = at
    item.save(update_fields=["destroyed_at"])
    # Their names and what was read out of them are content too; the log keeps hash and size.
    StoredObject.objects.filter(pk=item.stored_id).update(
        original_name="", metadata={}, picture_hash=""
    )
    _erase_bodies(item, row, at)
    data = {"sha256": f"sha256:{item.sha256}", "size_bytes": item.size_bytes, "rules": row.rules}
    about = item.stored
    events.of_case(row.case, "object.destroyed", by=_worker(row), at=at, about=about, **data)


def _erase_bodies(item: DisposalItem, row: Disposal, at: datetime) -> None:
    arrived = CaseEvent.objects.filter(subject_id=item.stored_id, kind="object.received")
    with_body = EventBody.objects.filter(event__in=arrived).values_list("event", flat=True)
    for event in CaseEvent.objects.filter(pk__in=list(with_body)):
        reason = f"Disposal {row.pk}"
        events.erase_body(event, by=_worker(row), at=at, reason=reason)


def _worker(row: Disposal) -> Actor:
    return actors.system(on_behalf_of=row.approved_by.signature_name if row.approved_by else "")
