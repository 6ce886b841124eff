"""Every rule table in plain words, so that one page can show each rule beside its source.

A module that holds a table registers it when imported; apps above do the same for theirs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module

from casefile.rules.source import ALWAYS, InForce, Source

OWN_MODULES = (
    "allocation",
    "bank_holidays",
    "capture",
    "capture_forms",
    "cancellation",
    "charging",
    "charging_outcomes",
    "completeness",
    "continuity",
    "counting",
    "crime_classes",
    "crime_flags",
    "contact_hours",
    "disclosure",
    "events",
    "exhibit_references",
    "file_builds",
    "identifiers",
    "labels",
    "markings",
    "messages",
    "mg_forms",
    "needs_prompts",
    "offences",
    "outcome_checks",
    "outcomes",
    "permissions",
    "prevention",
    "recording_rules",
    "recordings",
    "retention",
    "signing",
    "solvability",
    "property_statuses",
    "special_measures",
    "stages",
    "statement_prompts",
    "statutory_clocks",
    "time_limits",
)


@dataclass(frozen=True)
class Rule:
    """One row as people read it."""

    code: str
    words: str
    source: Source
    in_force: InForce = ALWAYS


@dataclass(frozen=True)
class Table:
    """A rule table as people read it."""

    name: str
    title: str
    words: str
    rules: tuple[Rule, ...]


_TABLES: dict[str, Table] = {}


def register(name: str, title: str, words: str, rules: Iterable[Rule]) -> Table:
    """Add a table under a name of its own. Raises: ValueError when the name is taken."""
    if name in _TABLES:
        raise ValueError(f"a rule table named {name!r} is registered already")
    _TABLES[name] = Table(name, title, words, tuple(rules))
    return _TABLES[name]


def tables() -> tuple[Table, ...]:
    """Return every registered table, those of this package included, in order of title."""
    for module in OWN_MODULES:
        import_module(f"casefile.rules.{module}")
    return tuple(sorted(_TABLES.values(), key=lambda table: table.title))
