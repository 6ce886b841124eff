"""How many crimes several acts are: one for each victim, or each home, on one finished occasion.

Rows say by what acts of a class are counted apart. They suggest; a person decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.rules.crime_classes import CLASSES, seriousness
from casefile.rules.registry import Rule, register
from casefile.rules.source import InForce, Source

HEADINGS = Source("Home Office Crime Recording Rules", "2025", "general rules D and E", "recalled")
PRINCIPAL = Source("Minister's answer 181272", "24 April 2023", "principal crime", "verified")
BURGLARY = Source(
    "Home Office Crime Recording Rules", "2025", "burglary: one each home", "recalled"
)
CONDUCT = Source("Press on the change of the rules", "April 2023", "conduct crimes", "verified")
ORDER = Source("Home Office Crime Recording Rules", "2022", "points to note: class rules first",
               "verified")  # fmt: skip

CountedBy = Literal["victim", "dwelling"]


@dataclass(frozen=True)
class Act:
    """One thing that was done. Keys are whatever tells victims, homes and offenders apart."""

    home_office_class: str
    victim: str = ""
    offender: str = ""
    dwelling: str = ""
    report: str = ""


@dataclass(frozen=True)
class CountingRule:
    """By what acts are counted apart, for the groups of class named; none named is every other."""

    code: str
    counted_by: CountedBy
    groups: tuple[str, ...]
    words: str
    source: Source


@dataclass(frozen=True)
class Counted:
    """One crime that counts, the acts that are listed inside it, and the rule that says so."""

    principal: Act
    included: tuple[Act, ...]
    rule: CountingRule


# A rule for a class comes before the general one (R18).
COUNTING_RULES = (
    CountingRule(
        "burglary",
        "dwelling",
        ("burglary_home",),
        "A burglary of a home is one crime for each home, however many people live there.",
        BURGLARY,
    ),
    CountingRule(
        "victim",
        "victim",
        (),
        "One crime for each victim, of the same offenders, on one finished occasion.",
        HEADINGS,
    ),
)
LEADS_WHERE_A_PATTERN = ("8Q", "8M", "8L", "8U")
"""Conduct that usually leads where it is the wider pattern, but not over what is graver."""
GRAVER_THAN_A_PATTERN = seriousness("8T") + 1


@dataclass(frozen=True)
class RulesVersion:
    """An edition of the counting rules: what is counted beside the principal crime."""

    code: str
    in_force: InForce
    words: str
    source: Source = CONDUCT


RULES_VERSIONS = (
    RulesVersion("2023-05", InForce(from_on=date(2023, 5, 1)),
                 "One principal crime is counted; conduct crimes stand inside it.", PRINCIPAL),
    RulesVersion("2017-04", InForce(date(2017, 4, 1), date(2023, 4, 30)),
                 "Stalking, harassment and control counted beside the most serious other crime."),
    RulesVersion("before-2017", InForce(to_on=date(2017, 3, 31)),
                 "One principal crime is counted."),
)  # fmt: skip


def rules_version(on: date) -> str:
    """Return the edition by which a crime recorded that day is counted, for good."""
    return next(row.code for row in RULES_VERSIONS if row.in_force.covers(on))


def rule_for(home_office_class: str) -> CountingRule:
    """Return the rule by which acts of this class are counted apart: its own, or the general."""
    group = CLASSES[home_office_class].group if home_office_class in CLASSES else ""
    own = (row for row in COUNTING_RULES if group in row.groups)
    return next(own, COUNTING_RULES[-1])


def counted(acts: Iterable[Act]) -> list[Counted]:
    """Return the crimes that several acts are, each with the others inside it.

    Acts told in one report, by the same offenders, against the same victim (or in the same home)
    are one finished incident. What is told in a later report is new.
    """
    groups: dict[tuple[str, ...], list[Act]] = {}
    for act in acts:
        rule = rule_for(act.home_office_class)
        key = (act.report, act.offender, rule.code, getattr(act, rule.counted_by))
        groups.setdefault(key, []).append(act)
    return [_counted(group) for group in groups.values()]


def _counted(acts: list[Act]) -> Counted:
    first = min(acts, key=_rank)
    rest = list(acts)
    rest.remove(first)
    return Counted(first, tuple(rest), rule_for(first.home_office_class))


def _rank(act: Act) -> tuple[int, int]:
    """Order by seriousness; conduct goes before what is no graver than itself."""
    rank = seriousness(act.home_office_class)
    is_pattern = act.home_office_class in LEADS_WHERE_A_PATTERN
    return min(rank, GRAVER_THAN_A_PATTERN) if is_pattern else rank, rank


def belongs_to(new: Act, others: Iterable[Act]) -> Act | None:
    """Return the act with which a new one would be counted as one crime, or None if it is new."""
    rule = rule_for(new.home_office_class)
    for other in others:
        same = all(
            getattr(new, name) == getattr(other, name)
            for name in ("report", "offender", rule.counted_by)
        )
        if same and rule_for(other.home_office_class) == rule:
            return other
    return None


register(
    "counting",
    "How crimes are counted",
    "What makes several acts one crime or several. A person decides, and says why if otherwise.",
    [Rule(row.code, row.words, row.source) for row in COUNTING_RULES]
    + [Rule("class-first", "A rule for a class goes before a general rule.", ORDER),
       Rule("finished", "Acts of the same offenders told in one report are one incident; "
            "what happens after the report is a new crime.", HEADINGS),
       Rule("principal", "Of several crimes against one victim the most serious is counted; "
            "the others stay listed inside it.", PRINCIPAL),
       Rule("pattern", "Stalking, harassment and control lead where they are the wider pattern.",
            CONDUCT)]
    + [Rule(row.code, row.words, row.source, row.in_force) for row in RULES_VERSIONS],
)  # fmt: skip
