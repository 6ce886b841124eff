"""Counts a store: what was scanned there against what should lie there, and what is overdue."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from casefile.models import Exhibit, HandOver
from casefile.rules import london
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
    return rows.exclude(case_id__in=by.conflicts).select_related("case", "content")


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
    if not due and not _lying_in(place, by).exists():
        raise Refused("Nothing is recorded in a store of this name.", code="unknown_store")
    scanned = _scanned(codes, due, result, by)
    result.found = [row for row in due.values() if row.pk in scanned]
    result.missing = [row for row in due.values() if row.pk not in scanned]
    result.extra = [row for key, row in scanned.items() if key not in due]
    result.overdue = _overdue(by, at)
    _record(result, by, at)
    return result


def _lying_in(store: str, by: Actor) -> QuerySet[Exhibit]:
    return _of_force(by).filter(custody__in=["store", ""], held_at__iexact=store)


def _due(result: Counted, by: Actor) -> dict[object, Exhibit]:
    rows = _lying_in(result.store, by)
    if result.shelf:
        rows = rows.filter(shelf__iexact=result.shelf)
    rows = rows.prefetch_related("former_references").order_by("shelf", "reference")
    return {row.pk: row for row in rows}


def _scanned(
    codes: list[str], due: dict[object, Exhibit], result: Counted, by: Actor
) -> dict[object, Exhibit]:
    """Return what the codes lead to; a query only for a code of what is not recorded here."""
    here: dict[tuple[str, str], list[Exhibit]] = {}
    for row in due.values():
        for name in (row.reference, *row.former_names):
            here.setdefault((str(row.case_id)[:8].upper(), name), []).append(row)
    found: dict[object, Exhibit] = {}
    for code in codes:
        known = _meant_by(code, here, by)
        found |= {row.pk: row for row in known}
        if not known:
            result.unread.append(code[:100])
    return found


def _meant_by(code: str, here: dict[tuple[str, str], list[Exhibit]], by: Actor) -> list[Exhibit]:
    try:
        label = exhibit_labels.read(code)
    except exhibit_labels.NoLabel:
        return []
    if known := here.get((label.case, label.reference)):
        return known
    return list(exhibit_labels.named_by(label).filter(pk__in=_of_force(by)))


def _overdue(by: Actor, at: datetime) -> list[HandOver]:
    """Return what is lent, is still with the one to whom it was lent, and should be back."""
    own = HandOver.objects.filter(case__force_id=by.force).exclude(case_id__in=by.conflicts)
    lent = own.filter(stage="accepted", return_on__lt=london.day_of(at))
    after = Q(answered_at__gt=OuterRef("answered_at")) | Q(offered_at__gt=OuterRef("offered_at"))
    later = HandOver.objects.filter(after, exhibit=OuterRef("exhibit"), stage="accepted")
    out = lent.filter(~Exists(later.exclude(pk=OuterRef("pk"))), exhibit__holder=F("to_name"))
    out = out.exclude(exhibit__custody="store").select_related("exhibit")
    return list(out.order_by("return_on"))


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
    short = {row.case for row in result.missing}
    officers = {case: cases.officer_in_case(case) for case in short}
    for row in result.missing:
        words = {"result": "failed", "code": "missing", **told}
        continuity.enter(row, "verified", "exhibit.missed", by=by, at=at, **words)
        hand_over_alerts.tell_missing(row, officers[row.case], counted=run, at=at)
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
