"""Clocks that the law sets on a record: what each runs from, and how early it turns red.

They warn. How long each limit is stands with its rule: recording in recording_rules.py, charging in
time_limits.py; detention and bail are here.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from casefile.rules import london
from casefile.rules.registry import Rule, register
from casefile.rules.source import Source
from casefile.rules.time_limits import add_months, limitation_expiry
from casefile.rules.working_days import due_after_hours

NCRS = Source("HMICFRS glossary", "2026", "national crime recording standard", "verified")
PACE = Source("Police and Criminal Evidence Act 1984", "", "section 41", "recalled")
BAIL = Source(
    "Police and Criminal Evidence Act 1984", "as amended 2022", "section 47ZB", "recalled"
)
SURRENDER = Source("Bail Act 1976", "", "duty to surrender", "recalled")
LIMITS = Source("Magistrates' Courts Act 1980", "", "section 127", "recalled")
DETENTION_HOURS = 24
FIRST_BAIL_MONTHS = 3

State = Literal["running", "soon", "late"]


@dataclass(frozen=True)
class ClockRow:
    """One clock; it turns red so long before it is due."""

    code: str
    title: str
    words: str
    warn_before: timedelta
    source: Source


CLOCKS = {
    row.code: row
    for row in (
        ClockRow("recording", "Record the crime", "From the first report, every hour counted.",
                 timedelta(hours=4), NCRS),
        ClockRow("detention", "Charge or release",
                 f"{DETENTION_HOURS} hours of detention without charge, counted here from the "
                 "arrest; the custody record has the exact time.", timedelta(hours=6), PACE),
        ClockRow("bail", "Answer to bail", "The moment at which the suspect surrenders.",
                 timedelta(days=3), SURRENDER),
        ClockRow("first_bail", "End of the first bail period",
                 f"{FIRST_BAIL_MONTHS} months of bail before charge, unless it is extended.",
                 timedelta(days=14), BAIL),
        ClockRow("limitation", "Charge, or it is too late",
                 "The last day to begin proceedings for a summary-only offence.",
                 timedelta(days=28), LIMITS),
    )
}  # fmt: skip

SUMMARY_ONLY_CLASSES = {"105A": "CJ88001", "9A": "PU86004", "126": "CA81001"}
"""Classes of crime that are charged as summary-only offences, with a usual code of each."""


@dataclass(frozen=True)
class Running:
    """One clock of one record: what or whom it is about, and when it is due."""

    row: ClockRow
    about: str
    due_at: datetime

    def state(self, at: datetime) -> State:
        if at > self.due_at:
            return "late"
        return "soon" if at >= self.due_at - self.row.warn_before else "running"


def detention_due(arrested_at: datetime) -> datetime:
    """Return the end of the first period of detention without charge."""
    return due_after_hours(arrested_at, DETENTION_HOURS)


def first_bail_due(granted_at: datetime) -> datetime:
    """Return the end of the last day of the first period of bail before charge."""
    return london.end_of(add_months(london.day_of(granted_at), FIRST_BAIL_MONTHS))


def class_limitation_due(
    home_office_class: str,
    offence_on: date,
    *,
    reported_on: date | None = None,
    is_domestic_abuse: bool = False,
) -> datetime | None:
    """Return the end of the last day to charge a crime of this class; None where there is none."""
    code = SUMMARY_ONLY_CLASSES.get(home_office_class)
    if code is None:
        return None
    limit = limitation_expiry("CS", offence_on, cjs_code=code, reported_on=reported_on,
                              is_domestic_abuse=is_domestic_abuse)  # fmt: skip
    return london.end_of(limit.expires_on) if limit.expires_on else None


def charge_limitation_due(category: str, offence_on: date, cjs_code: str) -> datetime | None:
    """Return the end of the last day to bring a charge; None where there is no limit."""
    limit = limitation_expiry(category, offence_on, cjs_code=cjs_code)
    return london.end_of(limit.expires_on) if limit.expires_on else None


def _span(length: timedelta) -> str:
    return f"{length.days} days" if length.days else f"{length.seconds // 3600} hours"


register(
    "statutory_clocks",
    "Clocks of a record",
    "What runs out on a case, and how long before it turns red. What is not verified warns only.",
    (Rule(row.code, f"{row.title}. {row.words} Red {_span(row.warn_before)} before.", row.source)
     for row in CLOCKS.values()),
)  # fmt: skip
