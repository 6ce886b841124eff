"""What could solve a crime, as a panel of factors and never a score; what is never screened out."""

from dataclasses import dataclass

from casefile.rules.crime_classes import CLASSES
from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

EBIT = Source("Kent: evidence based investigation tool", "2020", "eight factors", "verified")
WINDOW = Source("Design of this product", "2026", "what is lost with time", "recalled")
EXCLUDED = Source("Design of this product", "2026", "never screened out", "verified")

STATES = {"present": "Present", "absent": "Absent", "unknown": "Not known"}
REPORTED_WITHIN_DAYS = 28


@dataclass(frozen=True)
class FactorRow:
    """One factor. What is present may help to solve a crime; it is never added up."""

    code: str
    words: str
    source: Source = EBIT


FACTORS = {
    row.code: row
    for row in (
        FactorRow("victim_supports", "The victim supports a prosecution"),
        FactorRow("named_suspect", "A suspect is named"),
        FactorRow("witness", "A witness is willing to help"),
        FactorRow("cctv", "Video is to be had"),
        FactorRow("police_testimony", "Police saw it, or what followed"),
        FactorRow("forensic", "There are traces to examine"),
        FactorRow("linked", "It is linked to other cases"),
        FactorRow("reported_soon", f"It was reported within {REPORTED_WITHIN_DAYS} days"),
        FactorRow("forensic_window", "Traces or video will soon be lost", WINDOW),
        FactorRow("property_traceable", "Property can be traced: serial, IMEI, registration",
                  WINDOW),
    )
}  # fmt: skip


@dataclass(frozen=True)
class NeverScreenedOut:
    """What is always investigated: a flag of the crime, or a group of classes."""

    code: str
    words: str
    groups: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    source: Source = EXCLUDED


NEVER_SCREENED_OUT = (
    NeverScreenedOut("domestic_abuse", "Domestic abuse", classes=("8U",),
                     flags=("domestic_abuse", "honour_based")),
    NeverScreenedOut("sexual", "A sexual offence", groups=("sexual", "n100")),
    NeverScreenedOut("hate", "A crime of hostility", classes=("8M", "8P", "9B", "58J", "105B"),
                     flags=("hate_race", "hate_religion", "hate_orientation", "hate_transgender",
                            "hate_disability", "hate_other")),
    NeverScreenedOut("stalking", "Stalking or harassment", groups=("stalking",)),
    NeverScreenedOut("child", "A child is the victim", classes=("11A", "13"),
                     flags=("child_victim", "child_exploitation")),
    NeverScreenedOut("homicide", "A death, or an attempt on a life", groups=("homicide",)),
    NeverScreenedOut("robbery", "Robbery", groups=("robbery",)),
    NeverScreenedOut("home_burglary", "Burglary of a home", groups=("burglary_home",)),
    NeverScreenedOut("weapons", "Firearm or knife", groups=("weapons",),
                     flags=("knife", "firearm", "corrosive")),
)  # fmt: skip


def always_investigated(home_office_class: str, flags: list[str]) -> list[NeverScreenedOut]:
    """Return the rows that keep a crime from being screened out."""
    group = CLASSES[home_office_class].group if home_office_class in CLASSES else ""
    return [
        row
        for row in NEVER_SCREENED_OUT
        if group in row.groups or home_office_class in row.classes or set(flags) & set(row.flags)
    ]


register(
    "solvability",
    "What could solve a crime",
    "The panel of factors, each present, absent or not known. It is never a score.",
    (Rule(row.code, f"{row.words}.", row.source) for row in FACTORS.values()),
)
register(
    "never_screened_out",
    "What is always investigated",
    "Crimes that are never filed without an investigation, whatever the panel says.",
    (Rule(row.code, f"{row.words}.", row.source) for row in NEVER_SCREENED_OUT),
)
