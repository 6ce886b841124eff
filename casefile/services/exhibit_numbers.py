"""References of exhibits: initials, numbers, blocks leased to devices, corrections and gaps.

Source: rules/exhibit_references.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from casefile.models import (
    Case,
    Exhibit,
    ExhibitInitials,
    FormerReference,
    NumberLease,
    NumberSeries,
    Person,
)
from casefile.rules import exhibit_references, london
from casefile.services import Reason, Refused, clean, continuity, events, numbers
from casefile.services.actors import Actor

LETTERS = ("", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ")


class BadReference(Refused):
    """The reference is in use, or is not one."""

    code = "exhibit_reference"


def next_reference(case: Case, producer: Person, parent: Exhibit | None = None) -> str:
    """Return the producer's next reference, or the next part of a parent, given under a lock.

    Raises:
        BadReference: a part of a part would go too deep.
    """
    before = parent.reference if parent else initials_for(case, producer)
    found = f"{before}/{numbers.take(_series(case, before))}"
    if any(p.level == "error" for p in exhibit_references.check_exhibit_reference(found)):
        raise BadReference(f"{found} is not a good exhibit reference.")
    return found


def _series(case: Case, before: str) -> str:
    # A series of parts is told from one of initials by the slash at its end.
    return f"exhibit:{case.pk}:{before}{'/' if '/' in before else ''}"


@transaction.atomic
def initials_for(case: Case, producer: Person) -> str:
    """Return the letters of a producer's references, kept from the first time they are asked for.

    Where another in the case has the same, a letter is added.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    own = ExhibitInitials.objects.filter(producer=producer).first()
    if own is None:
        letters = _letters_used_before(producer) or _free_letters(case, producer)
        own = ExhibitInitials.objects.create(case=case, producer=producer, letters=letters)
    found: str = own.letters
    return found


def _letters_used_before(producer: Person) -> str:
    first = producer.exhibits.filter(parent=None).order_by("recorded_at").first()
    return str(first.reference).partition("/")[0][:5] if first else ""


def _free_letters(case: Case, producer: Person) -> str:
    used = Exhibit.objects.filter(case=case).values_list("reference", flat=True)
    taken = {reference.partition("/")[0] for reference in used}
    taken |= set(ExhibitInitials.objects.filter(case=case).values_list("letters", flat=True))
    initials = exhibit_references.initials_from(producer.initials)
    for letter in LETTERS:
        if initials + letter not in taken:
            return f"{initials}{letter}"
    raise BadReference("Too many people with these initials produce exhibits in this case.")


@transaction.atomic
def lease(
    *,
    case: Case,
    producer: Person,
    holder: str,
    size: int,
    parent: Exhibit | None = None,
    by: Actor,
    at: datetime,
) -> tuple[str, NumberLease]:
    """Set numbers aside for one device; return what they follow (JH, or JH/1) and the block.

    Raises:
        Refused: the size, or a person who is not in this case.
    """
    if producer.case_id != case.pk:
        raise Refused("The person who produces it must be in this case.", code="other_case")
    before = parent.reference if parent else initials_for(case, producer)
    block = numbers.lease(_series(case, before), holder=holder, size=size, at=at)
    told = {"initials": before, "first": block.first, "last": block.last, "holder": holder}
    events.of_case(case, "exhibit.numbers_leased", by=by, at=at, about=block, **told)
    return before, block


@transaction.atomic
def give_back(
    *, case: Case, block: NumberLease, holder: str, reason: str, by: Actor, at: datetime
) -> NumberLease:
    """Record that a device leaves the rest of its block unused, and why (EV-16).

    Raises:
        Refused: the block is another's, or no reason is given.
    """
    name = by.user.signature_name if by.user else by.name
    given = numbers.give_back(block, holder=holder, reason=reason, by_name=name, at=at)
    told = {"first_unused": given.next_number, "last": given.last, "reason": reason}
    events.of_case(case, "exhibit.numbers_given_back", by=by, at=at, about=given, **told)
    return given


def leased_reference(case: Case, producer: Person, given: str, holder: str) -> str:
    """Return a reference that a device gave out from its block, as it is compared and kept.

    Raises:
        BadReference: malformed, in use, of other initials, or not from a block of that device.
    """
    try:
        found = exhibit_references.normalise_exhibit_reference(given)
    except ValueError as problem:
        raise BadReference(str(problem)) from problem
    parts = exhibit_references.split_reference(found)
    if parts is None:
        raise BadReference(f"{found} is not a good exhibit reference.")
    before, number = parts
    reference = f"{before}/{number}"
    Case.objects.select_for_update().get(pk=case.pk)
    if owner := named(case, reference):
        raise BadReference(f"{reference} already used by {owner.producer}.")
    if "/" not in before and before != initials_for(case, producer):
        raise BadReference(f"{before} are not the letters of {producer} in this case.")
    if numbers.use_leased(_series(case, before), number, holder=holder) is None:
        raise BadReference(f"{reference} is not from a block of numbers of this device.")
    return reference


def named(case: Case, reference: str) -> Exhibit | None:
    """Return the exhibit of a case that has, or once had, this reference. One query."""
    by_name = Q(reference=reference) | Q(former_references__reference=reference)
    return Exhibit.objects.filter(by_name, case=case).select_related("producer").first()


@transaction.atomic
def correct(
    *, exhibit: Exhibit, reason: str, producer: Person | None = None, by: Actor, at: datetime
) -> Exhibit:
    """Give an exhibit a new reference, and its right producer; it stays known by the old (EV-15).

    Raises:
        Refused: no reason, a void reference, or a person who is not in this case.
    """
    why = clean.text(reason, field="reason", limit=300)
    if not why:
        message = "Say why the reference is wrong."
        raise Refused(message, reasons=[Reason("reason_missing", message, field="reason")])
    row = Exhibit.objects.select_for_update().get(pk=exhibit.pk)
    person = producer or row.producer
    if row.stage == "void" or person.case_id != row.case_id:
        raise Refused("Only a reference in use is corrected, to a person of this case.")
    old = row.reference
    FormerReference.objects.create(
        exhibit=row,
        case=row.case,
        reference=old,
        reason=why,
        corrected_by=by.account,
        corrected_at=at,
    )
    row.reference, row.producer = next_reference(row.case, person, row.parent), person
    row.save(update_fields=["reference", "producer"])
    exhibit.refresh_from_db()
    told = {"formerly": old, "reason": why, "producer": person.name}
    continuity.enter(exhibit, "corrected", "exhibit.reference_corrected", by=by, at=at, **told)
    return exhibit


@dataclass(frozen=True)
class Gap:
    """Numbers of one series that name no exhibit, and why: `explanation` is empty if unknown."""

    first: str
    last: str
    explanation: str


def gaps(case: Case) -> list[Gap]:
    """Return the numbers of a case that were given out and name nothing. Three queries a series."""
    series = NumberSeries.objects.filter(name__startswith=f"exhibit:{case.pk}:").order_by("name")
    return [gap for row in series for gap in _gaps_of(case, row)]


def _gaps_of(case: Case, series: NumberSeries) -> Iterator[Gap]:
    before = series.name.rpartition(":")[2].rstrip("/")
    starts = {"reference__startswith": f"{before}/"}
    names = set(Exhibit.objects.filter(case=case, **starts).values_list("reference", flat=True))
    names |= set(
        FormerReference.objects.filter(case=case, **starts).values_list("reference", flat=True)
    )
    used = {parts[1] for name in names if (parts := _parts(name)) and parts[0] == before}
    blocks = list(series.leases.order_by("first"))
    free = [number for number in range(1, series.next_number) if number not in used]
    for first, last, why in _runs(free, blocks):
        yield Gap(f"{before}/{first}", f"{before}/{last}", why)


def _parts(reference: str) -> tuple[str, int] | None:
    return exhibit_references.split_reference(reference)


def _runs(free: list[int], blocks: list[NumberLease]) -> Iterator[tuple[int, int, str]]:
    run: tuple[int, int, str] | None = None
    for number in free:
        why = _why_unused(number, blocks)
        if run and (run[1] + 1, run[2]) == (number, why):
            run = (run[0], number, why)
            continue
        if run:
            yield run
        run = (number, number, why)
    if run:
        yield run


def _why_unused(number: int, blocks: list[NumberLease]) -> str:
    block = next((row for row in blocks if row.first <= number <= row.last), None)
    if block is None:
        return ""
    if block.given_back_at is None:
        return f"Set aside for {block.holder} since {london.day_of(block.leased_at):%-d %B %Y}."
    given = f"{london.day_of(block.given_back_at):%-d %B %Y} by {block.given_back_by}"
    return f"Given back unused on {given}: {block.given_back_reason}"
