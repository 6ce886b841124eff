"""Unused material: what is presumed to meet the disclosure test, and how an item is described."""

import re
from dataclasses import dataclass
from typing import Literal

from casefile.rules.registry import Rule, register
from casefile.rules.source import ALWAYS, InForce, Source

CODE_2020 = Source("CPIA Code of Practice", "2020", "paragraph 6.6", "recalled")
MANUAL_6 = Source("CPS Disclosure Manual", "14 July 2022", "chapter 6", "verified")
MANUAL_7 = Source("CPS Disclosure Manual", "14 July 2022", "chapter 7", "verified")
OWN_RULE = Source("This product's own rule", "", "personal data on schedules", "recalled")

Default = Literal["list_and_attach", "list"]


@dataclass(frozen=True)
class Presumption:
    """A class of material presumed to meet the test. An officer may rebut it with a reason.

    `origins` names the parts of the record whose items fall in the class by themselves.
    """

    code: str
    title: str
    origins: tuple[str, ...]
    default: Default
    source: Source = CODE_2020
    in_force: InForce = ALWAYS


PRESUMPTIONS: dict[str, Presumption] = {
    row.code: row
    for row in (
        Presumption("a", "Recordings of calls describing the offence or offender",
                    ("emergency_call",), "list_and_attach"),
        Presumption("b", "Incident logs", ("incident_log",), "list_and_attach"),
        Presumption("c", "Records made at the time: crime report, investigation log, notes, "
                    "enquiry records, footage of the incident",
                    ("crime_report", "investigation_log", "notebook", "incident_footage"),
                    "list_and_attach"),
        Presumption("d", "Custody record or record of voluntary attendance",
                    ("custody_record",), "list_and_attach"),
        Presumption("e", "Earlier accounts of complainants and witnesses",
                    ("public_report", "first_description", "earlier_account"),
                    "list_and_attach"),
        Presumption("f", "Interview records that are not exhibits", ("interview_record",),
                    "list_and_attach"),
        Presumption("g", "Material casting doubt on a witness",
                    ("witness_convictions", "misconduct_record"), "list"),
    )
}  # fmt: skip


def presumption_for(origin: str) -> Presumption | None:
    """Return the class an item of that origin falls in, or None when nothing is presumed."""
    for row in PRESUMPTIONS.values():
        if origin in row.origins:
            return row
    return None


@dataclass(frozen=True)
class ItemFacts:
    """One item of a schedule as it would be read by someone who cannot see the item.

    `block_quantity` is the number of items listed together, None when the item stands alone.
    """

    number: int
    description: str
    schedule: Literal["C", "D"] = "C"
    sensitivity_reason: str = ""
    block_quantity: int | None = None
    is_block: bool = False


@dataclass(frozen=True)
class DescriptionRow:
    """One rule of describing; `message` may use {number} and {found}."""

    code: str
    message: str
    source: Source


@dataclass(frozen=True)
class DescriptionProblem:
    """A rule broken by one item."""

    row: DescriptionRow
    number: int
    message: str


FEWEST_WORDS = 5
FEWEST_REASON_WORDS = 4
ABBREVIATIONS = ("PNB", "CAD", "BWV", "IRB", "OEL", "ROTI", "SDN", "CRIS", "DASH", "STORM")
_BARE_FORM = re.compile(r"(mg ?\d+[a-f]?|crime report|incident log|custody record)\.?", re.I)
_ABBREVIATION = re.compile(rf"\b({'|'.join(ABBREVIATIONS)})\b")
_PERSONAL_DATA = (
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"),
    re.compile(r"(?<!\d)(?:\+44|0)\d(?:[ -]?\d){8,9}(?!\d)"),
    re.compile(r"\S+@\S+\.\S+"),
)

DESCRIPTION_RULES: dict[str, DescriptionRow] = {
    row.code: row
    for row in (
        DescriptionRow("number", "Item numbers must run on from {found}.", MANUAL_7),
        DescriptionRow("thin", "Say what item {number} is and what it shows.", MANUAL_7),
        DescriptionRow("form", "Item {number} names only a form. Say what it tells.", MANUAL_7),
        DescriptionRow("abbreviation", "Write out {found} in item {number}.", MANUAL_7),
        DescriptionRow("block", "How many items are listed together in item {number}?", MANUAL_6),
        DescriptionRow("personal", "Take the address, number or email out of item {number}.",
                       OWN_RULE),
        DescriptionRow("sensitive", "Say why item {number} is sensitive.", MANUAL_7),
    )
}  # fmt: skip


def check_schedule(items: tuple[ItemFacts, ...], first_number: int = 1) -> list[DescriptionProblem]:
    """Return every problem of a case's items, of both schedules, in order of number.

    `first_number` is where these items start; later schedules run on from earlier ones.
    """
    problems = []
    for expected, item in enumerate(sorted(items, key=lambda i: i.number), start=first_number):
        if item.number != expected:
            problems.append(_problem("number", item, str(expected - 1)))
        problems.extend(check_description(item))
    return problems


def check_description(item: ItemFacts) -> list[DescriptionProblem]:
    """Return every problem of one item's description."""
    text = item.description.strip()
    problems = []
    if _BARE_FORM.fullmatch(text):
        problems.append(_problem("form", item))
    elif len(text.split()) < FEWEST_WORDS:
        problems.append(_problem("thin", item))
    if found := _ABBREVIATION.search(text):
        problems.append(_problem("abbreviation", item, found.group()))
    if item.is_block and not item.block_quantity:
        problems.append(_problem("block", item))
    if any(pattern.search(text) for pattern in _PERSONAL_DATA):
        problems.append(_problem("personal", item))
    if item.schedule == "D" and len(item.sensitivity_reason.split()) < FEWEST_REASON_WORDS:
        problems.append(_problem("sensitive", item))
    return problems


def _problem(code: str, item: ItemFacts, found: str = "") -> DescriptionProblem:
    row = DESCRIPTION_RULES[code]
    return DescriptionProblem(row, item.number, row.message.format(number=item.number, found=found))


register(
    "presumptions",
    "Material presumed to meet the disclosure test",
    "Each class is listed by itself and needs an answer; an officer may rebut it with a reason.",
    (Rule(r.code, f"{r.title}.", r.source, r.in_force) for r in PRESUMPTIONS.values()),
)
register(
    "schedule_descriptions",
    "How unused material is described",
    "What is asked when a description does not stand alone.",
    (Rule(r.code, r.message.format(number="n", found="it"), r.source)
     for r in DESCRIPTION_RULES.values()),
)  # fmt: skip
