"""The list of what was sent to an area, in pages, and who has seen which file."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from casefile.models import Submission
from casefile.services import Refused
from cps_exchange.models import FirstLook

PAGE_SIZE = 50
PEOPLE = "people"


class BadCursor(Refused):
    """The cursor is not one that this list gave out."""

    code = "bad_cursor"


def look(submission: Submission, *, viewer: str, at: datetime) -> None:
    """Remember that a viewer has now seen a file; the first time counts."""
    row = FirstLook(submission=submission, viewer=viewer, at=at)
    FirstLook.objects.bulk_create([row], ignore_conflicts=True)


def sent_to(area: str, *, viewer: str) -> QuerySet[Submission]:
    """Return what was sent to an area with its case and force, `is_seen` by that viewer or not."""
    looks = FirstLook.objects.filter(submission=OuterRef("pk"), viewer=viewer)
    sent = Submission.objects.filter(cps_area=area, submitted_at__isnull=False)
    return sent.annotate(is_seen=Exists(looks)).select_related("case__force")


@dataclass(frozen=True)
class Page:
    """Some submissions of a list, and the cursor of the next page or None."""

    rows: Sequence[Any]
    next_cursor: str | None


def page(area: str, *, viewer: str, cursor: str = "", prefetch: Sequence[str] = ()) -> Page:
    """Return one page, unseen files first, the oldest first among equals.

    One query, and those of `prefetch`.

    Raises:
        BadCursor: the cursor is not one of ours.
    """
    found: Any = sent_to(area, viewer=viewer)
    found = found.order_by("is_seen", "submitted_at", "id").prefetch_related(*prefetch)
    if cursor:
        found = found.filter(_after(*_read_cursor(cursor)))
    rows = list(found[: PAGE_SIZE + 1])
    more = len(rows) > PAGE_SIZE
    return Page(rows[:PAGE_SIZE], _cursor(rows[PAGE_SIZE - 1]) if more else None)


def _after(is_seen: bool, submitted_at: datetime, key: str) -> Q:
    later = Q(submitted_at__gt=submitted_at) | Q(submitted_at=submitted_at, id__gt=key)
    rest = Q(is_seen=is_seen) & later
    return rest if is_seen else rest | Q(is_seen=True)


def _cursor(row: Any) -> str:
    position = [row.is_seen, row.submitted_at.isoformat(), str(row.pk)]
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode()


def _read_cursor(cursor: str) -> tuple[bool, datetime, str]:
    try:
        is_seen, submitted_at, key = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        position = bool(is_seen), datetime.fromisoformat(submitted_at), str(UUID(key))
    except (binascii.Error, ValueError, TypeError, AttributeError) as problem:
        raise BadCursor("Use the cursor as this list gave it.") from problem
    if position[1].tzinfo is None:
        raise BadCursor("Use the cursor as this list gave it.")
    return position
