"""How long the files of a case are kept: when to review, no earlier than what, and then what.

A row proposes and warns; nothing is destroyed on its strength. A person reviews, two decide. Most
rows are recalled or second-hand, and their mark is shown wherever they speak.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.rules import crime_stages
from casefile.rules.crime_classes import CLASSES, MOST_SERIOUS
from casefile.rules.registry import Rule, register
from casefile.rules.source import Source
from casefile.rules.time_limits import add_months

EDITION = "2026-11"
Group = Literal["public_protection", "serious", "other", "undetected", "unknown"]
Outcome = Literal["prosecuted", "out_of_court", "no_further_action", "undetected"]
Action = Literal["review", "dispose", "keep"]
ANY = "any"

GROUPS: dict[Group, str] = {
    "public_protection": "Public protection and the most serious offences",
    "serious": "Other sexual, violent or serious offences",
    "other": "All other offences",
    "undetected": "Nobody was found who did it",
    "unknown": "A crime whose class is not in the list of classes",
}
OUTCOMES: dict[Outcome, str] = {
    "prosecuted": "A suspect was charged, and the court has dealt with it",
    "out_of_court": "Dealt with out of court",
    "no_further_action": "Ended without a charge",
    "undetected": "Ended without a suspect",
}
ACTIONS: dict[Action, str] = {
    "keep": "nobody disposes of it",
    "review": "a person decides whether it is still needed, and for how long",
    "dispose": "it may be disposed of, once a person has looked",
}
"""The most careful first: of several rules that speak, it holds."""
KEPT = "The rules keep these files: the class of a crime is not known. Correct its class first."
ENDED_CRIMES = (*crime_stages.ENDED, "cancelled")
# Groups of classes of crime, from rules/crime_classes.py. The most serious classes go first.
SERIOUS_CLASSES = frozenset(
    {"homicide", "violence", "violence_no_injury", "stalking", "sexual", "robbery", "weapons"}
)

_MOPI = Source("Management of police information, review groups", "2010", "groups 1 to 4",
               "recalled")  # fmt: skip
_SIX = Source("Hansard, police information", "19 June 2006", "six years as the normal minimum",
              "secondary")  # fmt: skip
_CPIA = Source("Code of Practice under the CPIA 1996, part II", "2020", "paragraphs 5.8 to 5.10",
               "recalled")  # fmt: skip
_OWN = Source("Design of this product", "2026", "classes that are not known", "recalled")
_NPCC = Source("NPCC digital and physical evidence retention guidance", "2021, v5.1",
               "special-category cases", "recalled")  # fmt: skip


@dataclass(frozen=True)
class RetentionRow:
    """One rule. Months are counted from the day on which the case ended; None sets no such date.

    `group`, `outcome` and `item` say what it is about, or ANY. `item` is a kind of exhibit, or
    "exhibit" for all of them. Before the minimum, disposing is against the rule.
    """

    code: str
    group: str
    outcome: str
    item: str
    review_months: int | None
    minimum_months: int | None
    action: Action
    words: str
    source: Source

    def covers(self, group: str, outcome: str, items: Iterable[str]) -> bool:
        """Say whether the rule speaks about such a case with such items."""
        is_item = self.item == ANY or self.item in set(items)
        return is_item and self.group in {ANY, group} and self.outcome in {ANY, outcome}


RETENTION = (
    RetentionRow("RET1", "public_protection", ANY, ANY, 120, 72, "review",
                 "Reviewed at least every 10 years, until the person is 100.", _MOPI),
    RetentionRow("RET2", "serious", ANY, ANY, 120, 72, "review",
                 "Reviewed after 10 years in which nothing new became known.", _MOPI),
    RetentionRow("RET3", "other", ANY, ANY, 72, 72, "dispose",
                 "Kept for 6 years in which nothing new became known.", _SIX),
    RetentionRow("RET4", "undetected", ANY, ANY, 72, 72, "review",
                 "Reviewed after 6 years; an unsolved serious offence is kept on.", _MOPI),
    RetentionRow("RET5", ANY, "prosecuted", ANY, None, 6, "review",
                 "On conviction, kept until release from custody or for 6 months, whichever is "
                 "later, and while an appeal or the CCRC has it. Release is not known here.",
                 _CPIA),
    RetentionRow("RET6", "public_protection", ANY, "exhibit", 360, 360, "review",
                 "Exhibits of the most serious cases are kept for 30 years.", _NPCC),
    RetentionRow("RET7", "unknown", ANY, ANY, None, None, "keep",
                 "Kept until the class of each crime is one of the list.", _OWN),
)  # fmt: skip


@dataclass(frozen=True)
class Due:
    """What the rules say together: the latest review, the latest minimum, the most careful action.

    Dates are None where no rule sets one.
    """

    review_on: date | None
    minimum_on: date | None
    action: Action
    rules: tuple[RetentionRow, ...]


def due(
    group: str,
    outcome: str,
    items: Iterable[str],
    ended_on: date,
    *,
    rows: Iterable[RetentionRow] = RETENTION,
) -> Due:
    """Return when the files of a case that ended on a day are to be reviewed."""
    kinds = set(items)
    found = tuple(row for row in rows if row.covers(group, outcome, kinds))
    reviews = [add_months(ended_on, row.review_months) for row in found if row.review_months]
    minimums = [add_months(ended_on, row.minimum_months) for row in found if row.minimum_months]
    action: Action = min((row.action for row in found), key=list(ACTIONS).index, default="review")
    return Due(max(reviews, default=None), max(minimums, default=None), action, found)


def group_of(classes: Iterable[str], outcome: str) -> Group:
    """Return the review group of a case with crimes of these classes, the most careful first."""
    codes = set(classes)
    if codes - CLASSES.keys():
        return "unknown"
    if codes & MOST_SERIOUS:
        return "public_protection"
    if outcome == "undetected":
        return "undetected"
    is_serious = any(CLASSES[code].group in SERIOUS_CLASSES for code in codes)
    return "serious" if is_serious else "other"


def row_of(code: str) -> RetentionRow | None:
    """Return the rule of a code, or None when this edition has it no more."""
    return next((row for row in RETENTION if row.code == code), None)


UNDECIDED_CHARGES = ("proposed", "authorised")
"""Stages of a charge that nobody has decided on, or that is still to be put."""
_GOES_ON = re.compile(
    r"adjourn|relist|\blisted|part.heard|postpone|vacated|deferred|remand|\bbail|warrant|"
    r"\breports?\b|\bsent (to|for)|commit\w* (to|for)|for (trial|sentence|mention)|trial (on|date)|"
    r"pleaded not guilty|not guilty plea|next (hearing|date)"
)
_IS_FINAL = re.compile(
    r"acquit|not guilty|dismiss|discontinue|withdrawn|no evidence|discharge|quashed|"
    r"sentenced|imprison|\b(day|week|month|year|hour)s?\b|\bfined?\b|\border\b|compensation"
)


def reads_as_final(result: str) -> bool:
    """Say whether the words of a court's result read as if the court had finished.

    Free words, so that it can only warn: what reads as neither is taken for unfinished.
    """
    words = result.lower()
    return bool(_IS_FINAL.search(words)) and not _GOES_ON.search(words)


HOLDS = {
    "appeal": "An appeal",
    "ccrc": "The Criminal Cases Review Commission",
    "coroner": "A coroner",
    "civil_claim": "A civil claim",
    "complaint": "A complaint or misconduct matter",
    "inquiry": "A public inquiry's notice",
    "court_order": "An order of a court",
}
"""Why files are kept whatever any rule says; several at once."""
COOLING_OFF_DAYS = 30


def _span(months: int | None) -> str:
    if not months:
        return "not set here"
    return f"{months // 12} years" if months % 12 == 0 else f"{months} months"


def _plain(row: RetentionRow) -> str:
    about = [GROUPS.get(row.group, ""), OUTCOMES.get(row.outcome, "")]  # type: ignore[call-overload]
    where = "; ".join(filter(None, about)) or "Every case"
    item = "" if row.item == ANY else f" Only {row.item}s."
    dates = f"Review after: {_span(row.review_months)}. Minimum: {_span(row.minimum_months)}."
    return f"{where}.{item} {row.words} {dates} Then {ACTIONS[row.action]}."


register(
    "retention",
    "How long files are kept",
    "What proposes that files of an ended case be reviewed or disposed of. It never acts alone: a "
    f"second person approves, {COOLING_OFF_DAYS} days pass, and any hold stops it.",
    (Rule(row.code, _plain(row), row.source) for row in RETENTION),
)
