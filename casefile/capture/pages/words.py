"""How these pages write moments, spans of time and lists that are cut."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet

from casefile.rules import london

_MOST = 200
Row = TypeVar("Row", bound=Model)
_DAY, _YEAR = 86_400, 31_557_600
_SPANS = (
    (_YEAR, "years", _DAY, "days"),
    (_DAY, "days", 3600, "h"),
    (3600, "h", 60, "min"),
    (60, "min", 1, "s"),
)


def first_of(rows: QuerySet[Row], order: str) -> tuple[list[Row], str]:
    """Return the first rows of a list, and the words of how many it leaves out; empty for none.

    `order` says which they are: newest, oldest.
    """
    found = list(rows[: _MOST + 1])
    if len(found) <= _MOST:
        return found, ""
    return found[:_MOST], f"These are the {order} {_MOST} of {rows.count()}."


def when(moment: datetime) -> str:
    """Return a moment as the clock in London shows it: 17 Nov 2026, 12:00."""
    return f"{london.time_of(moment):%-d %b %Y, %H:%M}"


def span(seconds: int) -> str:
    """Return a span of time in its two largest units: 1 h 0 min, 56 years 330 days."""
    for size, name, rest_size, rest_name in _SPANS:
        if seconds >= size:
            return f"{seconds // size} {name} {seconds % size // rest_size} {rest_name}"
    return f"{seconds} s"
