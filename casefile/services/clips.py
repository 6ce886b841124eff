"""Cuts the part of a recording that matters, as a part of its exhibit; the whole is only read.

An officer asks for it, and a worker cuts: a long part takes minutes.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from casefile.models import CaseEvent, Exhibit, Job, Person, StoredObject, User
from casefile.services import (
    Reason,
    Refused,
    actors,
    clean,
    continuity,
    derivations,
    derived,
    events,
    evidence,
    exhibits,
    jobs,
    recipes,
)
from casefile.services.actors import Actor
from casefile.services.derived import Clock, Made
from casefile.services.jobs import Claim

ASKED = "exhibit.clip_asked"
CUT = "casefile.worker.handlers.cut_clip"


@dataclass(frozen=True)
class Asked:
    """A part that somebody asked for and that is no exhibit; while it waits, it may become one."""

    from_seconds: float
    to_seconds: float
    is_waiting: bool


@transaction.atomic
def ask(
    *,
    exhibit: Exhibit,
    from_seconds: float,
    to_seconds: float,
    reason: str,
    description: str,
    producer: Person,
    by: Actor,
    at: datetime,
) -> None:
    """Have the relevant part of a recording cut as a sub-exhibit; the original stays untouched.

    Asked for twice while the first is still waiting, it is cut once.

    Raises:
        Refused: not a recording, or the points do not lie within it in order.
    """
    _recording(exhibit, from_seconds, to_seconds)
    told = {
        "from_seconds": from_seconds,
        "to_seconds": to_seconds,
        "reason": clean.text(reason, field="reason", limit=300),
        "description": clean.text(description, field="description", limit=300),
        "producer": str(producer.pk),
    }
    events.lock([exhibit.case.stream])
    if told not in [events.body_of(event) for event in _waiting(_asks(exhibit))]:
        events.of_case(exhibit.case, ASKED, by=by, at=at, about=exhibit, **told)


def cut(*, asked: CaseEvent, claim: Claim, now: Clock, at: Clock) -> None:
    """Cut the part that an entry of the log asks for, in the name of whoever asked.

    That nothing can be cut is recorded. `now` is the real time, by which the lease runs, `at` the
    one at which the record says the step began and ended.

    Raises:
        LostLease: another worker does it.
    """
    told, exhibit = events.body_of(asked), Exhibit.objects.get(pk=str(asked.subject_id))
    if told is None or exhibit.content is None:
        return
    claim.renew(now=now(), lease=derived.LEASE)
    by = actors.of_user(User.objects.get(pk=str(asked.actor_id)))
    span = _span(told["from_seconds"], told["to_seconds"])
    try:
        made = derived.run(
            exhibit.content, recipes.RECIPES["clip"], {"do": "clip", **span}, by=by, at=at
        )
    except derived.NotMade as failure:
        with claim.committing():
            derivations.record_failure(exhibit.content, failure.step, failure.failure, by=by)
        return
    with claim.committing():
        _record_clip(
            exhibit,
            exhibit.content,
            made,
            by,
            producer=Person.objects.get(pk=told["producer"]),
            description=told["description"],
            clip_from_seconds=told["from_seconds"],
            clip_to_seconds=told["to_seconds"],
            clip_reason=told["reason"],
        )


def asked_for(exhibit: Exhibit) -> list[Asked]:
    """Return the parts that are not cut yet, and those that could not be, oldest first."""
    asks = _asks(exhibit)
    waiting = _waiting(asks)
    is_cut = set(exhibit.sub_exhibits.values_list("clip_from_seconds", "clip_to_seconds"))
    found = []
    for event in asks:
        told = events.body_of(event) or {}
        span = (told.get("from_seconds", 0), told.get("to_seconds", 0))
        if event in waiting or (told and span not in is_cut):
            found.append(Asked(*span, is_waiting=event in waiting))
    return found


def _asks(exhibit: Exhibit) -> list[CaseEvent]:
    asks = CaseEvent.objects.filter(stream=exhibit.case.stream, kind=ASKED, subject_id=exhibit.pk)
    return list(asks.select_related("body").order_by("sequence"))


def _waiting(asks: list[CaseEvent]) -> list[CaseEvent]:
    keys = {jobs.key_of(event, CUT): event for event in asks}
    undone = Job.objects.filter(key__in=keys, state__in=(Job.WAITING, Job.LEASED))
    return [keys[key] for key in undone.values_list("key", flat=True)]


def _span(from_seconds: float, to_seconds: float) -> dict[str, int]:
    return {"start_ms": int(from_seconds * 1000), "end_ms": int(to_seconds * 1000)}


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
