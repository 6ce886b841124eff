"""How long after an offence a charge may still be brought, and whether the offence existed."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.rules.offences import CATEGORIES, is_in_group
from casefile.rules.registry import Rule, register
from casefile.rules.source import ALWAYS, InForce, Source


@dataclass(frozen=True)
class LimitRow:
    """One time limit in months; `longest_months` runs from the offence whatever the start."""

    code: str
    words: str
    months: int
    source: Source
    longest_months: int | None = None
    in_force: InForce = ALWAYS


SUMMARY_ONLY = LimitRow(
    "L1",
    "A summary-only offence: six months from the offence.",
    6,
    Source("Magistrates' Courts Act 1980", "", "section 127", "recalled"),
)
ABUSE_ASSAULT = LimitRow(
    "L2",
    "Common assault in domestic abuse: six months from the report, two years from the offence.",
    6,
    Source("Criminal Justice Act 1988", "", "section 39A", "recalled"),
    longest_months=24,
    in_force=InForce(from_on=date(2022, 6, 28)),
)
TIME_LIMITS = (SUMMARY_ONLY, ABUSE_ASSAULT)


@dataclass(frozen=True)
class Limit:
    """The last day to charge and the row that says so; `expires_on` None means no limit."""

    expires_on: date | None
    row: LimitRow | None


def add_months(on: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    year, month = divmod(on.month - 1 + months, 12)
    last_day = calendar.monthrange(on.year + year, month + 1)[1]
    return date(on.year + year, month + 1, min(on.day, last_day))


def limitation_expiry(
    category: str,
    offence_on: date,
    *,
    cjs_code: str = "",
    reported_on: date | None = None,
    is_domestic_abuse: bool = False,
) -> Limit:
    """Return the last day on which an offence of that category may be charged."""
    known = CATEGORIES.get(category)
    if known is None or not known.is_summary_only:
        return Limit(None, None)
    is_abuse_assault = is_domestic_abuse and is_in_group(cjs_code, "common_assault")
    if is_abuse_assault and reported_on and ABUSE_ASSAULT.in_force.covers(offence_on):
        longest = add_months(offence_on, ABUSE_ASSAULT.longest_months or 0)
        return Limit(min(add_months(reported_on, ABUSE_ASSAULT.months), longest), ABUSE_ASSAULT)
    return Limit(add_months(offence_on, SUMMARY_ONLY.months), SUMMARY_ONLY)


def was_in_force(
    offence_on: date, *, from_on: date | None = None, to_on: date | None = None
) -> Literal["yes", "no", "not known"]:
    """Say whether the offence existed on that day; without any date that is not known."""
    if from_on is None and to_on is None:
        return "not known"
    return "yes" if InForce(from_on, to_on).covers(offence_on) else "no"


register(
    "time_limits",
    "Time limits on charging",
    "How long after an offence it may still be charged.",
    (Rule(row.code, row.words, row.source, row.in_force) for row in TIME_LIMITS),
)
