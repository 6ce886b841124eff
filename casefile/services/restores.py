"""What a database put back from a copy has lost, by the heads kept outside; nothing is renumbered.

Entries that were sealed and are gone are listed and stay so. Their numbers are given again to what
is appended now: the entry that records the restore says which, and each seal says what it follows.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from casefile import merkle
from casefile.models import LogRestore, SealedHead
from casefile.services import Refused, actors, events, seal_checks, seals
from casefile.store.write_once import WriteOnceFolder

STREAM = "force:log"


class Lost(NamedTuple):
    """Sealed entries of one stream that are not in the log, first and last included.

    `is_reused`: other entries have some of their numbers already.
    """

    stream: str
    first: int
    last: int
    is_reused: bool


class Comparison(NamedTuple):
    """The database beside the heads kept outside. Sizes are of the tree at each of the two heads.

    `is_beginning`: the tree that the database has is the beginning of the one outside; `proof`
    shows it to whoever holds both roots.
    """

    kept_seal: int
    kept_size: int
    outside_seal: int
    outside_size: int
    is_beginning: bool
    proof: list[str]
    lost: list[Lost]

    @property
    def is_behind(self) -> bool:
        """Whether the heads outside are newer than the database's."""
        return self.outside_seal > self.kept_seal


def compare() -> Comparison:
    """Compare the database's last seal with the last one outside.

    Raises:
        Refused: there is no place outside, or what is there cannot be trusted.
    """
    place = seals.outside()
    if place is None:
        raise Refused("No heads are kept outside: SEALS_DIR is empty.")
    try:
        return _compare(place)
    except seal_checks.FILE_ERRORS as problem:
        raise Refused("The heads kept outside were changed, or some are missing.") from problem


def _compare(place: WriteOnceFolder) -> Comparison:
    last = SealedHead.objects.order_by("number").last()
    kept, newest = seals.last_number(), place.newest()
    road = list(_road(place, newest))
    leaves = [each for read in reversed(road) for each in read.entries]
    size = last.size if last else 0
    gone = [read for read in road if read.head["number"] > kept]
    hashes = [merkle.leaf_hash(entry_hash) for _, _, entry_hash in leaves]
    proof = merkle.consistency_proof(hashes, size) if 0 < size <= len(hashes) else []
    is_beginning = size == 0 or (
        last is not None
        and merkle.proves_consistency(
            size, bytes.fromhex(last.root), len(hashes), merkle.root(hashes), proof
        )
    )
    lost = _lost([each for read in reversed(gone) for each in read.entries])
    words = [each.hex() for each in proof]
    return Comparison(kept, size, newest, len(leaves), is_beginning, words, lost)


def _road(place: WriteOnceFolder, number: int) -> Iterator[seal_checks.Outside]:
    """Yield the heads that lead back from one to the first, those of lost branches left out."""
    while number:
        read = seal_checks.read_outside(place, number)
        yield read
        number = read.head["after"]


def _lost(entries: Sequence[tuple[str, int, str]]) -> list[Lost]:
    by_stream: dict[str, list[tuple[int, bool]]] = {}
    for stream, sequence, sealed, found in seal_checks.compare(entries):
        if found != sealed:
            by_stream.setdefault(stream, []).append((sequence, bool(found)))
    return [
        Lost(stream, rows[0][0], rows[-1][0], any(reused for _, reused in rows))
        for stream, rows in sorted(by_stream.items())
    ]


@transaction.atomic
def record(found: Comparison, *, by: str, at: datetime) -> LogRestore:
    """Write down a restore, so that sealing goes on after the last head outside.

    Raises:
        Refused: the database is not behind, or is no beginning of what was sealed outside.
    """
    events.lock([seals.LOCK])
    if not found.is_behind or seals.last_number() != found.kept_seal:
        raise Refused("Nothing was put back: the last head outside is the database's own.")
    if not found.is_beginning:
        raise Refused("This database is no earlier state of the log that was sealed outside.")
    lost = [row._asdict() for row in found.lost]
    row = LogRestore.objects.create(
        kept_seal=found.kept_seal,
        outside_seal=found.outside_seal,
        lost=lost,
        recorded_at=at,
        recorded_by=by,
    )
    data = {"kept_seal": found.kept_seal, "outside_seal": found.outside_seal, "lost": lost}
    actor = actors.system(on_behalf_of=by)
    events.append(stream=STREAM, kind="log.restored", by=actor, at=at, data=data)
    return row
