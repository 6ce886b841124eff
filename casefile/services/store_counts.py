"""Counts a store: what was scanned there against what should lie there, and what is overdue."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from casefile.models import Exhibit, HandOver
from casefile.services import (
    Refused,
    cases,
    clean,
    continuity,
    events,
    exhibit_labels,
    hand_over_alerts,
)
from casefile.services.actors import Actor

MOST = 5000


@dataclass
class Counted:
    """What a count found. `extra` has things recorded elsewhere, `unread` codes that are none."""

    store: str
    shelf: str
    found: list[Exhibit] = field(default_factory=list)
    missing: list[Exhibit] = field(default_factory=list)
    extra: list[Exhibit] = field(default_factory=list)
    overdue: list[HandOver] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def _of_force(by: Actor) -> QuerySet[Exhibit]:
    """Return the things of an actor's force, but of no case that they are kept from."""
    rows = Exhibit.objects.filter(case__force_id=by.force, kind="physical").exclude(stage="void")
    return rows.exclude(case_id__in=by.conflicts).select_related("case")


def stores(by: Actor) -> list[str]:
    """Return the names of the stores of the actor's force that hold something. One query."""
    kept = _of_force(by).filter(custody__in=["store", ""]).exclude(held_at="")
    return list(kept.order_by("held_at").values_list("held_at", flat=True).distinct())


@transaction.atomic
def count(*, store: str, shelf: str = "", scans: str = "", by: Actor, at: datetime) -> Counted:
    """Hold scanned codes against the record; each thing found or missed has an entry (N31).

    The officers in the cases of missing things are told.

    Raises:
        Refused: too many codes, or no thing is recorded in a store of this name.
    """
    place = clean.text(store, field="store", limit=200)
    codes = list(dict.fromkeys(filter(None, (line.strip() for line in scans.splitlines()))))
    if len(codes) > MOST:
        raise Refused(f"Count at most {MOST:,} things at once: take one shelf after the other.")
    result = Counted(place, clean.text(shelf, field="shelf", limit=80))
    due = _due(result, by)
    if not due and place not in stores(by):
        raise Refused("Nothing is recorded in a store of this name.", code="unknown_store")
    scanned = _scanned(codes, result, by)
    result.found = [row for row in due.values() if row.pk in scanned]
    result.missing = [row for row in due.values() if row.pk not in scanned]
    result.extra = [row for key, row in scanned.items() if key not in due]
    result.overdue = _overdue(by, at)
    _record(result, by, at)
    return result


def _due(result: Counted, by: Actor) -> dict[object, Exhibit]:
    rows = _of_force(by).filter(custody__in=["store", ""], held_at__iexact=result.store)
    if result.shelf:
        rows = rows.filter(shelf__iexact=result.shelf)
    return {row.pk: row for row in rows.order_by("shelf", "reference")}


def _scanned(codes: list[str], result: Counted, by: Actor) -> dict[object, Exhibit]:
    found: dict[object, Exhibit] = {}
    for code in codes:
        try:
            rows = list(exhibit_labels.named_by(exhibit_labels.read(code)))
        except exhibit_labels.NoLabel:
            rows = []
        known = [row for row in rows if _is_own(row, by)]
        found |= {row.pk: row for row in known}
        if not known:
            result.unread.append(code[:100])
    return found


def _is_own(row: Exhibit, by: Actor) -> bool:
    is_thing = row.kind == "physical" and row.stage != "void"
    return is_thing and row.case.force_id == by.force and row.case_id not in by.conflicts


def _overdue(by: Actor, at: datetime) -> list[HandOver]:
    """Return what is lent and should have come back, oldest first."""
    today = timezone.localdate(at)
    rows = HandOver.objects.filter(stage="accepted", return_on__lt=today)
    own = rows.filter(case__force_id=by.force).exclude(case_id__in=by.conflicts)
    newest = [row for row in own.select_related("exhibit").order_by("return_on") if _is_out(row)]
    return newest


def _is_out(row: HandOver) -> bool:
    """Whether the thing is still with the one to whom it was lent."""
    later = Q(answered_at__gt=row.answered_at) | Q(offered_at__gt=row.offered_at)
    came_back = row.exhibit.hand_overs.filter(later, stage="accepted").exclude(pk=row.pk).exists()
    return not came_back and row.exhibit.custody != "store" and row.exhibit.holder == row.to_name


def _record(result: Counted, by: Actor, at: datetime) -> None:
    run = str(uuid4())
    rows = [*result.found, *result.missing, *result.extra]
    # Every chain is held in one order before the first entry, so that two counts never deadlock.
    events.lock([row.case.stream for row in rows])
    told = {"count": run, "counted_at": result.store, "counted_shelf": result.shelf}
    for row in result.found:
        continuity.enter(row, "verified", "exhibit.counted", by=by, at=at, **told)
    for row in result.extra:
        words = {"result": "failed", "code": "elsewhere", **told}
        continuity.enter(row, "verified", "exhibit.counted", by=by, at=at, **words)
    for row in result.missing:
        words = {"result": "failed", "code": "missing", **told}
        continuity.enter(row, "verified", "exhibit.missed", by=by, at=at, **words)
        officer = cases.officer_in_case(row.case)
        hand_over_alerts.tell_missing(row, officer, counted=run, at=at)
    events.append(
        stream=by.home_stream,
        kind="store.counted",
        by=by,
        at=at,
        data=told
        | {
            "found": [str(row.pk) for row in result.found],
            "missing": [str(row.pk) for row in result.missing],
            "extra": [str(row.pk) for row in result.extra],
            "overdue": [str(row.exhibit_id) for row in result.overdue],
            "unread": len(result.unread),
        },
    )
