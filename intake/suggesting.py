"""What the desk is offered from the answers of a report: the crime, what stands inside it, flags.

Everything here suggests, with the answer that says so; a person decides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casefile.rules.crime_classes import RAPE
from casefile.rules.crime_flags import CRIME_FLAGS
from casefile.rules.registry import Rule, register
from casefile.rules.solvability import FACTORS, REPORTED_WITHIN_DAYS
from casefile.rules.source import Source
from intake.crime_classes import CRIME_CLASSES, CrimeClass
from intake.models import CrimeReport
from intake.prompts import prompts
from intake.questions.rows import Answers, When
from intake.suggested import classes_for, included_in

OWN = Source("Design of this product", "2026", "suggestions from answers", "recalled")


@dataclass(frozen=True)
class Told:
    """A report as suggestions read it: answers by question, and each as it was asked and shown."""

    form: str
    answers: Answers
    shown: Mapping[str, tuple[str, str]]

    def because(self, conditions: Iterable[When]) -> str:
        """Return the answers that a rule rests on, as a person reads them."""
        rows = (self.shown.get(row.question) for row in conditions)
        return "; ".join(f"{label} {answer}" for label, answer in filter(None, rows))


def told(report: CrimeReport) -> Told:
    """Return a report as suggestions read it. One query."""
    rows = list(report.answers.order_by("position"))
    return Told(
        report.form,
        {row.question: row.value for row in rows},
        {row.question: (row.label, row.shown) for row in rows},
    )


@dataclass(frozen=True)
class Option:
    """One class to choose, and why it is offered."""

    code: str
    title: str
    why: str
    source: Source


@dataclass(frozen=True)
class Suggested:
    """The classes to choose from, the suggested one first, and titles of what stands inside it."""

    options: tuple[Option, ...]
    inside: tuple[str, ...]

    @property
    def first(self) -> Option:
        return self.options[0]


def suggest(report: Told) -> Suggested:
    """Suggest the principal crime, by the table of seriousness, and the others inside it."""
    rows = classes_for(report.form, report.answers)
    options = tuple(Option(row.code, row.title, _why(row, report), row.source) for row in rows)
    inside = included_in(rows[0].code, report.answers, report.form)
    return Suggested(options, tuple(row.title for row in inside))


def _why(row: CrimeClass, report: Told) -> str:
    """Return the answers or words that point to this class; nothing where it is merely usual."""
    points = [
        known.conditions
        for known in CRIME_CLASSES
        if (known.form, known.code) == (row.form, row.code)
        and known.conditions
        and all(condition.holds(report.answers) for condition in known.conditions)
    ]
    if points:
        return report.because(points[0])
    told = [prompt.words for prompt in prompts(report.answers) if prompt.code == row.code]
    return f"{told[0]}, in their own words" if told else ""


def points_to_rape(report: Told) -> bool:
    """Say whether a report must be recorded, or kept under N100, and never closed otherwise."""
    told = any(row.code in RAPE for row in prompts(report.answers))
    return told or report.form == "sexual" or suggest(report).first.code in RAPE


@dataclass(frozen=True)
class FlagSuggestion:
    """A flag of the crime that answers point to."""

    flag: str
    conditions: tuple[When, ...]
    source: Source = OWN


_CLOSE = When("relation_to_them", ("partner", "ex_partner", "family"))
FLAG_SUGGESTIONS = (
    FlagSuggestion("domestic_abuse", (_CLOSE,)),
    FlagSuggestion("honour_based", (When("types", ("honour",)),)),
    FlagSuggestion("hate_race", (When("strands", ("race",)),)),
    FlagSuggestion("hate_religion", (When("strands", ("religion",)),)),
    FlagSuggestion("hate_orientation", (When("strands", ("orientation",)),)),
    FlagSuggestion("hate_transgender", (When("strands", ("transgender",)),)),
    FlagSuggestion("hate_disability", (When("strands", ("disability",)),)),
    FlagSuggestion("hate_other", (When("strands", ("other", "rather_not")),)),
    FlagSuggestion("cyber_enabled", (When("online", ("online", "both")),)),
    FlagSuggestion("cyber_enabled", (When("device_access", ("yes",)),)),
    FlagSuggestion("cyber_enabled", (When("place_type", ("online",)),)),
    FlagSuggestion("child_victim", (When("impact", ("under_18",)),)),
    FlagSuggestion("child_victim", (When("age_then", ("under_13", "13_15", "16_17")),)),
    FlagSuggestion(
        "child_exploitation", (When("age_then", ("under_13", "13_15", "16_17")),)
    ),
    FlagSuggestion("alcohol", (When("danger_signs", ("drink",)),)),
)  # fmt: skip
WORDS = {
    "knife": ("knife", "blade", "machete", "stabbed"),
    "firearm": ("gun", "firearm", "pistol", "shotgun"),
    "corrosive": ("acid", "ammonia", "corrosive"),
    "alcohol": ("drunk", "drinking"),
}
"""Words in free text that point to a flag."""


def flags(report: Told) -> dict[str, str]:
    """Return the flags that the answers point to, each with why."""
    found = {
        row.flag: report.because(row.conditions)
        for row in FLAG_SUGGESTIONS
        if all(condition.holds(report.answers) for condition in row.conditions)
    }
    text = " ".join(v for v in report.answers.values() if isinstance(v, str)).lower()
    for flag, words in WORDS.items():
        named = [word for word in words if word in text.split()]
        if named:
            found.setdefault(flag, f"They wrote “{named[0]}”")
    return found


@dataclass(frozen=True)
class FactorSuggestion:
    """The state of a factor of solvability that an answer points to."""

    factor: str
    state: str
    condition: When
    source: Source = OWN


FACTOR_SUGGESTIONS = (
    FactorSuggestion("named_suspect", "present", When("suspects_known", ("yes",))),
    FactorSuggestion("named_suspect", "absent", When("suspects_known", ("no",))),
    FactorSuggestion("witness", "present", When("witnesses", ("yes",))),
    FactorSuggestion("cctv", "present", When("cameras", ("yes",))),
    FactorSuggestion("forensic", "present", When("left_behind", ("yes",))),
    FactorSuggestion("forensic", "present", When("moved", ("no",))),
    FactorSuggestion("forensic_window", "present", When("cameras", ("yes",))),
    FactorSuggestion("forensic_window", "present", When("within_week", ("yes",))),
    FactorSuggestion("forensic_window", "present", When("spiked", ("yes", "unsure"))),
    FactorSuggestion("property_traceable", "present", When("tracker", ("live", "yes"))),
    FactorSuggestion("property_traceable", "present", When("proof", ("location",))),
)


def factors(report: Told, *, days_before_report: int | None) -> dict[str, tuple[str, str]]:
    """Return the factors that the answers point to: code to state and what shows it."""
    found = {
        row.factor: (row.state, report.because((row.condition,)))
        for row in reversed(FACTOR_SUGGESTIONS)
        if row.condition.holds(report.answers)
    }
    if report.answers.get("phone_imei"):
        found["property_traceable"] = ("present", "An IMEI was given")
    if days_before_report is not None:
        soon = "present" if days_before_report < REPORTED_WITHIN_DAYS else "absent"
        found["reported_soon"] = (soon, f"Reported {days_before_report} days after")
    return found


register(
    "intake.crime_flags",
    "Which flags of a crime the answers point to",
    "Suggested beside the class. A person decides.",
    [Rule(f"{row.flag}-{place}", f"{CRIME_FLAGS[row.flag].words}: from the answer to "
          f"{row.conditions[0].question.replace('_', ' ')}", row.source)
     for place, row in enumerate(FLAG_SUGGESTIONS, 1)]
    + [Rule(f"words-{flag}", f"{CRIME_FLAGS[flag].words}: from the words {', '.join(words)}", OWN)
       for flag, words in WORDS.items()],
)  # fmt: skip
register(
    "intake.solvability",
    "What the answers say about solving a crime",
    "The state of a factor that an answer points to; a person looks and judges.",
    [Rule(f"{row.factor}-{place}", f"{FACTORS[row.factor].words}: {row.state}, from the answer "
          f"to {row.condition.question.replace('_', ' ')}", row.source)
     for place, row in enumerate(FACTOR_SUGGESTIONS, 1)],
)  # fmt: skip
