"""Tables that help the crime desk: what makes a report urgent, and which crime it points to.

They suggest; a person decides.
"""

from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source
from intake.questions.rows import Answers, When

COUNTING = Source("Home Office Crime Recording Rules", "2025", "robbery, class 34B", "secondary")
PRINCIPAL = Source("Home Office Crime Recording Rules", "2025", "principal crime", "secondary")
NOT_RECORDING = Source("National Crime Recording Standard", "2025", "when to record", "secondary")
THRIVE = Source("THRIVE assessment as forces describe it", "2026", "threat and harm", "recalled")


@dataclass(frozen=True)
class Urgency:
    """Answers that together make a report of high priority, with the words the desk sees."""

    conditions: tuple[When, ...]
    words: str
    source: Source = THRIVE


URGENCIES = (
    Urgency((When("danger", ("yes",)),), "Said that somebody was in danger"),
    Urgency((When("weapon", ("yes",)),), "A weapon was seen"),
    Urgency((When("hospital", ("yes",)),), "The injury needed a hospital"),
    Urgency(
        (When("suspects_known", ("yes",)), When("afraid", ("yes",))),
        "Knows the people who did it, and is afraid of them",
    ),
)


@dataclass(frozen=True)
class CrimeClass:
    """A class of recorded crime that answers point to; the first that holds is suggested."""

    form: str
    code: str
    title: str
    short_title: str
    conditions: tuple[When, ...] = ()
    source: Source = COUNTING


CRIME_CLASSES = (
    CrimeClass(
        "robbery",
        "34B",
        "Robbery of personal property",
        "Robbery",
        (When("force", ("yes", "unsure")),),
    ),
    CrimeClass("robbery", "39", "Theft from the person", "Theft from the person"),
)


@dataclass(frozen=True)
class IncludedOffence:
    """A lesser offence that is listed inside a principal crime when an answer points to it."""

    principal: str
    code: str
    title: str
    when: When
    source: Source = PRINCIPAL


INCLUDED_OFFENCES = (
    IncludedOffence("34B", "8N", "Assault with injury", When("injured", ("yes",))),
    IncludedOffence("34B", "10C", "Possession of an offensive weapon", When("weapon", ("yes",))),
)

GROUNDS_NOT_TO_RECORD = {
    "not_a_crime": "What is described is not a notifiable crime",
    "contrary_evidence": "There is credible evidence that it did not happen",
    "recorded_already": "It is recorded already under another report",
}

register(
    "intake.urgency",
    "What makes a report urgent",
    "Answers that put a report first in the queue of the crime desk.",
    [Rule(row.conditions[0].question, row.words, row.source) for row in URGENCIES],
)
register(
    "intake.crime_classes",
    "Which crime a report points to",
    "The class that is suggested, and offences listed inside it. A person decides.",
    [Rule(row.code, row.title, row.source) for row in CRIME_CLASSES]
    + [Rule(row.code, f"{row.title}, inside {row.principal}", row.source)
       for row in INCLUDED_OFFENCES],
)  # fmt: skip
register(
    "intake.not_recorded",
    "When a report is not recorded as a crime",
    "The only grounds; that somebody does not want a prosecution is none.",
    [Rule(code, words, NOT_RECORDING) for code, words in GROUNDS_NOT_TO_RECORD.items()],
)


def urgencies(answers: Answers) -> list[str]:
    """Return the words of every row that makes these answers urgent."""
    return [row.words for row in URGENCIES if all(c.holds(answers) for c in row.conditions)]


def classes_for(form: str, answers: Answers) -> list[CrimeClass]:
    """Return the classes to choose from, the suggested one first."""
    rows = [row for row in CRIME_CLASSES if row.form == form]
    return sorted(rows, key=lambda row: not all(c.holds(answers) for c in row.conditions))


def crime_class(code: str) -> CrimeClass:
    """Return a class by its code.

    Raises:
        KeyError: the table has no such class.
    """
    return {row.code: row for row in CRIME_CLASSES}[code]


def included_in(principal: str, answers: Answers) -> list[IncludedOffence]:
    """Return the offences that the answers point to inside a principal crime."""
    rows = [row for row in INCLUDED_OFFENCES if row.principal == principal]
    return [row for row in rows if row.when.holds(answers)]
