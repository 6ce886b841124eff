"""Numbers given under a lock, and blocks of them leased to one holder."""

from datetime import datetime

from django.db import transaction

from casefile.models import NumberLease, NumberSeries
from casefile.services import Reason, Refused, clean


def _locked(series: str) -> NumberSeries:
    NumberSeries.objects.bulk_create([NumberSeries(name=series)], ignore_conflicts=True)
    return NumberSeries.objects.select_for_update().get(name=series)


@transaction.atomic
def take(series: str) -> int:
    """Return the next number of a series; no number is ever given twice."""
    row = _locked(series)
    number = row.next_number
    row.next_number = number + 1
    row.save(update_fields=["next_number"])
    return number


@transaction.atomic
def lease(series: str, *, holder: str, size: int, at: datetime) -> NumberLease:
    """Set a block of numbers aside for one holder, such as a tablet that may lose its signal.

    Raises:
        Refused: the size is not between 1 and 1,000.
    """
    if not 1 <= size <= 1000:
        raise Refused("A block holds between 1 and 1,000 numbers.", code="lease_size")
    row = _locked(series)
    first = row.next_number
    row.next_number = first + size
    row.save(update_fields=["next_number"])
    return NumberLease.objects.create(
        series=row,
        holder=holder,
        first=first,
        last=first + size - 1,
        next_number=first,
        leased_at=at,
    )


@transaction.atomic
def use_leased(series: str, number: int, *, holder: str) -> NumberLease | None:
    """Mark a number used that a device gave out by itself; return its block, None if not its own.

    Numbers may come in any order, also after the rest of the block was given back: what a device
    sealed while it was away is never turned down for coming late.
    """
    block = NumberLease.objects.select_for_update().filter(
        series_id=series, holder=holder, first__lte=number, last__gte=number
    )
    found = block.first()
    if found and found.next_number <= number:
        found.next_number = number + 1
        found.save(update_fields=["next_number"])
    return found


@transaction.atomic
def give_back(
    lease: NumberLease, *, holder: str, reason: str, by_name: str, at: datetime
) -> NumberLease:
    """Record that a device will not use the rest of its block; its numbers stay unused (EV-16).

    Raises:
        Refused: the block belongs to another holder, was given back before, or no reason is given.
    """
    row = NumberLease.objects.select_for_update().get(pk=lease.pk)
    why = clean.text(reason, field="reason", limit=300)
    if row.holder != holder:
        raise Refused("That block of numbers belongs to another device.", code="lease_holder")
    if row.given_back_at:
        raise Refused("That block of numbers was given back before.", code="lease_given_back")
    if not why:
        message = "Say why the numbers are not used."
        raise Refused(message, reasons=[Reason("reason_missing", message, field="reason")])
    row.given_back_at, row.given_back_reason, row.given_back_by = at, why, by_name
    row.save(update_fields=["given_back_at", "given_back_reason", "given_back_by"])
    return row
