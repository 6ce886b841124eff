"""Which class of recorded crime the answers of a form point to, and what may stand inside it.

The classes themselves are in casefile/rules/crime_classes.py. They suggest; a person decides.
"""

from dataclasses import dataclass

from casefile.rules.crime_classes import CLASSES, seriousness
from casefile.rules.registry import Rule, register
from casefile.rules.source import Source
from intake.questions.rows import Answers, When

COUNTING = Source("Home Office Crime Recording Rules", "2025", "classification", "secondary")
PRINCIPAL = Source("Home Office Crime Recording Rules", "2025", "principal crime", "verified")


@dataclass(frozen=True)
class CrimeClass:
    """A class of recorded crime that answers of a form point to."""

    form: str
    code: str
    title: str
    short_title: str
    conditions: tuple[When, ...] = ()
    source: Source = COUNTING


def _rows(form: str, *rows: tuple[str, tuple[When, ...]]) -> tuple[CrimeClass, ...]:
    return tuple(_row(form, code, conditions) for code, conditions in rows)


def _row(form: str, code: str, conditions: tuple[When, ...]) -> CrimeClass:
    row = CLASSES[code]
    source = COUNTING if row.source.is_verified else row.source
    return CrimeClass(form, code, row.title, row.short_title, conditions, source)


_FORCE = (When("force", ("yes", "unsure")),)
_HOME = When("building", ("home", "joined_garage"))
_HURT, _HATE = When("injured", ("yes",)), When("hostility", ("yes",))
_THROAT, _KILL = When("throat", ("yes",)), When("danger_signs", ("kill",))

CRIME_CLASSES = (
    *_rows("robbery", ("34B", _FORCE), ("39", ())),
    *_rows(
        "theft",
        ("34B", _FORCE),
        ("28G", (_HOME, When("tricked", ("yes",)))),
        ("28E", (_HOME,)),
        ("30C", (When("building", ("shed", "business", "other")),)),
        ("39", (When("from_person", ("yes",)),)),
        ("46", (When("theft_kind", ("shop",)),)),
        ("41", (When("theft_kind", ("employee",)),)),
        ("44", (When("theft_kind", ("bike",)),)),
        ("42", (When("theft_kind", ("parcel",)),)),
        ("47", (When("theft_kind", ("machine",)),)),
        ("49", ()),
    ),
    *_rows(
        "vehicle",
        ("48", (When("vehicle_crime", ("stolen",)),)),
        ("45", (When("vehicle_crime", ("stolen_from", "plates", "catalyst")),)),
        ("58C", (When("vehicle_crime", ("damaged",)),)),
        ("126", ()),
    ),
    *_rows(
        "damage",
        ("56B", (When("fire", ("yes",)),)),
        ("58J", (_HATE,)),
        ("58A", (When("damaged", ("home",)),)),
        ("58C", (When("damaged", ("vehicle",)),)),
        ("58B", (When("damaged", ("building",)),)),
        ("58D", ()),
    ),
    *_rows(
        "assault",
        ("3B", (When("assault_kind", ("kill",)),)),
        ("8T", (When("worker", ("emergency",)),)),
        ("8P", (_HURT, _HATE)),
        ("8N", (_HURT,)),
        ("8N", (_THROAT,)),
        ("105B", (_HATE,)),
        ("105A", ()),
    ),
    *_rows(
        "da",
        ("19C", (When("types", ("sexual",)),)),
        ("3B", (_KILL,)),
        ("8N", (_THROAT,)),
        ("8N", (_HURT,)),
        ("8U", (When("types", ("control", "money", "emotional")),)),
        ("8Q", (When("types", ("stalking",)),)),
        ("105A", (When("types", ("physical",)),)),
        ("8L", ()),
    ),
    *_rows(
        "stalk",
        ("3B", (When("threats", ("kill",)),)),
        ("8Q", (When("pattern", ("fixated", "obsessive")),)),
        ("8Q", (When("behaviour", ("following", "watching", "tracking", "hanging", "checking")),)),
        ("66", (When("orders", ("yes",)),)),
        ("8L", ()),
    ),
    *_rows(
        "sexual",
        ("19E", (When("age_then", ("under_13",)),)),
        ("19D", (When("age_then", ("13_15",)),)),
        ("19C", ()),
        ("19F", ()),
        ("20A", ()),
        ("17A", ()),
    ),
    *_rows("hate", ("8P", (_HURT,)), ("8M", (When("before", ("again", "reported")),)), ("9B", ()),
           ("105B", ()), ("58J", ())),
    *_rows("asb", ("9B", (_HATE,)), ("9A", ()), ("66", ()), ("58D", ())),
    *_rows("fraud", ("35", ()), ("49", ()), ("8L", ())),
    *_rows("property", ("49", ()),),
    *_rows("tell_us", ("99", ()),),
)  # fmt: skip


@dataclass(frozen=True)
class IncludedOffence:
    """A lesser offence listed inside a principal crime when an answer points to it."""

    code: str
    title: str
    when: When
    source: Source = PRINCIPAL


INCLUDED_OFFENCES = (
    IncludedOffence("8N", "Assault with injury", _HURT),
    IncludedOffence("8N", "Intentional strangulation", _THROAT),
    IncludedOffence("10C", "Possession of an offensive weapon", When("weapon", ("yes",))),
    IncludedOffence("3B", "Threats to kill", _KILL),
    IncludedOffence("3B", "Threats to kill", When("threats", ("kill",))),
    IncludedOffence("8U", "Controlling or coercive behaviour", When("types", ("control",))),
    IncludedOffence("8Q", "Stalking", When("danger_signs", ("stalking",))),
    IncludedOffence("66", "Breach of a court order", When("orders", ("yes",))),
    IncludedOffence("58D", "Criminal damage", When("behaviour", ("property",))),
)
_COVERS = {"8N": {"8N"}, "8P": {"8N"}, "8T": {"8N"}}

register(
    "intake.crime_classes",
    "Which crime a report points to",
    "The class that is suggested, and offences listed inside it. A person decides.",
    [Rule(f"{row.form}-{place}", f"{row.code} {row.title}", row.source)
     for place, row in enumerate(CRIME_CLASSES, 1)]
    + [Rule(f"inside-{place}", f"{row.code} {row.title}, inside another crime", row.source)
       for place, row in enumerate(INCLUDED_OFFENCES, 1)],
)  # fmt: skip


def classes_for(form: str, answers: Answers) -> list[CrimeClass]:
    """Return the classes of a form to choose from, each once: pointed to, and most serious, first.

    A class without conditions comes after those that an answer points to.
    """
    rows = [row for row in CRIME_CLASSES if row.form == form]
    ranked = sorted(rows, key=lambda row: _order(row, answers))
    return list({row.code: row for row in reversed(ranked)}.values())[::-1]


def _order(row: CrimeClass, answers: Answers) -> tuple[int, int]:
    holds = bool(row.conditions) and all(c.holds(answers) for c in row.conditions)
    group = 0 if holds else (2 if row.conditions else 1)
    # Rows that always hold keep the order of the table; the others go by seriousness.
    return group, seriousness(row.code) if holds else 0


def crime_class(code: str) -> CrimeClass:
    """Return a class by its code.

    Raises:
        KeyError: the table has no such class.
    """
    return {row.code: row for row in CRIME_CLASSES}[code]


def included_in(code: str, answers: Answers) -> list[IncludedOffence]:
    """Return the offences that the answers point to inside a principal crime, each once."""
    covered = _COVERS.get(code, set()) | {code}
    rows = [row for row in INCLUDED_OFFENCES if row.when.holds(answers)]
    kept = [row for row in rows if row.code not in covered or row.when == _THROAT]
    return list({row.title: row for row in kept}.values())
