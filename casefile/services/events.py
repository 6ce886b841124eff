"""Appends to the event chain, and the jobs that follow from an event, in one transaction."""

import hashlib
import json
import re
import secrets
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import OuterRef

from casefile import verify
from casefile.crashpoints import crashpoint
from casefile.models import Case, CaseEvent, EventBody, StreamHead
from casefile.rules.events import ANY_FAMILY, EVENT_KINDS, FAMILIES
from casefile.services import jobs
from casefile.services.actors import Actor

ERASED = "body.erased"


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


def lock(streams: Iterable[str]) -> dict[str, StreamHead]:
    """Lock the heads of several streams, always in sorted order so that no two callers deadlock."""
    wanted = sorted(set(streams))
    StreamHead.objects.bulk_create([StreamHead(stream=s) for s in wanted], ignore_conflicts=True)
    heads = StreamHead.objects.select_for_update().filter(stream__in=wanted).order_by("stream")
    return {head.stream: head for head in heads}


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
    if family not in FAMILIES or EVENT_KINDS[kind].family not in {family, ANY_FAMILY}:
        raise ValueError(f"{kind} does not belong on {stream}")
    head = lock([stream])[stream]
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
    event = CaseEvent(
        stream=head.stream,
        sequence=head.sequence + 1,
        kind=kind,
        at=at,
        case_id=case.pk if case else None,
        subject_type=about._meta.model_name or "" if about else "",
        subject_id=about.pk if about and isinstance(about.pk, uuid.UUID) else None,
        actor_id=by.id,
    )
    salt = secrets.token_bytes(16)
    header = _header(event, by, about) | {
        "body": verify.body_hash(salt, body),
        "previous": head.entry_hash,
    }
    event.header = canonical(header)
    event.entry_hash = hashlib.sha256(event.header).hexdigest()
    event.save(force_insert=True)
    EventBody.objects.create(event=event, salt=salt, content=body)
    return event


def _header(event: CaseEvent, by: Actor, about: models.Model | None) -> dict[str, Any]:
    return {
        "version": 1,
        "id": event.pk,
        "stream": event.stream,
        "sequence": event.sequence,
        "kind": event.kind,
        "at": event.at,
        "case": event.case_id or "",
        "actor": by.as_recorded(),
        "subject": _subject(about),
        "release": settings.RELEASE,
    }


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


def actor_in(event: CaseEvent) -> dict[str, Any]:
    """Return the actor of an entry as it was recorded then."""
    actor: dict[str, Any] = json.loads(bytes(event.header))["actor"]
    return actor


def body_of(event: CaseEvent) -> dict[str, Any] | None:
    """Return the body of an event, or None when it was erased; no query if it was joined."""
    body = getattr(event, "body", None)
    return json.loads(bytes(body.content)) if body else None


@transaction.atomic
def erase_body(event: CaseEvent, *, by: Actor, at: datetime, reason: str) -> None:
    """Erase the body of an entry, leaving an entry that says so; the chain stays whole."""
    EventBody.objects.filter(event=event).delete()
    event.refresh_from_db()
    append(
        stream=event.stream,
        kind=ERASED,
        by=by,
        at=at,
        about=event,
        case=Case.objects.filter(pk=str(event.case_id)).first() if event.case_id else None,
        data={"reason": reason},
    )


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


@transaction.atomic
def check(stream: str) -> verify.ChainReport:
    """Verify a stream against itself, its head row, and the header values copied to columns.

    The head is held meanwhile, so that an append in another process is not taken for a fault.
    """
    head = StreamHead.objects.select_for_update().filter(stream=stream).first()
    report = verify.check_chain(entries(stream))
    faults = [*report.faults, *_head_faults(head, report), *_row_faults(stream)]
    return report._replace(faults=sorted(faults, key=lambda fault: fault.sequence))


def _head_faults(head: StreamHead | None, report: verify.ChainReport) -> Iterator[verify.Fault]:
    if head is None or (head.sequence, head.entry_hash) != (report.length, report.head):
        yield verify.Fault(report.length, "the head of the stream is not its last entry")


def _row_faults(stream: str) -> Iterator[verify.Fault]:
    rows = CaseEvent.objects.filter(stream=stream).order_by("sequence")
    erased = set(rows.filter(kind=ERASED).values_list("subject_id", flat=True))
    with_body = rows.annotate(
        has_body=models.Exists(EventBody.objects.filter(event=OuterRef("pk")))
    )
    for row in with_body.iterator(chunk_size=500):
        if not _columns_are_as_hashed(row):
            yield verify.Fault(row.sequence, "a column differs from the hashed header")
        if not row.has_body and row.pk not in erased:
            yield verify.Fault(row.sequence, "the body is gone and no entry says why")


def _columns_are_as_hashed(row: CaseEvent) -> bool:
    try:
        header = json.loads(bytes(row.header))
        named = [header["id"], header["case"], header["actor"].get("id"), _subject_key(header)]
        plain = [header["stream"], header["sequence"], header["kind"]]
        plain += [header["subject"].get("type", ""), datetime.fromisoformat(header["at"])]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False
    keys = [row.pk, row.case_id, row.actor_id, row.subject_id]
    stored = [row.stream, row.sequence, row.kind, row.subject_type, row.at]
    return plain == stored and [str(key or "") for key in keys] == [key or "" for key in named]


def _subject_key(header: dict[str, Any]) -> str:
    # A subject whose key is no UUID, such as a number series, has none in the column.
    key = str(header["subject"].get("id", ""))
    return key if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", key) else ""


def streams() -> Iterator[str]:
    """Yield every stream that has a head or an entry, sorted."""
    named = set(StreamHead.objects.values_list("stream", flat=True))
    named |= set(CaseEvent.objects.values_list("stream", flat=True).distinct())
    yield from sorted(named)
