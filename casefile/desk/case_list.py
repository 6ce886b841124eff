"""A page of the list of cases, newest first, by key rather than by number."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from casefile.models import Case, Suspect
from casefile.rules import london
from casefile.wording import day, plain

PAGE = 20
HEADINGS = ["Case", "URN", "Suspects", "Opened"]


@dataclass(frozen=True)
class Listed:
    """The cases of a page, their table rows, and the way to older ones."""

    cases: list[Case]
    rows: list[list[Any]]
    after: str
    older_href: str


def page(cases: QuerySet[Case], *, after: str = "") -> Listed:
    """Return the page that follows a key `opened_at~id`. Two queries. Raises: ValueError."""
    rows = cases.order_by("-opened_at", "-pk")
    if after:
        opened_at, identifier = _key(after)
        rows = rows.filter(Q(opened_at__lt=opened_at) | Q(opened_at=opened_at, pk__lt=identifier))
    suspects = Suspect.objects.select_related("person").order_by("number")
    found = list(rows.prefetch_related(Prefetch("suspects", suspects))[: PAGE + 1])
    shown = found[:PAGE]
    older_href = _older(shown[-1]) if len(found) > PAGE else ""
    return Listed(shown, [_row(case) for case in shown], after, older_href)


def _older(last: Case) -> str:
    return "?" + urlencode({"after": f"{last.opened_at.isoformat()}~{last.pk}"})


def _key(after: str) -> tuple[datetime, UUID]:
    moment, _, identifier = after.partition("~")
    opened_at = datetime.fromisoformat(moment)
    if opened_at.tzinfo is None:
        raise ValueError("a key has a time zone")
    return opened_at, UUID(identifier)


def _row(case: Case) -> list[Any]:
    suspects = [f"{row.person.name}: {plain(row.stage).lower()}" for row in case.suspects.all()]
    return [
        {"text": case.title, "href": reverse("desk:case", args=[case.pk])},
        case.urn or "None yet",
        "; ".join(suspects) or "None recorded",
        day(london.day_of(case.opened_at)),
    ]
