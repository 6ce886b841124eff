"""Counts how often a caller does something, for all processes, and says when it must wait."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import F

from casefile.models import RateCount
from casefile.services import Refused


@dataclass(frozen=True)
class Limit:
    """So many times within so long, counted anew as each stretch of that length begins."""

    times: int
    within: timedelta

    def stretch(self, at: datetime) -> datetime:
        """Return when the stretch of time began that a moment falls in."""
        seconds = int(self.within.total_seconds())
        return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, UTC)


class TooOften(Refused):
    """The caller must wait for so many seconds."""

    code = "too_often"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"This was sent too often. Try again in {seconds} seconds.")
        self.seconds = seconds


@dataclass(frozen=True)
class Left:
    """How much of a limit is left, and for how many seconds it is counted."""

    limit: Limit
    times: int
    seconds: int


def take(*, caller: str, what: str, limits: Iterable[Limit], at: datetime) -> Left | None:
    """Count once more under each limit, and return what is left of the tightest, if there is one.

    One statement each counts, whichever process runs it.

    Raises:
        TooOften: a limit is used up until its stretch of time ends.
    """
    found: list[Left] = []
    for limit in limits:
        starts_at = limit.stretch(at)
        name = f"{what}/{int(limit.within.total_seconds())}"
        rows = RateCount.objects.filter(caller=caller, what=name)
        _, is_new = rows.get_or_create(caller=caller, what=name, starts_at=starts_at)
        if is_new:
            rows.filter(starts_at__lt=starts_at).delete()
        seconds = math.ceil((starts_at + limit.within - at).total_seconds()) or 1
        if not rows.filter(starts_at=starts_at, times__lt=limit.times).update(times=F("times") + 1):
            raise TooOften(seconds)
        used = rows.filter(starts_at=starts_at).values_list("times", flat=True).first()
        found.append(Left(limit, limit.times - (used or 0), seconds))
    return min(found, key=lambda left: left.times, default=None)


def forget(*, what: str, before: datetime) -> None:
    """Delete the counts of stretches that began before a moment, of all that begins with `what`."""
    RateCount.objects.filter(what__startswith=what, starts_at__lt=before).delete()
