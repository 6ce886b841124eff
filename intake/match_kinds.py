"""What reports are matched by: each kind of key, what it says, and how much it counts."""

from dataclasses import dataclass
from typing import Literal

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

MATCHING = Source("Design of this product", "2026", "match keys and scores", "recalled")
Says = Literal["people", "household", "event"]


@dataclass(frozen=True)
class MatchKind:
    """One kind of key: `says` whether it points to the same people, household or event."""

    words: str
    score: int
    says: Says
    source: Source = MATCHING


KINDS = {
    "name_born": MatchKind("A name that sounds the same, and the date of birth", 8, "people"),
    "phone": MatchKind("The same phone number", 6, "people"),
    "email": MatchKind("The same email address", 6, "people"),
    "name": MatchKind("A name that sounds the same", 2, "people"),
    "address": MatchKind("The same address", 3, "household"),
    "postcode": MatchKind("The same postcode", 1, "household"),
    "imei": MatchKind("The same phone, by its IMEI", 6, "event"),
    "serial": MatchKind("The same thing, by its serial number", 5, "event"),
    "vrm": MatchKind("The same vehicle registration", 4, "event"),
    "story": MatchKind("The same account, word for word", 6, "event"),
    "place_day": MatchKind("The same place, within a day", 4, "event"),
}
SHOW_FROM = 3
"""The score from which a match is shown: less would show every namesake."""
VICTIM_IS_SAME_BY = frozenset({"name_born", "phone", "email"})
"""Kinds by which the victims of two reports are taken for one when repeats are counted."""

register(
    "intake.matches",
    "What reports are matched by",
    f"Scores add up, and a match is shown from {SHOW_FROM}. A person confirms or rejects it; "
    "nothing is ever merged by itself. A household is not a person: a suspect often shares phone, "
    "address and surname with a victim.",
    [Rule(code, f"{row.words}: {row.score}", row.source) for code, row in KINDS.items()],
)


def score(kinds: frozenset[str]) -> int:
    """Return what the kinds that two reports share count together, each once."""
    # The name within the name and date of birth would count twice.
    once = kinds - {"name"} if "name_born" in kinds else kinds
    return sum(KINDS[kind].score for kind in once)


def is_same_event(kinds: frozenset[str]) -> bool:
    """Return whether the kinds point to one event told twice, more than to the same people."""
    return any(KINDS[kind].says == "event" for kind in kinds)


def is_household_alone(kinds: frozenset[str]) -> bool:
    """Return whether nothing but a household is shared."""
    return all(KINDS[kind].says == "household" for kind in kinds)
