"""Holds the log against its sealed heads, those in the database and those kept outside."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from casefile import merkle, verify
from casefile.models import LogRestore, SealedHead, SealedSpan, StreamHead
from casefile.services import evidence, seals
from casefile.store import keys, receipts
from casefile.store.write_once import WriteOnceFolder

FILE_ERRORS = (ValueError, KeyError, TypeError, AttributeError, OSError)


class SealFault(NamedTuple):
    """What is wrong with one seal, or with the entries that it sealed."""

    number: int
    problem: str


class SealReport(NamedTuple):
    """What holding the log against its seals found: the newest head, and what no seal covers."""

    seals: int
    outside: int
    size: int
    root: str
    unsealed: int
    faults: list[SealFault]


class Outside(NamedTuple):
    """A head kept outside: what it says, the bytes that were signed, and its leaves."""

    head: dict[str, Any]
    text: bytes
    entries: list[tuple[str, int, str]]


def check() -> SealReport:
    """Check every seal, here and outside, and that each sealed entry is in the log unchanged."""
    place, faults = seals.outside(), list(_faults_here())
    if place:
        faults += _faults_outside(place, {fault.number for fault in faults})
    last = SealedHead.objects.order_by("number").last()
    count = SealedHead.objects.count()
    kept = sum(1 for _ in place.numbers()) if place else 0
    size, root = (last.size, last.root) if last else (0, "")
    in_log = sum(StreamHead.objects.values_list("sequence", flat=True))
    return SealReport(count, kept, size, root, max(in_log - size, 0), sorted(faults))


# The seals in the database ----------------------------------------------------------------------


def _faults_here() -> Iterator[SealFault]:
    before: SealedHead | None = None
    for seal in SealedHead.objects.order_by("number").iterator(chunk_size=200):
        yield from _row_faults(seal, before)
        before = seal


def _row_faults(seal: SealedHead, before: SealedHead | None) -> Iterator[SealFault]:
    spans, text = seals.spans_of(seal), bytes(seal.head)
    try:
        head = json.loads(text)
    except ValueError:
        yield SealFault(seal.number, "it cannot be read")
        return
    if not _is_signed(text, bytes(seal.signature), seal.key_id):
        yield SealFault(seal.number, "it was changed: the signature does not fit")
    if not _is_as_signed(seal, head, spans):
        yield SealFault(seal.number, "a column differs from what was signed")
    yield from _order_faults(seal.number, head, bytes(before.head) if before else None)
    hashes = list(seals.entry_hashes(spans))
    if not _leads_to(head, before.peaks if before else [], hashes):
        yield SealFault(seal.number, _what_moved(seal, spans, hashes))


def _is_signed(text: bytes, signature: bytes, key_id: str) -> bool:
    current = evidence.signing_keys().manifest_public_pem
    pem: bytes | None = current
    if key_id != evidence.manifest_key_id():
        pem = keys.retired_manifest_key(Path(settings.KEYS_DIR), key_id)
    return pem is not None and receipts.verify_manifest(pem, verify.SEAL_CONTEXT + text, signature)


def _is_as_signed(seal: SealedHead, head: dict[str, Any], spans: Sequence[seals.Span]) -> bool:
    names = ("number", "first_leaf", "size", "root", "peaks")
    same = all(getattr(seal, name) == head.get(name) for name in names)
    return same and seals.digest_of(spans) == head.get("spans") and head.get("key") == seal.key_id


def _order_faults(number: int, head: dict[str, Any], before: bytes | None) -> Iterator[SealFault]:
    digest = hashlib.sha256(before).hexdigest() if before is not None else ""
    if head.get("previous") != digest:
        yield SealFault(number, "the seal before it is gone or was changed")
    after = int(head.get("after", 0))
    skipped = range(after + 1, number)
    restored = LogRestore.objects.filter(kept_seal=after, outside_seal=number - 1)
    if skipped and not restored.exists():
        yield SealFault(number, f"seals {skipped[0]} to {skipped[-1]} are missing before it")


def _leads_to(head: dict[str, Any], peaks: Iterable[str], hashes: Sequence[str]) -> bool:
    if not all(hashes):
        return False
    before = [bytes.fromhex(peak) for peak in peaks]
    leaves = (merkle.leaf_hash(each) for each in hashes)
    grown = merkle.grow(before, head["first_leaf"], leaves)
    is_root: bool = merkle.root_of_peaks(grown).hex() == head["root"]
    return is_root and [peak.hex() for peak in grown] == head["peaks"]


def _what_moved(seal: SealedHead, spans: Sequence[seals.Span], hashes: Sequence[str]) -> str:
    ends = dict(SealedSpan.objects.filter(seal=seal).values_list("stream", "entry_hash"))
    start = 0
    for stream, first, last in spans:
        own = hashes[start : start + last - first + 1]
        start += len(own)
        if "" in own:
            return f"{stream}, entry {first + own.index('')}: it was sealed and is gone"
        if own[-1] != ends.get(stream):
            return f"{stream}, entries {first} to {last}: they are not those that were sealed"
    return "the entries are not those that were sealed"


# The seals kept outside -------------------------------------------------------------------------


def _faults_outside(place: WriteOnceFolder, known: set[int]) -> Iterator[SealFault]:
    before: Outside | None = None
    restores = list(LogRestore.objects.all())
    for number in place.numbers():
        try:
            read = read_outside(place, number, before)
        except FILE_ERRORS:
            yield SealFault(number, "outside, it or the head before it was changed or is gone")
            continue
        if not any(row.kept_seal < number <= row.outside_seal for row in restores):
            yield from _against_outside(read, number, number in known)
        before = read
    yield from _not_outside(place)


def read_outside(place: WriteOnceFolder, number: int, before: Outside | None = None) -> Outside:
    """Return a head kept outside and its leaves, as stream, sequence and hash of the entry.

    `before` saves a reading where it is the head that this one follows.

    Raises:
        ValueError, KeyError, TypeError: it was changed, or is no head.
    """
    head, text, signature, spans = seals.read_file(place.get(number))
    if head["number"] != number or not _is_signed(text, signature, head["key"]):
        raise ValueError("not signed")
    digest = seals.digest_of((row["stream"], row["first"], row["last"]) for row in spans)
    entries = [
        (row["stream"], row["first"] + place_in, entry_hash)
        for row in spans
        for place_in, entry_hash in enumerate(row["entries"])
    ]
    peaks = _peaks_before(place, head["after"], before)
    if digest != head["spans"] or not _leads_to(head, peaks, [each[2] for each in entries]):
        raise ValueError("not the leaves of this head")
    return Outside(head, text, entries)


def _peaks_before(place: WriteOnceFolder, number: int, before: Outside | None) -> list[str]:
    if before and before.head["number"] == number:
        return list(before.head["peaks"])
    return list(seals.read_file(place.get(number))[0]["peaks"]) if number else []


def _against_outside(read: Outside, number: int, is_faulty: bool) -> Iterator[SealFault]:
    seal = SealedHead.objects.filter(number=number).first()
    if seal is None:
        yield SealFault(number, "it is kept outside and is gone from the database")
    elif bytes(seal.head) != read.text:
        yield SealFault(number, "the head kept outside is another than the one here")
    if seal is None or is_faulty or bytes(seal.head) != read.text:
        yield from _changed_entries(read, number)


def _changed_entries(read: Outside, number: int) -> Iterator[SealFault]:
    named = set[str]()
    for stream, sequence, sealed, found in compare(read.entries):
        if found != sealed and stream not in named:
            named.add(stream)
            what = "it is not the one that was sealed" if found else "it was sealed and is gone"
            yield SealFault(number, f"{stream}, entry {sequence}: {what} (by the head outside)")


def compare(entries: Sequence[tuple[str, int, str]]) -> Iterator[tuple[str, int, str, str]]:
    """Yield stream, sequence, the sealed hash and the hash in the log now, '' where it is gone."""
    spans = [(stream, sequence, sequence) for stream, sequence, _ in entries]
    for (stream, sequence, sealed), found in zip(entries, seals.entry_hashes(spans), strict=True):
        yield stream, sequence, sealed, found


def _not_outside(place: WriteOnceFolder) -> Iterator[SealFault]:
    held, newest = set(place.numbers()), place.newest()
    here = SealedHead.objects.filter(number__lt=newest).order_by("number")
    for number in here.values_list("number", flat=True).iterator():
        if number not in held:
            yield SealFault(number, "it is gone from where heads are kept outside")
