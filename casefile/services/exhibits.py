"""Records exhibits, their parts and continuity. References are never changed or used again."""

import io
from datetime import datetime
from typing import Any

from django.db import transaction

from casefile.models import Case, ContinuityEntry, Exhibit, Person, StoredObject
from casefile.rules import exhibit_references
from casefile.services import Reason, Refused, clean, events, evidence, inspection, numbers, stages
from casefile.services.actors import Actor

KINDS = ("photo", "video", "audio", "document", "physical")


class BadReference(Refused):
    """The reference is in use, or is not one."""

    code = "exhibit_reference"


@transaction.atomic
def record(
    *,
    case: Case,
    producer: Person,
    kind: str,
    description: str,
    captured_at: datetime,
    content: StoredObject | None = None,
    seal_number: str = "",
    held_at: str = "",
    parent: Exhibit | None = None,
    reference: str = "",
    by: Actor,
    at: datetime,
    **details: Any,
) -> Exhibit:
    """Record an exhibit and its first continuity entry.

    The reference is the producer's initials and the next number, a sub-number under a parent, or
    one that a device took from its lease. Source: rules/exhibit_references.py.

    Raises: Refused, with every field that is wrong; BadReference, if it is malformed or in use.
    """
    exhibit = Exhibit.objects.create(
        case=case,
        reference=_reference(case, producer, parent, reference),
        kind=kind,
        description=_checked(case, producer, kind, description, content, seal_number),
        producer=producer,
        parent=parent,
        parent_sha256=parent.content.sha256 if parent and parent.content else "",
        content=content,
        seal_number=seal_number,
        held_at=held_at or "Evidence store",
        captured_at=captured_at,
        recorded_by=by.account,
        recorded_at=at,
        **details,
    )
    return _recorded(exhibit, by, at)


def _checked(
    case: Case,
    producer: Person,
    kind: str,
    description: str,
    content: StoredObject | None,
    seal_number: str,
) -> str:
    words = clean.text(description, field="description", limit=400)
    if not words:
        raise Refused("Describe the exhibit.", reasons=[_missing("description")])
    if kind not in KINDS:
        raise Refused("Choose a kind of exhibit from the list.", code="unknown_kind")
    if producer.case_id != case.pk:
        raise Refused("The person who produces it must be in this case.", code="other_case")
    if kind != "physical" and content is None:
        raise Refused("Add the file.", reasons=[Reason("missing", "Add the file.", field="file")])
    if kind == "physical" and not seal_number:
        raise Refused("Give the seal number.", reasons=[_missing("seal_number")])
    return words


def _missing(field: str) -> Reason:
    return Reason("missing", f"Give the {field.replace('_', ' ')}.", field=field)


def _reference(case: Case, producer: Person, parent: Exhibit | None, given: str) -> str:
    if given:
        return _given_reference(case, given)
    if parent:
        number = numbers.take(f"exhibit:{case.pk}:{parent.reference}/")
        found = f"{parent.reference}/{number}"
    else:
        initials = initials_for(case, producer)
        found = f"{initials}/{numbers.take(f'exhibit:{case.pk}:{initials}')}"
    if any(p.level == "error" for p in exhibit_references.check_exhibit_reference(found)):
        raise BadReference(f"{found} is not a good exhibit reference.")
    return found


def _given_reference(case: Case, given: str) -> str:
    try:
        found = exhibit_references.normalise_exhibit_reference(given)
    except ValueError as problem:
        raise BadReference(str(problem)) from problem
    holder = Exhibit.objects.filter(case=case, reference=found).first()
    if holder:
        raise BadReference(f"{found} already used by {holder.producer}.")
    return found


def initials_for(case: Case, producer: Person) -> str:
    """Return the initials of a producer's references: one letter more where two share them."""
    own = producer.exhibits.filter(parent=None).order_by("recorded_at").first()
    if own:
        return str(own.reference).partition("/")[0]
    taken = {
        reference.partition("/")[0]
        for reference in Exhibit.objects.filter(case=case).values_list("reference", flat=True)
    }
    initials = (producer.initials or "X")[:4].ljust(2, "X")
    letters = ["", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    for letter in letters:
        if initials + letter not in taken:
            return str(initials + letter)
    raise BadReference("Too many people with these initials produce exhibits in this case.")


def _recorded(exhibit: Exhibit, by: Actor, at: datetime) -> Exhibit:
    _add_continuity(
        exhibit, "seized", to_holder=by.account.signature_name, place=exhibit.held_at, at=at
    )
    events.of_case(
        exhibit.case,
        "exhibit.recorded",
        by=by,
        at=at,
        about=exhibit,
        reference=exhibit.reference,
        kind_of_exhibit=exhibit.kind,
        description=exhibit.description,
        producer=exhibit.producer.name,
        sha256=f"sha256:{exhibit.content.sha256}" if exhibit.content else "",
        seal_number=exhibit.seal_number,
        captured_at=exhibit.captured_at,
        parent=exhibit.parent.reference if exhibit.parent else "",
    )
    return exhibit


def _add_continuity(exhibit: Exhibit, verb: str, *, at: datetime, **details: str) -> None:
    number = exhibit.continuity.count() + 1
    seal = details.pop("seal_number", exhibit.seal_number)
    ContinuityEntry.objects.create(
        exhibit=exhibit, number=number, verb=verb, seal_number=seal, at=at, **details
    )


@transaction.atomic
def transfer(
    *,
    exhibit: Exhibit,
    to_holder: str,
    place: str,
    reason: str,
    seal_number: str = "",
    condition: str = "",
    by: Actor,
    at: datetime,
) -> Exhibit:
    """Record that an exhibit changed hands or place, with seal and condition."""
    last = exhibit.continuity.order_by("-number").first()
    details = {
        "from_holder": last.to_holder if last else "",
        "to_holder": clean.text(to_holder, field="to_holder", limit=120),
        "place": clean.text(place, field="place", limit=200),
        "reason": clean.text(reason, field="reason", limit=300),
        "seal_number": seal_number or exhibit.seal_number,
        "condition": clean.text(condition, field="condition", limit=200),
    }
    _add_continuity(exhibit, "handed_over", at=at, **details)
    exhibit.held_at, exhibit.seal_number = details["place"], details["seal_number"]
    exhibit.save(update_fields=["held_at", "seal_number"])
    events.of_case(exhibit.case, "exhibit.transferred", by=by, at=at, about=exhibit, **details)
    return exhibit


@transaction.atomic
def record_clock_error(
    *, exhibit: Exhibit, seconds: int, how: str, by: Actor, at: datetime
) -> Exhibit:
    """Record how far a recorder's clock was from true time, and how that was found (EV-35)."""
    exhibit.clock_error_seconds = seconds
    exhibit.clock_checked_how = clean.text(how, field="how", limit=300)
    exhibit.save(update_fields=["clock_error_seconds", "clock_checked_how"])
    events.of_case(
        exhibit.case, "exhibit.clock_checked", by=by, at=at, about=exhibit, seconds=seconds, how=how
    )
    return exhibit


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
    """
    content = _recording(exhibit, from_seconds, to_seconds)
    with evidence.store().open(content.key) as source:
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
    part = record(
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
    details = {"part": part.reference, "from_seconds": span[0], "to_seconds": span[1]}
    events.of_case(
        exhibit.case, "exhibit.clipped", by=by, at=at, about=exhibit, reason=reason, **details
    )
    return part


def _store_clip(exhibit: Exhibit, made: inspection.Made, by: Actor, at: datetime) -> StoredObject:
    name = f"{exhibit.reference.replace('/', '-')}-clip.{made.extension}"
    stored = evidence.receive_made(
        content=io.BytesIO(made.content),
        name=name,
        media_type=made.media_type,
        case=exhibit.case,
        by=by,
        at=at,
    )
    stored.metadata = {**stored.metadata, **made.metadata}
    stored.save(update_fields=["metadata"])
    return stored


def void(*, exhibit: Exhibit, reason: str, by: Actor, at: datetime) -> Exhibit:
    """Void a reference with a reason; the number stays used (EV-16)."""
    return stages.move(subject=exhibit, transition="void", by=by, at=at, data={"reason": reason})
