"""The life of a disposal: proposed, approved by another person, cooled off, destroyed.

Until the destroying begins it can be undone. The rows are part of the table in stages.py.
"""

from casefile.rules.source import Source
from casefile.rules.transition import Transition

TWO_PERSONS = Source("OWASP ASVS 5.0", "2025", "2.3.5", "verified")
KEEPING = Source("College of Policing APP", "2026", "retention, review and disposal", "verified")
LIFE = Source("Design of this product", "2026", "disposal with undo", "verified")

PROPOSERS = ("records_manager",)
APPROVERS = ("records_manager", "crime_registrar")
SYSTEM = ("system",)
LIVE = ("proposed", "approved", "destroying")
"""Stages from which something may still be destroyed; a case has one such disposal at a time."""


def _row(
    name: str,
    starts: tuple[str, ...],
    to_stage: str,
    roles: tuple[str, ...],
    event: str,
    source: Source,
    *guards: str,
) -> Transition:
    return Transition(
        "disposal", name, starts, to_stage, roles, f"disposal.{event}", source, guards
    )


DISPOSAL_TRANSITIONS = (
    _row("approve", ("proposed",), "approved", APPROVERS, "approved", TWO_PERSONS,
         "disposal_is_not_own", "nothing_is_held", "case_is_over", "no_rule_keeps_it",
         "nothing_came_since"),
    _row("refuse", ("proposed",), "refused", APPROVERS, "refused", LIFE, "reason_given"),
    _row("undo", ("proposed", "approved"), "undone", APPROVERS, "undone", LIFE, "reason_given"),
    _row("destroy", ("approved",), "destroying", SYSTEM, "started", KEEPING,
         "nothing_is_held", "case_is_over", "no_rule_keeps_it", "has_cooled_off",
         "nothing_came_since"),
    _row("finish", ("destroying",), "destroyed", SYSTEM, "completed", LIFE),
)  # fmt: skip
