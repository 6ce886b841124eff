"""Flags that stand beside the class of a crime, as many as apply."""

from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

SECTION = Source(
    "Home Office Crime Recording Rules", "2025", "Home Office crime flags", "secondary"
)
LISTED = Source("Home Office Crime Recording Rules", "2025", "list of crime flags", "recalled")


@dataclass(frozen=True)
class FlagRow:
    """One flag of a crime. `is_hate` is true of each strand of hostility."""

    code: str
    words: str
    is_hate: bool = False
    source: Source = LISTED


CRIME_FLAGS = {
    row.code: row
    for row in (
        FlagRow("domestic_abuse", "Domestic abuse", source=SECTION),
        FlagRow("hate_race", "Hostility: race", is_hate=True),
        FlagRow("hate_religion", "Hostility: religion or belief", is_hate=True),
        FlagRow("hate_orientation", "Hostility: sexual orientation", is_hate=True),
        FlagRow("hate_transgender", "Hostility: transgender identity", is_hate=True),
        FlagRow("hate_disability", "Hostility: disability", is_hate=True),
        FlagRow("hate_other", "Hostility: something else", is_hate=True),
        FlagRow("knife", "Knife or blade"),
        FlagRow("firearm", "Firearm"),
        FlagRow("cyber_enabled", "Cyber-enabled: done or helped by the internet"),
        FlagRow("honour_based", "So-called honour-based abuse"),
        FlagRow("child_exploitation", "Child sexual abuse or exploitation"),
        FlagRow("corrosive", "Corrosive substance"),
        FlagRow("alcohol", "Alcohol"),
        FlagRow("child_victim", "The victim is under 18"),
    )
}

register(
    "crime_flags",
    "Flags of a crime",
    "What stands beside the class of a crime. Several may apply.",
    (Rule(row.code, f"{row.words}.", row.source) for row in CRIME_FLAGS.values()),
)
