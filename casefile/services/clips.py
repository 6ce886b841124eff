"""Cuts the part of a recording that matters, as a part of its exhibit; the whole is only read."""

import io
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from casefile.models import Exhibit, Person, StoredObject
from casefile.services import (
    Reason,
    Refused,
    clean,
    continuity,
    derived,
    evidence,
    exhibits,
    inspection,
    scanning,
)
from casefile.services.actors import Actor


def clip(
    *,
    exhibit: Exhibit,
    from_seconds: float,
    to_seconds: float,
    reason: str,
    description: str,
    producer: Person,
    by: Actor,
    at: datetime,
) -> Exhibit:
    """Cut the relevant part of a recording as a sub-exhibit; the original stays untouched.

    Raises:
        Refused: not a recording, or the points do not lie within it in order.
        IntegrityFailure: it is not as it was sealed, so nothing is said to come from it. Destroyed.
    """
    content = _recording(exhibit, from_seconds, to_seconds)
    if scanning.is_set_aside(content):
        raise Refused("Malware was found in this recording, so nothing here opens it.")
    evidence.require_whole(content, by=by, at=at)
    with evidence.open_seekable(content) as source:
        made = inspection.clip(source, from_seconds=from_seconds, to_seconds=to_seconds)
    return _record_clip(
        exhibit,
        made,
        producer=producer,
        description=description,
        span=(from_seconds, to_seconds),
        reason=reason,
        by=by,
        at=at,
    )


def _recording(exhibit: Exhibit, from_seconds: float, to_seconds: float) -> StoredObject:
    content = exhibit.content
    if content is None or not exhibit.is_recording:
        raise Refused("Only a recording can be clipped.", code="not_a_recording")
    length = float(content.metadata.get("duration_seconds") or 0)
    if not 0 <= from_seconds < to_seconds <= length + 0.5:
        message = f"Choose points within the recording: it is {length:.0f} seconds long."
        raise Refused(message, reasons=[Reason("clip_points", message, field="to_seconds")])
    return content


@transaction.atomic
def _record_clip(
    exhibit: Exhibit,
    made: inspection.Made,
    *,
    producer: Person,
    description: str,
    span: tuple[float, float],
    reason: str,
    by: Actor,
    at: datetime,
) -> Exhibit:
    stored = _store_clip(exhibit, made, by, at)
    if exhibit.content:
        derived.record([exhibit.content], stored, _clip_step(made, at), by=by)
    part = exhibits.record(
        case=exhibit.case,
        producer=producer,
        kind=exhibit.kind,
        description=description,
        captured_at=at,
        content=stored,
        parent=exhibit,
        clip_from_seconds=span[0],
        clip_to_seconds=span[1],
        clip_reason=clean.text(reason, field="reason", limit=300),
        by=by,
        at=at,
    )
    details: dict[str, Any] = {"part": part.reference, "part_sha256": f"sha256:{stored.sha256}"}
    details |= {"from_seconds": span[0], "to_seconds": span[1]}
    continuity.enter(exhibit, "derived", "exhibit.clipped", by=by, at=at, reason=reason, **details)
    return part


def _clip_step(made: inspection.Made, at: datetime) -> derived.Step:
    span = {name: made.metadata[name] for name in ("start_ms", "end_ms")}
    done = at + timedelta(seconds=made.took_seconds)
    version = made.metadata["version"]
    return derived.Step("clip", "ffmpeg", version, {"do": "clip", **span}, at, done)


def _store_clip(exhibit: Exhibit, made: inspection.Made, by: Actor, at: datetime) -> StoredObject:
    name = f"{exhibit.reference.replace('/', '-')}-clip.{made.extension}"
    stored = evidence.receive_made(
        content=io.BytesIO(made.content),
        name=name,
        media_type=made.media_type,
        case=exhibit.case,
        by=by,
        at=at,
        origin=evidence.DERIVED,
    )
    stored.metadata = {**stored.metadata, **made.metadata}
    stored.save(update_fields=["metadata"])
    return stored
