"""Pages of the queue held by the last row shown, so that reports that come in shift nothing.

Each lane (a priority) is read on its own, as a range of an index; no page counts or skips rows.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import QueryDict

from intake.models import CrimeReport

PAGE_SIZE = 50
COUNT_UP_TO = 200
LANES = ("high", "standard", "uncertain")
_PLACE = re.compile(r"(high|standard|uncertain)_([0-9T:.+-]{25,32})_([0-9a-f-]{36})")


@dataclass(frozen=True)
class Place:
    """Where a page begins or ends: the row that is just outside it."""

    priority: str
    at: datetime
    pk: UUID


@dataclass(frozen=True)
class Page:
    """The reports of one page, and the query strings of its neighbours, '' where there is none."""

    rows: list[CrimeReport]
    previous: str
    next: str


def page_of(rows: QuerySet[CrimeReport], asked: QueryDict, *, by_clock: bool = False) -> Page:
    """Return the page that `before` or `after` asks for: urgent lanes first, or by clock alone.

    At most one query a lane. Raises: BadRequest, when the place is not one that this made.
    """
    place = _place_of(asked)
    is_back = bool(asked.get("before"))
    found = _read(rows, place, is_back, by_clock)
    has_more = len(found) > PAGE_SIZE
    shown = found[:PAGE_SIZE][::-1] if is_back else found[:PAGE_SIZE]
    if not shown:
        return Page([], "", "")
    has_previous, has_next = (has_more, True) if is_back else (place is not None, has_more)
    return Page(
        shown,
        _link(asked, "before", shown[0]) if has_previous else "",
        _link(asked, "after", shown[-1]) if has_next else "",
    )


def _read(
    rows: QuerySet[CrimeReport], place: Place | None, is_back: bool, by_clock: bool
) -> list[CrimeReport]:
    sign = "-" if is_back else ""
    found: list[CrimeReport] = []
    for number, lane in enumerate(_lanes(place, is_back, by_clock)):
        part = rows.filter(priority=lane) if lane else rows
        if place and number == 0:
            part = _beyond(part, place, "lt" if is_back else "gt")
        ordered = part.order_by(f"{sign}clock_started_at", f"{sign}pk")
        found += ordered[: PAGE_SIZE + 1 - len(found)]
        if len(found) > PAGE_SIZE:
            break
    return found


def _lanes(place: Place | None, is_back: bool, by_clock: bool) -> list[str]:
    if by_clock:
        return [""]
    lanes = list(reversed(LANES)) if is_back else list(LANES)
    return lanes[lanes.index(place.priority) :] if place else lanes


def _beyond(rows: QuerySet[CrimeReport], place: Place, side: str) -> QuerySet[CrimeReport]:
    # The first bound is what an index can start at; the second takes out the rows up to the place.
    further = Q(**{f"clock_started_at__{side}": place.at}) | Q(**{f"pk__{side}": place.pk})
    return rows.filter(further, **{f"clock_started_at__{side}e": place.at})


def _place_of(asked: QueryDict) -> Place | None:
    given = asked.get("before") or asked.get("after")
    if not given:
        return None
    match = _PLACE.fullmatch(given)
    try:
        if match is None:
            raise ValueError(given)
        return Place(match[1], datetime.fromisoformat(match[2]), UUID(match[3]))
    except ValueError as problem:
        raise BadRequest("not a place in this list") from problem


def _link(asked: QueryDict, side: str, row: CrimeReport) -> str:
    query = asked.copy()
    for name in ("before", "after"):
        query.pop(name, None)
    query[side] = f"{row.priority}_{row.clock_started_at.isoformat()}_{row.pk}"
    return f"?{query.urlencode()}"


def count_words(rows: QuerySet[CrimeReport]) -> str:
    """Return how many reports there are, never counting far: 'more than 200' is enough to know."""
    counted = rows.order_by().values("pk")[: COUNT_UP_TO + 1].count()
    if counted > COUNT_UP_TO:
        return f"more than {COUNT_UP_TO}"
    return str(counted)
