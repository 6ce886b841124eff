"""Lends tablets blocks of exhibit numbers, so that no two of them give out the same (EV-14)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from casefile.capture.models import Device, DeviceLease
from casefile.crashpoints import crashpoint
from casefile.models import Case, Person
from casefile.services import Refused, Unfit, exhibit_numbers, people
from casefile.services.actors import Actor


class LeaseTaken(Refused):
    """The id was used for another block."""

    code = "lease_taken"

    def __init__(self) -> None:
        super().__init__("This id stands for another block of numbers.")


def holder_of(device: Device) -> str:
    """Return the name under which a device holds its blocks."""
    return f"device:{device.pk}"


@transaction.atomic
def lease(
    *,
    lease_id: UUID,
    device: Device,
    case: Case,
    producer: UUID,
    size: int,
    by: Actor,
    at: datetime,
) -> DeviceLease:
    """Set a block of a producer's numbers aside for a device; the same id again is the same block.

    `producer` is a person of the case, or the officer's own account.

    Raises:
        LeaseTaken: the id was used for something else. Unfit: the producer is not in the case.
    """
    Device.objects.select_for_update().get(pk=device.pk)
    person = _producer(case, producer, by, at)
    known = DeviceLease.objects.filter(pk=lease_id).select_related("block").first()
    if known:
        if (known.device_id, known.case_id, known.producer_id) != (device.pk, case.pk, person.pk):
            raise LeaseTaken
        return known
    initials, block = exhibit_numbers.lease(
        case=case, producer=person, holder=holder_of(device), size=size, by=by, at=at
    )
    made = DeviceLease(id=lease_id, device=device, case=case, producer=person, leased_at=at)
    made.initials, made.block = initials, block
    made.save(force_insert=True)
    crashpoint("capture.leased")
    transaction.on_commit(lambda: crashpoint("capture.lease_committed"))
    return made


@transaction.atomic
def give_back_all(*, device: Device, reason: str, by: Actor, at: datetime) -> None:
    """Explain the numbers that a device will not use any more (EV-16).

    What it sealed before and brings later still has its number: a block is only marked.
    """
    held = DeviceLease.objects.filter(device=device, block__given_back_at=None)
    for lease in held.select_related("case", "block").order_by("leased_at", "pk"):
        exhibit_numbers.give_back(
            case=lease.case,
            block=lease.block,
            holder=holder_of(device),
            reason=reason,
            by=by,
            at=at,
        )


def _producer(case: Case, producer: UUID, by: Actor, at: datetime) -> Person:
    if producer == by.id:
        # A witness once they produce something: a tablet asks for numbers in every case.
        return people.officer_person(case=case, user=by.account, by=by, at=at)
    person = Person.objects.filter(case=case, pk=producer).first()
    if person is None:
        raise Unfit("Who produces the exhibits must be in this case.", code="producer")
    return person
