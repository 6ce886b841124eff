"""Whether the record and the evidence store are whole, and were at a time: what is shown of it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Count, F, QuerySet

from casefile.manage.access_log import case_reference
from casefile.models import (
    CaseEvent,
    LogRestore,
    OrphanFile,
    SealedHead,
    SealStamp,
    StoreCheck,
    StoredObject,
    StoreScan,
)
from casefile.rules import london
from casefile.services import seals
from casefile.services.actors import Actor
from casefile.wording import how_many, when

RESULTS = {"whole": "Whole", "changed": "Changed", "missing": "Missing"}


@dataclass(frozen=True)
class Period:
    """How the system worked between two days, both included, in words and figures."""

    first: date
    last: date
    facts: list[tuple[str, str]]


def state() -> list[tuple[str, str]]:
    """Return key and value of what stands now, installation-wide; about ten queries."""
    seal = SealedHead.objects.order_by("number").last()
    place = seals.outside()
    return [
        ("Newest sealed head", _newest(seal) if seal else "None yet"),
        ("Its root", seal.root if seal else ""),
        ("Entries not sealed", "Some wait for the next minute" if seals.waits() else "None"),
        ("Kept outside", f"Up to number {place.newest()}" if place else "No second place is set"),
        ("Time stamp", _stamp()),
        *_scans(),
    ]


def _newest(seal: SealedHead) -> str:
    over = how_many(seal.size, "entry", "entries")
    return f"Number {seal.number}, {when(seal.at)}, over {over}"


def _stamp() -> str:
    last = SealStamp.objects.order_by("asked_at").last()
    if last is None:
        return "None: no time-stamp authority was asked yet"
    if last.stamped_at is None:
        return f"Failed {when(last.asked_at)}: {last.problem}"
    return f"Number {last.seal_id}, {when(last.stamped_at)}, serial {last.serial}"


def _scans() -> list[tuple[str, str]]:
    running = StoreScan.objects.filter(ended_at=None).last()
    done = StoreScan.objects.exclude(ended_at=None).order_by("pk").last()
    held = StoredObject.objects.filter(destroyed_at=None).count()
    rows = [("Last whole round of the store", _round(done) if done else "None yet")]
    if running:
        compared = f"{running.checked:,} of {how_many(held, 'file')} compared"
        words = f"Since {when(running.started_at)}: {compared}"
        rows.append(("Round that is under way", words))
    if done:
        words = f"{how_many(done.set_aside, 'file')} with another hash than sent"
        rows.append(("Set aside on arrival", words))
    return rows


def _round(done: StoreScan) -> str:
    ended = when(done.ended_at or done.started_at)
    found = f"{how_many(done.checked, 'file')}, {how_many(done.size_bytes, 'byte')}"
    return f"{ended}: {found}, problems found: {done.problems}"


def blocked(actor: Actor) -> QuerySet[StoredObject]:
    """Return the files of the actor's force that are not as they were sealed, newest first."""
    rows = StoredObject.objects.filter(force_id=actor.force).exclude(integrity_failed_at=None)
    rows = rows.exclude(case_id__in=actor.conflicts).select_related("case")
    return rows.order_by("-integrity_failed_at", "pk")


def blocked_rows(rows: list[StoredObject]) -> list[list[Any]]:
    """Put blocked files into cells; one query for what was found of them."""
    checks = StoreCheck.objects.filter(stored__in=[row.pk for row in rows])
    found = {check.stored_id: RESULTS[check.result] for check in checks.order_by("at")}
    return [
        [
            when(row.integrity_failed_at) if row.integrity_failed_at else "",
            found.get(row.pk, ""),
            case_reference(row.case) if row.case else "No case",
            {"text": str(row.pk), "long": True},
            {"text": row.sha256, "long": True},
        ]
        for row in rows
    ]


def orphans(actor: Actor) -> QuerySet[OrphanFile]:
    """Return the files in the store of the actor's force that no row names, oldest first."""
    rows = OrphanFile.objects.filter(gone_at=None, key__startswith=f"{actor.force}/")
    return rows.order_by("written_at", "pk")


def orphan_rows(rows: list[OrphanFile]) -> list[list[Any]]:
    """Put files that no row names into cells."""
    return [
        [
            {"text": row.key, "long": True},
            f"{row.size_bytes:,}",
            when(row.written_at),
            when(row.first_seen_at),
        ]
        for row in rows
    ]


def restore_rows() -> list[list[str]]:
    """Return each time that the database was put back from a copy. One query."""
    return [
        [when(row.recorded_at), row.recorded_by, f"{row.kept_seal} of {row.outside_seal}",
         str(sum(each["last"] - each["first"] + 1 for each in row.lost))]
        for row in LogRestore.objects.order_by("-recorded_at")
    ]  # fmt: skip


def period(first: date, last: date) -> Period:
    """Return how the system worked between two days, as a court may ask (EV-08). Eight queries."""
    start = london.moment_of(first, time())
    end = london.moment_of(last + timedelta(days=1), time())
    within = {"at__gte": start, "at__lt": end}
    heads = SealedHead.objects.filter(**within).order_by("number")
    entries = sum(heads.values_list(F("size") - F("first_leaf"), flat=True))
    checks = dict(StoreCheck.objects.filter(**within).values_list("result").annotate(Count("pk")))
    stamps = SealStamp.objects.filter(stamped_at__gte=start, stamped_at__lt=end).count()
    restores = LogRestore.objects.filter(recorded_at__gte=start, recorded_at__lt=end).count()
    parked = CaseEvent.objects.filter(kind="job.parked", **within).count()
    releases = sorted(set(_releases(heads)))
    return Period(first, last, [
        ("Heads sealed", f"{heads.count()} over {how_many(entries, 'entry', 'entries')}"),
        ("Longest time between two heads", _longest_gap(list(heads.values_list("at", flat=True)))),
        ("Time stamps", str(stamps)),
        ("Files hashed again", str(sum(checks.values()))),
        ("Of these changed or missing", str(sum(checks.values()) - checks.get("whole", 0))),
        ("Work that failed too often", str(parked)),
        ("Restores from a copy", str(restores)),
        ("Releases that ran", ", ".join(releases) or "None sealed anything"),
    ])  # fmt: skip


def _releases(heads: QuerySet[SealedHead]) -> list[str]:
    return [seals.release_of(bytes(head)) for head in heads.values_list("head", flat=True)]


def _longest_gap(moments: list[datetime]) -> str:
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    if not gaps:
        return "Fewer than two heads"
    longest = how_many(max(gaps) // timedelta(minutes=1), "minute")
    return f"{longest} (quiet times seal nothing, so a gap is not by itself a fault)"
