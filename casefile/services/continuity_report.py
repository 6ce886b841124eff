"""The continuity of an exhibit as the log tells it: every entry, if the chain holds, its head.

Nothing is read from tables that change: titles and names are those of the time (EV-33, EV-34).
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q

from casefile.models import CaseEvent, Exhibit, StoredObject, StreamHead
from casefile.rules.continuity import verb_of
from casefile.rules.events import EVENT_KINDS
from casefile.rules.markings import marking_of
from casefile.services import clean, events, evidence
from casefile.services.actors import Actor
from casefile.store import UnknownKey

FORMAT = "casefile continuity report v1"
DISPOSED = "disposed of"
DISCLOSING = ("bundle.built",)
MAKING = ("object.derived", "exhibit.clipped")


@dataclass(frozen=True)
class Told:
    """One entry: what it says in words, and the exact bytes by which anybody can check it."""

    stream: str
    sequence: int
    id: str
    at: str
    kind: str
    words: str
    verb: str
    by: dict[str, Any]
    release: str
    body: dict[str, Any] | None
    entry_hash: str
    previous: str
    header_text: str
    body_text: str | None
    salt: str | None


@dataclass(frozen=True)
class Chain:
    """What checking a whole stream found."""

    stream: str
    entries: int
    head: str
    is_whole: bool
    faults: list[str]


@dataclass(frozen=True)
class Report:
    """The continuity of one exhibit, at one moment."""

    format: str
    made_at: str
    made_by: str
    release: str
    case: str
    exhibit: str
    reference: str
    title: str
    marking: str
    object: dict[str, Any] | None
    chains: list[Chain]
    entries: list[Told] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether every chain holds and the file, if there is one, is as it was sealed."""
        chains = all(chain.is_whole for chain in self.chains)
        return chains and (self.object is None or bool(self.object["is_whole"]))


def build(exhibit: Exhibit, *, with_reads: bool, by: Actor, at: datetime) -> Report:
    """Return the report; `with_reads` adds who looked at it and took copies out.

    Reads are held with the force and never travel, so they are left out of what is served. Costs
    a walk over the whole chain of the case.
    """
    case = exhibit.case
    streams = [case.stream, *([case.access_stream] if with_reads else [])]
    rows = [_told(row) for row in _rows(exhibit, streams)]
    own = [row for row in rows if row.body and row.body.get("exhibit") == str(exhibit.pk)]
    newest = own[-1].body if own else None
    return Report(
        format=FORMAT,
        made_at=at.isoformat(),
        made_by=by.account.signature_name,
        release=settings.RELEASE,
        case=str(case.pk),
        exhibit=str(exhibit.pk),
        reference=(newest or {}).get("reference", exhibit.reference),
        title=(newest or {}).get("title", ""),
        marking=marking_of(case.flags),
        object=_object(exhibit.content) if exhibit.content else None,
        chains=[_chain(stream) for stream in streams],
        entries=rows,
    )


def _rows(exhibit: Exhibit, streams: list[str]) -> list[CaseEvent]:
    """Return the entries about an exhibit, its bytes and its hand-overs, oldest first.

    A part begins with the step that made it, which is an entry about the whole.
    """
    content = exhibit.content
    subjects = {exhibit.pk, *([content.pk] if content else [])}
    in_streams = CaseEvent.objects.filter(stream__in=streams).select_related("body")
    about = in_streams.filter(subject_id__in=subjects)
    for row in about:
        if hand_over := (events.body_of(row) or {}).get("hand_over"):
            subjects.add(hand_over)
    found = in_streams.filter(Q(subject_id__in=subjects) | Q(kind__in=DISCLOSING))
    kept = [row for row in found if row.kind not in DISCLOSING or _holds(row, content)]
    if whole := exhibit.parent:
        about_whole = in_streams.filter(subject_id__in=[whole.pk, whole.content_id])
        kept += [row for row in about_whole.filter(kind__in=MAKING) if _made(row, content)]
    erased = in_streams.filter(kind=events.ERASED, subject_id__in=[row.pk for row in kept])
    return sorted([*kept, *erased], key=lambda row: (row.at, row.stream, row.sequence))


def _made(row: CaseEvent, content: StoredObject | None) -> bool:
    """Whether the step of this entry made the exhibit's bytes."""
    said = events.body_of(row) or {}
    made = {said.get("sha256"), said.get("part_sha256")}
    return content is not None and f"sha256:{content.sha256}" in made


def _holds(row: CaseEvent, content: StoredObject | None) -> bool:
    """Whether what was given out by this entry holds the exhibit's bytes."""
    files = (events.body_of(row) or {}).get("files", {})
    return content is not None and f"sha256:{content.sha256}" in files.values()


def _told(row: CaseEvent) -> Told:
    header = json.loads(bytes(row.header))
    body, said = getattr(row, "body", None), events.body_of(row)
    return Told(
        stream=row.stream.partition(":")[0],
        sequence=row.sequence,
        id=str(row.pk),
        at=header["at"],
        kind=row.kind,
        words=EVENT_KINDS[row.kind].words,
        verb=(said or {}).get("verb") or verb_of(row.kind),
        by=header["actor"],
        release=header["release"],
        body=said,
        entry_hash=f"sha256:{row.entry_hash}",
        previous=f"sha256:{header['previous']}" if header["previous"] else "",
        header_text=bytes(row.header).decode(),
        body_text=bytes(body.content).decode() if body else None,
        salt=bytes(body.salt).hex() if body else None,
    )


def _object(content: StoredObject) -> dict[str, Any]:
    """Hash the stored bytes now, and hold that against their seal."""
    try:
        found = f"sha256:{evidence.store().digest(content.key)}"
    except UnknownKey:
        found = DISPOSED if content.destroyed_at else "missing"
    sealed = f"sha256:{content.sha256}"
    return {
        "id": str(content.pk),
        "sealed": sealed,
        "found": found,
        "size_bytes": content.size_bytes,
        "is_whole": found in {sealed, DISPOSED},
    }


def _chain(stream: str) -> Chain:
    if stream not in _begun(stream):
        return Chain(stream, 0, "", is_whole=True, faults=[])
    checked = events.check(stream)
    return Chain(
        stream=stream,
        entries=checked.length,
        head=f"sha256:{checked.head}",
        is_whole=not checked.faults,
        faults=[f"entry {fault.sequence}: {fault.problem}" for fault in checked.faults],
    )


def _begun(stream: str) -> set[str]:
    """Return the stream if anything was ever written to it: nobody may have looked yet."""
    heads = StreamHead.objects.filter(stream=stream).values_list("stream", flat=True)
    rows = CaseEvent.objects.filter(stream=stream).values_list("stream", flat=True)[:1]
    return {*heads, *rows}


def as_json(report: Report) -> bytes:
    """Return the report as JSON; the same report is the same bytes."""
    return events.canonical(asdict(report) | {"is_whole": report.is_whole})


def record_taken_out(
    exhibit: Exhibit, report: Report, *, reason: str, digest: str, by: Actor, at: datetime
) -> None:
    """Record that a report was taken out, why, and the hash of what was given (EV-32)."""
    heads: Iterable[str] = (chain.head for chain in report.chains)
    events.append(
        stream=exhibit.case.access_stream,
        kind="exhibit.reported",
        by=by,
        at=at,
        about=exhibit,
        case=exhibit.case,
        data={
            "reason": clean.text(reason, field="reason", limit=300),
            "sha256": digest,
            "heads": list(heads),
            "is_whole": report.is_whole,
        },
    )
