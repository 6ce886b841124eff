"""`REVIEW_CLOCKS`: what kind of review a priority means for prosecutors, and by when."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from casefile.rules import london
from casefile.rules.registry import Rule, register
from casefile.rules.source import Source
from casefile.rules.working_days import due_after_hours

PRIORITY_REVIEW = Source(
    "CPS design history: priority review of charge requests", "April 2026", "clocks", "verified"
)
OWN_RULE = Source("This product's own rule", "", "early advice has no published clock", "recalled")


@dataclass(frozen=True)
class ReviewClock:
    """The review a priority asks for. One of `hours` and `days` (calendar days), or neither."""

    priority: str
    title: str
    colour: str
    hours: int = 0
    days: int = 0
    source: Source = PRIORITY_REVIEW

    def due_at(self, submitted_at: datetime) -> datetime | None:
        """Return when the review is due: after so many hours, or at the end of the last day."""
        if self.hours:
            return due_after_hours(submitted_at, self.hours)
        if not self.days:
            return None
        return london.end_of(london.day_of(submitted_at) + timedelta(days=self.days))


REVIEW_CLOCKS: dict[str, ReviewClock] = {
    row.priority: row
    for row in (
        ReviewClock("red", "Red: 3 hours", "red", hours=3),
        ReviewClock("green_priority", "Priority: 5 days", "orange", days=5),
        ReviewClock("green", "Green: 28 days", "green", days=28),
        ReviewClock("early_advice", "Early advice", "blue", source=OWN_RULE),
    )
}
NOT_SAID = ReviewClock("", "Not said", "grey", source=OWN_RULE)


def clock_of(priority: str) -> ReviewClock:
    """Return the clock of a priority; a file without one has no clock."""
    return REVIEW_CLOCKS.get(priority, NOT_SAID)


register(
    "review_clocks",
    "How soon prosecutors review a file",
    "The clock runs from the moment the file is sent.",
    (Rule(row.priority, f"{row.title}.", row.source) for row in REVIEW_CLOCKS.values()),
)
