"""Seals the log: every entry joins one growing tree, whose head is signed and kept twice.

An entry cannot be missed, in whatever order transactions commit: what is sealed is each stream up
to its committed head, and a stream is without gaps up to there because its appends wait for each
other. What was still open then stands beyond that head and is taken by the next seal.
"""

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from casefile import merkle, verify
from casefile.crashpoints import crashpoint
from casefile.models import CaseEvent, LogRestore, SealedHead, SealedSpan, StreamHead
from casefile.services import events, evidence
from casefile.store import receipts
from casefile.store.write_once import WriteOnceFolder

log = logging.getLogger("casefile.seals")

# Locked by whoever seals; nothing is ever appended to it, or each seal would call for the next.
LOCK = "force:sealer"
MOST_ENTRIES = 10_000
LATE_AFTER = timedelta(minutes=10)
_SPANS_AT_A_TIME = 100
Span = tuple[str, int, int]


class DatabaseIsBehind(Exception):
    """A seal kept outside is newer than the database's last: it was put back from a copy."""


def seal_new(*, at: datetime) -> int:
    """Seal every entry that is not sealed, and write the heads outside; return how many seals.

    Safe to run at once in several processes, and again after a kill.

    Raises:
        DatabaseIsBehind: nothing is sealed until `manage.py check_restore` recorded the restore.
    """
    count = 0
    while seal_next(at=at):
        count += 1
    publish()
    return count


@transaction.atomic
def seal_next(*, at: datetime) -> SealedHead | None:
    """Make one seal over what is not sealed yet, or none when all of it is.

    Raises:
        DatabaseIsBehind: as `seal_new`.
    """
    events.lock([LOCK])
    last, after = SealedHead.objects.order_by("number").last(), last_number()
    place = outside()
    if place and place.newest() > after:
        raise DatabaseIsBehind(f"sealed here up to {after}, outside up to {place.newest()}")
    spans = _unsealed()
    if not spans:
        return None
    hashes = list(entry_hashes(spans))
    seal = _sign(_next_head(last, after + 1, at, spans, hashes))
    seal.save(force_insert=True)
    SealedSpan.objects.bulk_create(
        SealedSpan(seal=seal, stream=stream, first=first, last=end, entry_hash=own[-1])
        for (stream, first, end), own in zip(spans, _by_span(spans, hashes), strict=True)
    )
    crashpoint("seals.sealed")
    return seal


def last_number() -> int:
    """Return the number after which the next seal comes, those of a lost branch included."""
    sealed = SealedHead.objects.aggregate(Max("number"))["number__max"] or 0
    restored = LogRestore.objects.aggregate(Max("outside_seal"))["outside_seal__max"] or 0
    return max(sealed, restored)


def _unsealed() -> list[Span]:
    """Return what no seal covers yet, in order of stream, up to the most that one seal takes."""
    found, room = list[Span](), MOST_ENTRIES
    for stream, first, head in _behind()[:MOST_ENTRIES]:
        end = min(head, first + room - 1)
        found.append((stream, first, end))
        room -= end - first + 1
        if not room:
            break
    return sorted(found)  # by code point: what a database sorts by may change with its locale


def _behind() -> "QuerySet[StreamHead, Span]":
    """Return stream, first unsealed entry and head of each stream that has such an entry."""
    spans = SealedSpan.objects.filter(stream=OuterRef("stream"))
    behind = StreamHead.objects.filter(sequence__gt=0).exclude(
        Exists(spans.filter(last__gte=OuterRef("sequence")))
    )
    upto = Subquery(spans.order_by("-last").values("last")[:1])
    rows = behind.annotate(first=Coalesce(upto, 0) + 1).order_by("stream")
    return rows.values_list("stream", "first", "sequence")


def entry_hashes(spans: Sequence[Span]) -> Iterator[str]:
    """Yield the hashes of the entries of these spans, in the order of their leaves.

    An entry that is not there is an empty hash.
    """
    for start in range(0, len(spans), _SPANS_AT_A_TIME):
        wanted = spans[start : start + _SPANS_AT_A_TIME]
        where = Q(pk=None)
        for stream, first, last in wanted:
            where |= Q(stream=stream, sequence__range=(first, last))
        rows = CaseEvent.objects.filter(where).values_list("stream", "sequence", "entry_hash")
        found = {(stream, sequence): entry_hash for stream, sequence, entry_hash in rows}
        for stream, first, last in wanted:
            yield from (found.get((stream, place), "") for place in range(first, last + 1))


def _by_span(spans: Sequence[Span], hashes: Sequence[str]) -> Iterator[list[str]]:
    start = 0
    for _, first, last in spans:
        yield list(hashes[start : start + last - first + 1])
        start += last - first + 1


def _next_head(
    last: SealedHead | None, number: int, at: datetime, spans: Sequence[Span], hashes: list[str]
) -> dict[str, Any]:
    size = last.size if last else 0
    before = [bytes.fromhex(peak) for peak in last.peaks] if last else []
    peaks = merkle.grow(before, size, (merkle.leaf_hash(each) for each in hashes))
    return {
        "version": 1,
        "number": number,
        "at": at,
        "after": last.number if last else 0,
        "previous": hashlib.sha256(bytes(last.head)).hexdigest() if last else "",
        "first_leaf": size,
        "size": size + len(hashes),
        "root": merkle.root_of_peaks(peaks).hex(),
        "peaks": [peak.hex() for peak in peaks],
        "spans": digest_of(spans),
        "release": settings.RELEASE,
        "key": evidence.manifest_key_id(),
    }


def digest_of(spans: Iterable[Span]) -> str:
    """Return the hash that binds a head to the streams and sequences of its new leaves."""
    return hashlib.sha256(events.canonical([list(span) for span in spans])).hexdigest()


def _sign(head: dict[str, Any]) -> SealedHead:
    text = events.canonical(head)
    private = evidence.signing_keys().manifest_private_pem
    names = ("number", "at", "first_leaf", "size", "root", "peaks")
    return SealedHead(
        **{name: head[name] for name in names},
        head=text,
        signature=receipts.sign_manifest(private, verify.SEAL_CONTEXT + text),
        key_id=head["key"],
    )


def waits() -> bool:
    """Return whether the log has an entry that no seal covers. One query."""
    return bool(_unsealed())


def is_late(at: datetime) -> bool:
    """Return whether an entry waits longer than sealing takes, however lately a seal was made.

    The first unsealed entry of each stream is looked at, since those after it came later. It counts
    from its own moment: one that is written down long after that is late until the next seal.
    """
    spans = list(_behind())
    for start in range(0, len(spans), _SPANS_AT_A_TIME):
        where = Q(pk=None)
        for stream, first, _ in spans[start : start + _SPANS_AT_A_TIME]:
            where |= Q(stream=stream, sequence=first)
        if CaseEvent.objects.filter(where, at__lt=at - LATE_AFTER).exists():
            return True
    return False


def release_of(head: bytes) -> str:
    """Return the release that signed a head."""
    return str(json.loads(head)["release"])


def outside() -> WriteOnceFolder | None:
    """Return the second place for heads, or None where the installation has none."""
    return WriteOnceFolder(Path(settings.SEALS_DIR)) if settings.SEALS_DIR else None


def publish() -> None:
    """Write outside what is not there yet. A place that takes nothing is logged: sealing goes on.

    Raises:
        casefile.store.write_once.WrittenOtherwise: another seal of that number is there.
    """
    place = outside()
    if place is None:
        return
    try:
        for seal in SealedHead.objects.filter(number__gt=place.newest()).order_by("number"):
            place.put(seal.number, as_file(seal))
            crashpoint("seals.published")
    except OSError as trouble:
        log.error("the place for sealed heads takes nothing: %s", type(trouble).__name__)


def as_file(seal: SealedHead) -> bytes:
    """Return a seal as it is kept outside: with every leaf, so that it can be checked alone."""
    spans = spans_of(seal)
    rows = zip(spans, _by_span(spans, list(entry_hashes(spans))), strict=True)
    return events.canonical(
        {
            "head": bytes(seal.head).decode(),
            "signature": bytes(seal.signature).hex(),
            "spans": [
                {"stream": stream, "first": first, "last": last, "entries": own}
                for (stream, first, last), own in rows
            ],
        }
    )


def spans_of(seal: SealedHead) -> list[Span]:
    """Return what a seal added, in the order of its leaves. One query."""
    return sorted(seal.spans.values_list("stream", "first", "last"))


def read_file(content: bytes) -> tuple[dict[str, Any], bytes, bytes, list[dict[str, Any]]]:
    """Return the head, its exact bytes, the signature and the spans of a file kept outside.

    Raises:
        ValueError, KeyError, TypeError: it is not such a file.
    """
    row = json.loads(content)
    text = row["head"].encode()
    return json.loads(text), text, bytes.fromhex(row["signature"]), row["spans"]
