"""Records exhibits, their parts and continuity. References are never changed or used again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from casefile.models import Case, Exhibit, Person, StoredObject
from casefile.rules import exhibit_references
from casefile.services import (
    Reason,
    Refused,
    clean,
    continuity,
    events,
    exhibit_numbers,
)
from casefile.services.actors import Actor
from casefile.services.exhibit_numbers import BadReference

KINDS = ("photo", "video", "audio", "document", "physical")
STORE = "Evidence store"


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
    holder: str = "",
    by: Actor,
    at: datetime,
    **details: Any,
) -> Exhibit:
    """Record an exhibit and its first continuity entry.

    The reference is the producer's initials and the next number, or a sub-number under a parent.
    One that comes with it was given out by a device, `holder`, from its block of numbers.

    Raises: Refused, with what is wrong; BadReference, if it is malformed, in use or not leased.
    """
    told = {"description": description, "seal_number": seal_number}
    told["held_at"] = held_at or ("" if kind == "physical" else STORE)
    given = clean.for_columns(Exhibit, told | details)
    _check(case, producer, content, kind, given)
    exhibit = Exhibit.objects.create(
        case=case,
        kind=kind,
        producer=producer,
        content=content,
        captured_at=captured_at,
        recorded_at=at,
        **_named(case, producer, parent, reference, holder),
        **_first_holder(kind, by),
        **given,
    )
    return _recorded(exhibit, by, at, device=holder)


def _named(
    case: Case, producer: Person, parent: Exhibit | None, given: str, holder: str
) -> dict[str, Any]:
    if parent and (parent.case_id != case.pk or parent.stage == "void"):
        raise Refused("A part belongs to an exhibit in use of the same case.", code="parent")
    if given:
        reference = exhibit_numbers.leased_reference(case, producer, given, holder)
        parent = _whole_of(case, reference)
    else:
        reference = exhibit_numbers.next_reference(case, producer, parent)
    above = parent.content.sha256 if parent and parent.content else ""
    return {"reference": reference, "parent": parent, "parent_sha256": above}


def _whole_of(case: Case, reference: str) -> Exhibit | None:
    above = exhibit_references.parent_reference(reference)
    found = exhibit_numbers.named(case, above) if above else None
    if above and found is None:
        raise BadReference(f"There is no exhibit {above} for {reference} to be a part of.")
    return found


def _first_holder(kind: str, by: Actor) -> dict[str, Any]:
    """Who records a thing has it; a file is held by the evidence store from the start (EV-31)."""
    if kind != "physical":
        return {"recorded_by": by.account, "custody": "store", "holder": STORE}
    name = by.account.signature_name
    return {
        "recorded_by": by.account,
        "custody": "person",
        "holder": name,
        "held_by": by.account,
    }


def _check(
    case: Case, producer: Person, content: StoredObject | None, kind: str, given: dict[str, Any]
) -> None:
    if not given["description"]:
        raise Refused("Describe the exhibit.", reasons=[_missing("description")])
    if kind not in KINDS:
        raise Refused("Choose a kind of exhibit from the list.", code="unknown_kind")
    if producer.case_id != case.pk:
        raise Refused("The person who produces it must be in this case.", code="other_case")
    if kind != "physical" and content is None:
        raise Refused("Add the file.", reasons=[Reason("missing", "Add the file.", field="file")])
    if kind == "physical" and not given["seal_number"]:
        raise Refused("Give the seal number.", reasons=[_missing("seal_number")])


def _missing(field: str) -> Reason:
    return Reason("missing", f"Give the {field.replace('_', ' ')}.", field=field)


def _recorded(exhibit: Exhibit, by: Actor, at: datetime, **told: Any) -> Exhibit:
    continuity.enter(
        exhibit,
        "collected" if exhibit.kind == "physical" else "acquired",
        "exhibit.recorded",
        by=by,
        at=at,
        kind_of_exhibit=exhibit.kind,
        description=exhibit.description,
        producer=exhibit.producer.name,
        captured_at=exhibit.captured_at,
        parent=exhibit.parent.reference if exhibit.parent else "",
        parent_sha256=exhibit.parent_sha256,
        **told,
    )
    return exhibit


@transaction.atomic
def re_exhibit(
    *, exhibit: Exhibit, producer: Person, description: str = "", by: Actor, at: datetime
) -> Exhibit:
    """Let somebody else produce the same bytes under a reference of their own (EV-18).

    Both point at one stored object, and the first stays as it is.

    Raises:
        Refused: there is no file, or this person produces it already.
    """
    first = exhibit.same_as or exhibit
    if first.content is None:
        raise Refused("Only a file can be produced by two people: hand a thing over.")
    if first.stage == "void":
        raise Refused("This reference is void.", code="void")
    produced = [first, *first.re_exhibits.exclude(stage="void")]
    if any(row.producer_id == producer.pk for row in produced):
        message = f"{producer} produces this file already."
        raise Refused(message, reasons=[Reason("same_producer", message, field="producer")])
    made = record(
        case=first.case,
        producer=producer,
        kind=first.kind,
        description=description or first.description,
        captured_at=first.captured_at,
        captured_at_text=first.captured_at_text,
        content=first.content,
        same_as=first,
        clip_from_seconds=first.clip_from_seconds,
        clip_to_seconds=first.clip_to_seconds,
        clip_reason=first.clip_reason,
        **carried(first),
        by=by,
        at=at,
    )
    told = {"also": made.reference, "producer": producer.name}
    continuity.enter(first, "derived", "exhibit.re_exhibited", by=by, at=at, **told)
    return made


def carried(recording: Exhibit) -> dict[str, Any]:
    """Return what is true of a recording, and so of each clip and further exhibit of it."""
    return {
        "sensitive": recording.sensitive,
        "clock_error_seconds": recording.clock_error_seconds,
        "clock_checked_how": recording.clock_checked_how,
    }


def of_same_recording(exhibit: Exhibit) -> list[Exhibit]:
    """Return the exhibits in use of the same bytes, and the clips cut out of any of them.

    Three queries for each. What it was cut out of itself is not among them.
    """
    found: dict[UUID, Exhibit] = {exhibit.pk: exhibit}
    waiting = [exhibit]
    while waiting:
        row = waiting.pop()
        clips = row.sub_exhibits.exclude(clip_to_seconds=None).exclude(stage="void")
        near = [one for one in (*row.twins, *clips) if one.pk not in found]
        found |= {one.pk: one for one in near}
        waiting += near
    return [row for row in found.values() if row is not exhibit]


@transaction.atomic
def record_clock_error(
    *, exhibit: Exhibit, seconds: int, how: str, by: Actor, at: datetime
) -> Exhibit:
    """Record how far a recorder's clock was from true time, and how that was found (EV-35).

    Its clips, and other exhibits of the same bytes, came from the same recorder.
    """
    words = clean.text(how, field="how", limit=300)
    for row in (exhibit, *of_same_recording(exhibit)):
        row.clock_error_seconds, row.clock_checked_how = seconds, words
        row.save(update_fields=["clock_error_seconds", "clock_checked_how"])
        told = {"seconds": seconds, "how": words}
        events.of_case(row.case, "exhibit.clock_checked", by=by, at=at, about=row, **told)
    return exhibit


@continuity.refusals_recorded("corrected")
def void(*, exhibit: Exhibit, reason: str, by: Actor, at: datetime) -> Exhibit:
    """Void a reference with a reason; the number stays used (EV-16)."""
    continuity.move(exhibit, "void", "corrected", by=by, at=at, reason=reason)
    return exhibit


@continuity.refusals_recorded("corrected")
def set_aside(*, exhibit: Exhibit, reason: str, by: Actor, at: datetime) -> Exhibit:
    """Mark an exhibit as not used: it is kept, and is on no list of exhibits (EV-24).

    Raises:
        Refused: no reason, or a signed statement names it.
    """
    continuity.move(exhibit, "set_aside", "corrected", by=by, at=at, reason=reason)
    return exhibit


@continuity.refusals_recorded("corrected")
def use_again(*, exhibit: Exhibit, reason: str, by: Actor, at: datetime) -> Exhibit:
    """Take an exhibit that was marked as not used into use again."""
    continuity.move(exhibit, "use_again", "corrected", by=by, at=at, reason=reason)
    return exhibit
