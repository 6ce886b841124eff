"""Appends to the event chain, and the jobs that follow from an event, in one transaction."""

import hashlib
import json
import secrets
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction

from casefile import verify
from casefile.crashpoints import crashpoint
from casefile.models import Case, CaseEvent, EventBody, StreamHead
from casefile.rules.events import EVENT_KINDS, FAMILIES
from casefile.services import jobs
from casefile.services.actors import Actor


def canonical(value: Any) -> bytes:
    """Return JSON with sorted keys and no spaces: equal values, equal bytes."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
    )
    return text.encode()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value)


def lock(streams: Iterable[str]) -> None:
    """Lock the heads of several streams, always in sorted order so that no two callers deadlock."""
    wanted = sorted(set(streams))
    StreamHead.objects.bulk_create([StreamHead(stream=s) for s in wanted], ignore_conflicts=True)
    list(StreamHead.objects.select_for_update().filter(stream__in=wanted).order_by("stream"))


@transaction.atomic
def append(
    *,
    stream: str,
    kind: str,
    by: Actor,
    at: datetime,
    about: models.Model | None = None,
    case: Case | None = None,
    data: Mapping[str, Any] | None = None,
) -> CaseEvent:
    """Append one entry to a stream, and one job for each subscription to its kind.

    `data` becomes the body: kept in the erasable side table, covered by a salted hash.

    Raises:
        KeyError: the kind is not in rules/events.py.
        ValueError: the kind does not belong to that family of stream.
    """
    family = stream.partition(":")[0]
    if family not in FAMILIES or EVENT_KINDS[kind].family != family:
        raise ValueError(f"{kind} does not belong on {stream}")
    lock([stream])
    head = StreamHead.objects.get(stream=stream)
    event = _insert(head, kind, by, at, about, case, canonical(dict(data or {})))
    StreamHead.objects.filter(stream=stream).update(
        sequence=event.sequence, entry_hash=event.entry_hash
    )
    jobs.enqueue_for(event)
    crashpoint("events.appended")
    return event


def _insert(
    head: StreamHead,
    kind: str,
    by: Actor,
    at: datetime,
    about: models.Model | None,
    case: Case | None,
    body: bytes,
) -> CaseEvent:
    salt, event_id = secrets.token_bytes(16), uuid.uuid4()
    header = canonical(
        {
            "version": 1,
            "id": event_id,
            "stream": head.stream,
            "sequence": head.sequence + 1,
            "kind": kind,
            "at": at,
            "actor": by.as_recorded(),
            "subject": _subject(about),
            "release": settings.RELEASE,
            "body": verify.body_hash(salt, body),
            "previous": head.entry_hash,
        }
    )
    event = CaseEvent.objects.create(
        id=event_id,
        stream=head.stream,
        sequence=head.sequence + 1,
        kind=kind,
        at=at,
        case_id=case.pk if case else None,
        subject_type=about._meta.model_name or "" if about else "",
        subject_id=about.pk if about and isinstance(about.pk, uuid.UUID) else None,
        actor_id=by.id,
        header=header,
        entry_hash=hashlib.sha256(header).hexdigest(),
    )
    EventBody.objects.create(event=event, salt=salt, content=body)
    return event


def _subject(about: models.Model | None) -> dict[str, str]:
    if about is None:
        return {}
    return {"type": about._meta.model_name or "", "id": str(about.pk)}


def of_case(
    case: Case,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    about: models.Model | None = None,
    **data: Any,
) -> CaseEvent:
    """Append to the case's own stream; what most services call."""
    return append(
        stream=case.stream, kind=kind, by=by, at=at, about=about or case, case=case, data=data
    )


def body_of(event: CaseEvent) -> dict[str, Any] | None:
    """Return the body of an event, or None when it was erased. One query."""
    body = EventBody.objects.filter(event=event).first()
    return json.loads(bytes(body.content)) if body else None


@transaction.atomic
def erase_body(event: CaseEvent, *, by: Actor, at: datetime, reason: str) -> None:
    """Erase the body of an entry, leaving an entry that says so; the chain stays whole."""
    family = event.stream.partition(":")[0]
    EventBody.objects.filter(event=event).delete()
    if family != "case":
        return
    case = Case.objects.get(pk=str(event.case_id))
    of_case(case, "body.erased", by=by, at=at, erased=event.pk, reason=reason)


def entries(stream: str) -> Iterator[verify.Entry]:
    """Yield a stream's entries in order, as the verifier takes them."""
    rows = CaseEvent.objects.filter(stream=stream).select_related("body").order_by("sequence")
    for row in rows.iterator(chunk_size=500):
        body = getattr(row, "body", None)
        yield verify.Entry(
            bytes(row.header),
            row.entry_hash,
            bytes(body.salt) if body else None,
            bytes(body.content) if body else None,
        )


def check(stream: str) -> verify.ChainReport:
    """Verify a stream against itself, its head row, and the header values copied to columns."""
    report = verify.check_chain(entries(stream))
    faults = [*report.faults, *_head_faults(stream, report), *_column_faults(stream)]
    return report._replace(faults=faults)


def _head_faults(stream: str, report: verify.ChainReport) -> Iterator[verify.Fault]:
    head = StreamHead.objects.filter(stream=stream).first()
    if head is None or (head.sequence, head.entry_hash) != (report.length, report.head):
        yield verify.Fault(report.length, "the head of the stream is not its last entry")


def _column_faults(stream: str) -> Iterator[verify.Fault]:
    for row in CaseEvent.objects.filter(stream=stream).order_by("sequence").iterator():
        header = json.loads(bytes(row.header))
        stored = (str(row.pk), row.stream, row.sequence, row.kind)
        hashed = (header["id"], header["stream"], header["sequence"], header["kind"])
        if stored != hashed or datetime.fromisoformat(header["at"]) != row.at:
            yield verify.Fault(row.sequence, "a column differs from the hashed header")


def streams() -> Iterator[str]:
    """Yield every stream that has a head or an entry, sorted."""
    named = set(StreamHead.objects.values_list("stream", flat=True))
    named |= set(CaseEvent.objects.values_list("stream", flat=True).distinct())
    yield from sorted(named)
