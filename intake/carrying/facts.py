"""The answers of a report by where they go: every answer is kept, also two for one place."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime

from intake.models import CrimeReport


@dataclass(frozen=True)
class Answer:
    """One answer: which question, where it goes, how it was asked, its value and its words."""

    question: str
    feeds: str
    label: str
    value: Any
    words: str


@dataclass(frozen=True)
class Facts:
    """The answers of one report that were given, in order."""

    form: str
    answers: tuple[Answer, ...]

    def all(self, feed: str) -> list[Answer]:
        """Return every answer that goes to one place."""
        return [answer for answer in self.answers if answer.feeds == feed]

    def of(self, question: str) -> Any:
        """Return the answer to one question, or None."""
        return next((row.value for row in self.answers if row.question == question), None)

    def text(self, feed: str) -> str:
        """Return the first answer in words as typed; nothing where there is none."""
        return next((str(row.value) for row in self.all(feed)), "")

    def lines(self, feed: str) -> str:
        """Return every answer in words, one a line."""
        return "\n".join(row.words or str(row.value) for row in self.all(feed))

    def day(self, feed: str) -> date | None:
        """Return a date, or None."""
        return parse_date(self.text(feed))

    def moment(self, feed: str) -> datetime | None:
        """Return a date with a time, or None."""
        return parse_datetime(self.text(feed))

    def wish(self, feed: str) -> bool | None:
        """Return a yes or a no, or None."""
        return {"yes": True, "no": False}.get(self.text(feed))

    def chosen(self, feed: str) -> list[str]:
        """Return every value chosen, without "none"."""
        found: list[str] = []
        for row in self.all(feed):
            found += row.value if isinstance(row.value, list) else [str(row.value)]
        return [value for value in found if value != "none"]


def facts_of(report: CrimeReport) -> Facts:
    """Return what was answered in a report. One query."""
    rows = [row for row in report.answers.order_by("position") if row.feeds and row.value]
    return Facts(
        report.form,
        tuple(Answer(r.question, r.feeds, r.label, r.value, r.shown) for r in rows),
    )
