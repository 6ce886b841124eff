"""Clocks: working days of England and Wales, and plain hours that never stop."""

from datetime import UTC, date, datetime, timedelta

from casefile.rules import london
from casefile.rules.bank_holidays import DATES, FIRST_YEAR, LAST_YEAR


class OutsideCalendarError(ValueError):
    """The bank holidays of that year are not in the table, so no working day can be known."""


def is_working_day(on: date) -> bool:
    """Say whether it is Monday to Friday and no bank holiday. Raises: OutsideCalendarError."""
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise OutsideCalendarError(
            f"Bank holidays are known from {FIRST_YEAR} to {LAST_YEAR} only."
        )
    return on.weekday() < 5 and on not in DATES


def add_working_days(start: date, days: int) -> date:
    """Return the working day `days` after `start`; the day of `start` itself is day 0.

    Raises: OutsideCalendarError; ValueError when `days` is negative.
    """
    if days < 0:
        raise ValueError("Working days are counted forwards only.")
    on = start
    while days:
        on += timedelta(days=1)
        days -= is_working_day(on)
    return on


def due_end_of_day(start_at: datetime, days: int) -> datetime:
    """Return 23:59 in London on the day that many working days after `start_at`.

    The day of an aware `start_at` is its day in London. Raises: OutsideCalendarError, ValueError.
    """
    return london.end_of(add_working_days(london.day_of(start_at), days))


def due_after_hours(start_at: datetime, hours: int) -> datetime:
    """Return the moment so many clock hours later, weekends and clock changes notwithstanding.

    The answer is in the zone of `start_at`. Raises: ValueError for a time without a zone.
    """
    if start_at.tzinfo is None:
        raise ValueError("The clock needs a time with a zone.")
    # Adding to a local time would gain or lose an hour when the clocks change.
    moment = start_at.astimezone(UTC) + timedelta(hours=hours)
    return moment.astimezone(start_at.tzinfo)
