"""Categories of offence and the few groups of codes that rules turn on; the list is imported."""

from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

LIST = Source("National offence codes", "August 2026", "offence categories", "verified")
ACTS = Source("National offence codes; Acts recalled", "August 2026", "titles", "recalled")


@dataclass(frozen=True)
class Category:
    """How an offence is tried; `is_summary_only` decides on time limits."""

    code: str
    title: str
    is_indictable_only: bool = False
    is_either_way: bool = False
    is_summary_only: bool = False


CATEGORIES: dict[str, Category] = {
    category.code: category
    for category in (
        Category("CI", "Indictable only", is_indictable_only=True),
        Category("CE", "Either way", is_either_way=True),
        Category("CS", "Summary only", is_summary_only=True),
        Category("CM", "Summary only, motoring", is_summary_only=True),
        Category("CB", "Breach, no offence"),
        Category("CR", "Civil, related to a crime"),
        Category("VP", "Civil proceedings"),
        Category("VA", "Civil applications"),
    )
}


@dataclass(frozen=True)
class OffenceGroup:
    """Codes that a rule names together. Never complete: the officer may add a flag."""

    key: str
    title: str
    codes: frozenset[str]
    source: Source = ACTS


def _group(key: str, title: str, codes: str) -> OffenceGroup:
    return OffenceGroup(key, title, frozenset(codes.split()))


GROUPS: dict[str, OffenceGroup] = {
    group.key: group
    for group in (
        _group("common_assault", "Common assault and battery", "CJ88001 CJ88116"),
        _group("death", "Homicide", "COML025"),
        _group("harassment", "Harassment and stalking",
               "PH97004 PH97009 PH97006 PH97010 PH97011"),
        _group("retail_theft", "Theft from a shop", "TH68010"),
        _group("serious_injury", "Grievous or actual bodily harm, wounding",
               "OF61102 OF61131 OF61016 OF61017"),
        _group("sexual", "Sexual Offences Act 2003",
               "SX03001 SX03002 SX03004 SX03007 SX03008"),
        _group("violent_disorder", "Violent disorder and affray", "PU86002 PU86003"),
    )
}  # fmt: skip


def base_code(cjs_code: str) -> str:
    """Return the code of the full offence, without the letter of an attempt or of helping."""
    return cjs_code[:-1] if cjs_code[-1:].isalpha() and len(cjs_code) > 7 else cjs_code


def is_in_group(cjs_code: str, key: str) -> bool:
    """Say whether the offence, or an attempt at it, is in that group. Raises: KeyError."""
    return base_code(cjs_code) in GROUPS[key].codes


register(
    "offence_categories",
    "Categories of offence",
    "How an offence is tried, from the category in the national list.",
    (Rule(c.code, f"{c.title}.", LIST) for c in CATEGORIES.values()),
)
register(
    "offence_groups",
    "Offences that rules name",
    "Groups of codes that charging and time limits turn on. They are not complete.",
    (Rule(g.key, f"{g.title}: {', '.join(sorted(g.codes))}.", g.source) for g in GROUPS.values()),
)
