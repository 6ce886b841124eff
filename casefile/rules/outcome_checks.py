"""Whether an outcome fits what is known of a crime: rows that block, and rows that warn."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.rules.outcomes import OUTCOMES, TABLE, OutcomeRow
from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

OWN = Source("Design of this product", "2026", "outcome rules", "verified")
PLEDGE = Source("Pledge of chief constables on lines of enquiry", "August 2023", "", "recalled")


@dataclass(frozen=True)
class OutcomeFacts:
    """What is known when an outcome is recorded; None is not known or not asked."""

    is_suspect_identified: bool | None = None
    victim_supports: bool | None = None
    is_solvability_filled: bool = False
    outstanding_lines: int = 0
    is_somebody_charged: bool = False
    youngest_suspect_age: int | None = None


@dataclass(frozen=True)
class OutcomeCheck:
    """One rule: when it is broken, what is said, and whether that stops the outcome."""

    code: str
    message: str
    is_broken: Callable[[OutcomeRow, OutcomeFacts, date], bool]
    level: Literal["block", "warn"]
    source: Source
    field: str = "outcome"


def _has_started(row: OutcomeRow, facts: OutcomeFacts, on: date) -> bool:
    return bool(row.in_force.from_on and on < row.in_force.from_on)


def _has_ended(row: OutcomeRow, facts: OutcomeFacts, on: date) -> bool:
    return bool(row.in_force.to_on and on > row.in_force.to_on)


CHECKS = (
    OutcomeCheck("none-yet", "0 is not an outcome: it says that there is none yet.",
                 lambda row, facts, on: row.code == 0, "block", TABLE),
    OutcomeCheck("suspect", "This outcome is for a crime whose suspect is identified.",
                 lambda row, facts, on: row.is_suspect_known is True
                 and facts.is_suspect_identified is False and row.code not in {1, 20},
                 "block", TABLE, "is_suspect_identified"),
    OutcomeCheck("no-suspect", "This outcome is for a crime without an identified suspect.",
                 lambda row, facts, on: row.is_suspect_known is False
                 and facts.is_suspect_identified is not False,
                 "block", TABLE, "is_suspect_identified"),
    OutcomeCheck("supports", "This outcome is for a victim who supports action.",
                 lambda row, facts, on: row.victim_supports is True
                 and facts.victim_supports is not True,
                 "block", TABLE, "victim_supports"),
    OutcomeCheck("does-not-support",
                 "This outcome is for a victim who was asked and does not support action.",
                 lambda row, facts, on: row.victim_supports is False
                 and facts.victim_supports is not False,
                 "block", TABLE, "victim_supports"),
    OutcomeCheck("charged", "Nobody in the case has been charged.",
                 lambda row, facts, on: row.code == 1 and not facts.is_somebody_charged,
                 "block", OWN),
    OutcomeCheck("solvability",
                 "Judge every factor in the panel of what could solve it: present or absent.",
                 lambda row, facts, on: row.code == 18 and not facts.is_solvability_filled,
                 "block", OWN),
    OutcomeCheck("lines", "Lines of enquiry are outstanding: finish them, or say why not.",
                 lambda row, facts, on: row.code == 18 and facts.outstanding_lines > 0,
                 "block", OWN),
    OutcomeCheck("age", "No suspect in the record is under ten.",
                 lambda row, facts, on: row.code == 11
                 and facts.youngest_suspect_age is not None and facts.youngest_suspect_age >= 10,
                 "warn", TABLE),
    OutcomeCheck("not-yet", "This outcome was not in use on that day.", _has_started, "block",
                 TABLE),
    OutcomeCheck("no-longer", "This outcome is no longer used: Report Fraud took its place.",
                 _has_ended, "warn", TABLE),
    OutcomeCheck("enquiries", "Say which reasonable lines of enquiry were followed.",
                 lambda row, facts, on: row.code in {14, 15, 16} and facts.outstanding_lines > 0,
                 "warn", PLEDGE),
)  # fmt: skip


def broken(code: int, facts: OutcomeFacts, on: date) -> list[OutcomeCheck]:
    """Return the checks that an outcome breaks, those that stop it first. Raises: KeyError."""
    row = OUTCOMES[code]
    found = [check for check in CHECKS if check.is_broken(row, facts, on)]
    return sorted(found, key=lambda check: check.level != "block")


register(
    "outcome_checks",
    "When an outcome fits",
    "What is checked when a crime is given its outcome. What is not verified warns only.",
    (Rule(check.code, f"{'Stops' if check.level == 'block' else 'Warns'}: {check.message}",
          check.source) for check in CHECKS),
)  # fmt: skip
