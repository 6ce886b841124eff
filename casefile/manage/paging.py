"""Pages of a long list: newest first and held by the last row shown, or by number.

New rows never shift the first kind. The second is for a list whose order no one moment gives.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

PAGE_SIZE = 50
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of one page, and the query strings of its neighbours, '' where there is none."""

    rows: list[Row]
    newer: str
    older: str


@dataclass(frozen=True)
class NumberedPage(Page[Row]):
    """A page by its number, which rows of the list it shows, counted from 1, and how many it has.

    What comes before it stands as `newer`, what comes after it as `older`.
    """

    first: int
    last: int
    total: int

    def caption(self, title: str) -> str:
        """Return the title of the list, which says when it is not the whole."""
        if len(self.rows) == self.total:
            return title
        return f"{title}: {self.first} to {self.last} of {self.total}"


def numbered_page(rows: QuerySet[Row], asked: QueryDict, name: str = "page") -> NumberedPage[Row]:
    """Return the page whose number stands under `name` in the query; two queries.

    A number that has no page gives the nearest page that there is.
    """
    page = Paginator(rows, PAGE_SIZE).get_page(asked.get(name))
    return NumberedPage(
        list(page),
        _numbered(asked, name, page.previous_page_number()) if page.has_previous() else "",
        _numbered(asked, name, page.next_page_number()) if page.has_next() else "",
        page.start_index(),
        page.end_index(),
        page.paginator.count,
    )


def _numbered(asked: QueryDict, name: str, number: int) -> str:
    query = asked.copy()
    query[name] = str(number)
    return f"?{query.urlencode()}"


def page_of(rows: QuerySet[Row], moment: str, asked: QueryDict) -> Page[Row]:
    """Return the page that `before` or `after` in the query asks for; one query.

    Raises:
        BadRequest: the place asked for is not one that this made.
    """
    before, after = asked.get("before", ""), asked.get("after", "")
    if after:
        found = list(_beyond(rows, moment, "gt", after).order_by(moment, "pk")[: PAGE_SIZE + 1])
        has_newer, has_older = len(found) > PAGE_SIZE, bool(found)
        shown = found[:PAGE_SIZE][::-1]
    else:
        older_rows = _beyond(rows, moment, "lt", before) if before else rows
        found = list(older_rows.order_by(f"-{moment}", "-pk")[: PAGE_SIZE + 1])
        has_newer, has_older = bool(before and found), len(found) > PAGE_SIZE
        shown = found[:PAGE_SIZE]
    return Page(
        shown,
        _link(asked, "after", moment, shown[0]) if has_newer else "",
        _link(asked, "before", moment, shown[-1]) if has_older else "",
    )


def _beyond(rows: QuerySet[Row], moment: str, side: str, place: str) -> QuerySet[Row]:
    match = re.fullmatch(r"([0-9T:.+-]{25,32})_([0-9a-f-]{36})", place)
    try:
        if match is None:
            raise ValueError(place)
        at, pk = datetime.fromisoformat(match[1]), UUID(match[2])
    except ValueError as problem:
        raise BadRequest("not a place in this list") from problem
    beyond = Q(**{f"{moment}__{side}": at}) | Q(**{moment: at, f"pk__{side}": pk})
    # The bound says nothing new, but an index can start at it and cannot start at an "or".
    return rows.filter(beyond, **{f"{moment}__{side}e": at})


def _link(asked: QueryDict, side: str, moment: str, row: Model) -> str:
    query = asked.copy()
    for name in ("before", "after"):
        query.pop(name, None)
    query[side] = f"{getattr(row, moment).isoformat()}_{row.pk}"
    return f"?{query.urlencode()}"
