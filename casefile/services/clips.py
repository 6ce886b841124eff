"""Cuts the part of a recording that matters, as a part of its exhibit; the whole is only read."""

from typing import Any

from django.db import transaction

from casefile.models import Exhibit, Person, StoredObject
from casefile.services import (
    Reason,
    Refused,
    clean,
    continuity,
    derivations,
    derived,
    evidence,
    exhibits,
    recipes,
)
from casefile.services.actors import Actor
from casefile.services.derived import Clock, Made


def clip(
    *,
    exhibit: Exhibit,
    from_seconds: float,
    to_seconds: float,
    reason: str,
    description: str,
    producer: Person,
    by: Actor,
    at: Clock,
) -> Exhibit:
    """Cut the relevant part of a recording as a sub-exhibit; the original stays untouched.

    `at` tells the time that the record says the step began and ended.

    Raises:
        Refused: not a recording, or the points do not lie within it in order.
        NotMade: nothing can be cut out of it; that is recorded.
    """
    content = _recording(exhibit, from_seconds, to_seconds)
    why = clean.text(reason, field="reason", limit=300)
    span = {"start_ms": int(from_seconds * 1000), "end_ms": int(to_seconds * 1000)}
    recipe = recipes.RECIPES["clip"]
    try:
        made = derived.run(content, recipe, {"do": "clip", **span}, by=by, at=at)
    except derived.NotMade as failure:
        with transaction.atomic():
            derivations.record_failure(content, failure.step, failure.failure, by=by)
        raise
    return _record_clip(
        exhibit,
        content,
        made,
        by,
        producer=producer,
        description=description,
        clip_from_seconds=from_seconds,
        clip_to_seconds=to_seconds,
        clip_reason=why,
    )


def _recording(exhibit: Exhibit, from_seconds: float, to_seconds: float) -> StoredObject:
    content = exhibit.content
    if content is None or not exhibit.is_recording:
        raise Refused("Only a recording can be clipped.", code="not_a_recording")
    length = _length(content)
    if not 0 <= from_seconds < to_seconds <= (length or to_seconds) + 0.5:
        how_long = f": it is {length:.0f} seconds long" if length else ", the first before the last"
        message = f"Choose points within the recording{how_long}."
        raise Refused(message, reasons=[Reason("clip_points", message, field="to_seconds")])
    return content


def _length(content: StoredObject) -> float:
    """Return how long a file says it is, else how long its copy plays; nought if nobody knows.

    What a browser or a recorder that was cut off wrote often does not say it.
    """
    said = float(content.metadata.get("duration_seconds") or 0)
    copy = derived.played(content) if not said else None
    if copy is None or copy.output is None:
        return said
    played = float(copy.output.metadata.get("duration_seconds") or 0)
    return played if played < recipes.PROXY_SECONDS else 0


@transaction.atomic
def _record_clip(
    exhibit: Exhibit, content: StoredObject, made: Made, by: Actor, **given: Any
) -> Exhibit:
    at = made.step.ended_at
    file = derived.keep(content, made, by=by).output
    part = exhibits.record(
        case=exhibit.case,
        kind=exhibit.kind,
        captured_at=at,
        content=file,
        parent=exhibit,
        by=by,
        at=at,
        **exhibits.carried(exhibit),
        **given,
    )
    if part.content:
        evidence.ask_for_previews(part.content, at=at)
    told = {
        "part": part.reference,
        "part_sha256": f"sha256:{made.kept.sha256}",
        "from_seconds": part.clip_from_seconds,
        "to_seconds": part.clip_to_seconds,
        "reason": part.clip_reason,
    }
    continuity.enter(exhibit, "derived", "exhibit.clipped", by=by, at=at, **told)
    return part
