"""Walks the evidence store in slices, by the clock: each file is hashed again and held to its seal.

It reports loss, change and files that nobody knows; it deletes and mends nothing.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from casefile.models import OrphanFile, StoredObject, StoreScan
from casefile.services import actors, evidence
from casefile.store import Held
from casefile.store.interface import QUARANTINE

ROUND_EVERY = timedelta(days=7)
MOST_OBJECTS = 500
MOST_BYTES = 2 << 30
MOST_FILES = 5000
# A file lies in the store before the row that names it is committed.
GRACE = timedelta(days=1)


def scan_slice(*, at: datetime, renew: Callable[[], None] = lambda: None) -> StoreScan | None:
    """Check the next files of this round; None when the last round is fresh.

    `renew` is called between files and may raise to end a slice that another took over: what was
    checked is kept, and the slice is begun again.
    """
    scan = _current(at)
    if scan is None:
        return None
    rows_done = _compare_next(scan, at, renew)
    files_done = _look_at_next(scan, at)
    if rows_done and files_done:
        scan.ended_at = at
        OrphanFile.objects.filter(seen_at__lt=scan.started_at, gone_at=None).update(gone_at=at)
    scan.save()
    return scan


def _current(at: datetime) -> StoreScan | None:
    last = StoreScan.objects.order_by("pk").last()
    if last and last.ended_at is None:
        return last
    if last and last.started_at > at - ROUND_EVERY:
        return None
    return StoreScan.objects.create(started_at=at)


def _compare_next(scan: StoreScan, at: datetime, renew: Callable[[], None]) -> bool:
    rows = StoredObject.objects.filter(key__gt=scan.row_position, destroyed_at=None)
    size = 0
    for count, row in enumerate(rows.select_related("case", "force").order_by("key").iterator()):
        if count == MOST_OBJECTS or size > MOST_BYTES:
            return False
        renew()
        is_whole = evidence.compare(row, by=actors.system(), at=at)
        size += row.size_bytes
        scan.checked += 1
        scan.size_bytes += row.size_bytes
        scan.problems += not is_whole
        scan.row_position = row.key
    return True


def _look_at_next(scan: StoreScan, at: datetime) -> bool:
    held = evidence.store().list(after=scan.file_position, limit=MOST_FILES)
    aside = [each for each in held if each.key.startswith(f"{QUARANTINE}/")]
    others = {each.key: each for each in held if each not in aside}
    known = StoredObject.objects.filter(key__in=others, destroyed_at=None)
    for key in others.keys() - set(known.values_list("key", flat=True)):
        if others[key].written_at <= at - GRACE:
            _list_orphan(others[key], at)
    scan.files += len(held)
    scan.set_aside += len(aside)
    if held:
        scan.file_position = held[-1].key
    return len(held) < MOST_FILES


def _list_orphan(held: Held, at: datetime) -> None:
    fixed = {"size_bytes": held.size_bytes, "written_at": held.written_at, "first_seen_at": at}
    OrphanFile.objects.update_or_create(
        key=held.key,
        defaults={"seen_at": at, "gone_at": None},
        create_defaults={**fixed, "seen_at": at},
    )
