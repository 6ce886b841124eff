"""Which team a crime is suggested to, from its class, risk, flags and factors. A person decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from casefile.rules.crime_classes import CLASSES
from casefile.rules.registry import Rule, register
from casefile.rules.solvability import NeverScreenedOut, always_investigated
from casefile.rules.source import Source, Text

OWN = Source("Design of this product", "2026", "allocation; a force sets its own", "recalled")

TEAMS = {
    "major": "Major crime",
    "public_protection": "Public protection",
    "cid": "Detectives",
    "response": "Response officers",
    "neighbourhood": "Neighbourhood team",
    "desk": "Investigation by telephone and desk",
    "none": "No further investigation now",
}


@dataclass(frozen=True)
class AllocationFacts:
    """What the table asks of a crime. `factors` holds the state of each factor by its code."""

    home_office_class: str
    risk: str = "standard"
    flags: tuple[str, ...] = ()
    factors: Mapping[str, str] = field(default_factory=dict)

    @property
    def group(self) -> str:
        row = CLASSES.get(self.home_office_class)
        return row.group if row else ""


@dataclass(frozen=True)
class AllocationRow:
    """The first row that fits gives the team. Empty conditions fit everything."""

    code: str
    team: str
    words: str
    groups: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    risk: str = ""
    present: tuple[str, ...] = ()
    """Of these factors at least one is present."""
    all_absent: tuple[str, ...] = ()
    source: Source = OWN

    def fits(self, facts: AllocationFacts) -> bool:
        state = facts.factors.get
        return all(
            (
                not self.groups or facts.group in self.groups,
                not self.classes or facts.home_office_class in self.classes,
                not self.flags or bool(set(self.flags) & set(facts.flags)),
                not self.risk or self.risk == facts.risk,
                not self.present or any(state(code) == "present" for code in self.present),
                all(state(code) == "absent" for code in self.all_absent),
            )
        )


_LEADS = ("named_suspect", "cctv", "forensic", "witness", "police_testimony", "property_traceable")

ALLOCATION = (
    AllocationRow("A1", "major", "A death, or an attempt on a life", groups=("homicide",)),
    AllocationRow("A2", "public_protection", "A sexual offence, or a report of rape",
                  groups=("sexual", "n100")),
    AllocationRow("A3", "public_protection", "Domestic or honour-based abuse, or a child",
                  flags=("domestic_abuse", "honour_based", "child_exploitation", "child_victim")),
    AllocationRow("A4", "public_protection", "Stalking, harassment or control",
                  groups=("stalking",)),
    AllocationRow("A5", "cid", "Robbery, or burglary of a home",
                  groups=("robbery", "burglary_home"), ),
    AllocationRow("A6", "cid", "Kidnap or blackmail", classes=("36", "35")),
    AllocationRow("A7", "cid", "Firearm, knife or corrosive substance", groups=("weapons",)),
    AllocationRow("A8", "cid", "Firearm, knife or corrosive substance",
                  flags=("knife", "firearm", "corrosive")),
    AllocationRow("A9", "response", "High risk", risk="high"),
    AllocationRow("A10", "response", "Hostility", flags=(
        "hate_race", "hate_religion", "hate_orientation", "hate_transgender", "hate_disability",
        "hate_other")),
    AllocationRow("A11", "response", "Hostility", classes=("8P", "9B", "58J", "105B")),
    AllocationRow("A12", "response", "Traces or video will soon be lost",
                  present=("forensic_window",)),
    AllocationRow("A13", "neighbourhood", "A named suspect, in public order or damage",
                  groups=("public_order", "damage"), present=("named_suspect",)),
    AllocationRow("A14", "response", "There is a line to follow", present=_LEADS),
    AllocationRow("A15", "none", "Every factor that could solve it was looked for and is absent",
                  all_absent=_LEADS),
    AllocationRow("A16", "desk", "Something is not known yet: ask by telephone first"),
)  # fmt: skip


@dataclass(frozen=True)
class Suggestion:
    """The suggested team, the row that fired, and what keeps the crime from being screened out."""

    row: AllocationRow
    kept: tuple[NeverScreenedOut, ...]

    @property
    def team(self) -> str:
        return self.row.team


def suggest(facts: AllocationFacts) -> Suggestion:
    """Return the first row that fits; what is always investigated never goes to no team."""
    kept = tuple(always_investigated(facts.home_office_class, list(facts.flags)))
    rows = [row for row in ALLOCATION if row.fits(facts)]
    if kept:
        rows = [row for row in rows if row.team != "none"]
    return Suggestion(rows[0] if rows else ALLOCATION[-1], kept)


@dataclass(frozen=True)
class NotInvestigated:
    """Why a crime is not investigated now, in words for the victim."""

    code: str
    title: str
    plain: Text
    source: Source = OWN


NOT_INVESTIGATED = {
    row.code: row
    for row in (
        NotInvestigated("no_lines", "No line of enquiry is left", Text(
            "We looked for cameras, witnesses and traces. We found nothing more that we can "
            "follow now.",
            "Edrychom am gamerâu, tystion ac olion. Ni chawsom ddim arall y gallwn ei ddilyn "
            "nawr.")),
        NotInvestigated("late", "Too long ago for what could have solved it", Text(
            "What could have helped, such as video, is no longer there.",
            "Nid yw'r hyn a allai fod wedi helpu, fel fideo, yno bellach.")),
        NotInvestigated("victim", "The victim does not want an investigation", Text(
            "You asked us not to go further. You can change your mind.",
            "Gofynnoch i ni beidio â mynd ymhellach. Gallwch newid eich meddwl.")),
        NotInvestigated("other_body", "Another body deals with it", Text(
            "Another organisation deals with what you told us.",
            "Mae sefydliad arall yn delio â'r hyn a ddywedoch wrthym.")),
    )
}  # fmt: skip

register(
    "allocation",
    "Which team a crime goes to",
    "The first row that fits is suggested. A person decides, and says why if otherwise.",
    (Rule(row.code, f"{row.words}: {TEAMS[row.team].lower()}.", row.source) for row in ALLOCATION),
)
register(
    "not_investigated",
    "Why a crime is not investigated",
    "The reasons, and the words in which a victim is told.",
    (Rule(row.code, f"{row.title}. In plain words: {row.plain}", row.source)
     for row in NOT_INVESTIGATED.values()),
)  # fmt: skip
