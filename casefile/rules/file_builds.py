"""`FILE_BUILDS`: what a file must hold at each moment it goes to prosecutors or court."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.rules.registry import Rule, register
from casefile.rules.source import InForce, Source

Need = Literal["must", "if_it_exists", "progress_note", "not_needed"]

BUILDS: dict[str, str] = {
    "early_advice": "Early advice",
    "charge_request_tt": "Charge request, Threshold Test",
    "charge_request_gap_fct": "Charge request, Full Code Test, guilty plea anticipated",
    "charge_request_ngap_fct": "Charge request, Full Code Test, not guilty plea anticipated",
    "first_hearing_gap": "First hearing, guilty plea anticipated",
    "first_hearing_ngap": "First hearing, not guilty plea anticipated",
    "sent_to_crown_court": "Sent to the Crown Court",
    "trial_upgrade": "Upgrade for trial",
}
CHARGE_REQUESTS = ("charge_request_tt", "charge_request_gap_fct", "charge_request_ngap_fct")

_LETTERS: dict[str, Need] = {
    "M": "must",
    "C": "if_it_exists",
    "P": "progress_note",
    "-": "not_needed",
}
# The sixth edition took effect on 31 December 2020; its Annex 5 was read only in quotation.
DG6 = InForce(from_on=date(2020, 12, 31))
ANNEX_5 = Source("Director's Guidance on Charging", "6th", "Annex 5, as quoted", "secondary")
RECALLED = Source("Director's Guidance on Charging", "6th", "Annex 5", "recalled")
SCHEDULES = Source(
    "CPS Disclosure Manual", "14 July 2022", "chapter 11; AG Guidelines paragraph 71", "verified"
)


@dataclass(frozen=True)
class ItemRow:
    """One item of the matrix. `cells` follow `BUILDS`: M, C, P or -, then an optional note.

    `forms` are the codes in `MG_FORMS` that make the item up; empty for material that is no form.
    """

    key: str
    title: str
    forms: tuple[str, ...]
    cells: tuple[str, ...]
    source: Source = ANNEX_5
    in_force: InForce = DG6


@dataclass(frozen=True)
class RequiredItem:
    """What one build asks of one item."""

    key: str
    title: str
    forms: tuple[str, ...]
    need: Need
    note: str
    source: Source


def _row(
    key: str, title: str, forms: str, cells: str, notes: str = "", source: Source = ANNEX_5
) -> ItemRow:
    """Write a row briefly: eight letters, and notes as `position=words` from position 0."""
    by_position = dict(note.split("=", 1) for note in notes.split(";") if note)
    filled = (f"{c} {by_position.get(str(i), '')}".strip() for i, c in enumerate(cells.split()))
    return ItemRow(key, title, tuple(forms.split()), tuple(filled), source)


def _for(words: str, positions: str) -> str:
    return ";".join(f"{position}={words}" for position in positions)


FILE_BUILDS: tuple[ItemRow, ...] = (
    _row("referral", "Referral with supervisor's comments", "MG3", "M M M M C C C M",
         "4=copy;5=copy;7=MG3A or MG20"),
    _row("suspect_prints", "Previous convictions of suspects", "PRECONS", "M M M M M M M M"),
    _row("witness_prints", "Previous convictions of victims and key witnesses", "PRECONS",
         "C C C M C M M M"),
    _row("key_statements", "Statements of key witnesses", "MG11 MG11B", "C M M M C M M M",
         "1=those available;2=or an officer's summary;7=all relied on"),
    _row("other_statements", "Remaining statements", "MG11 MG11B", "- - - - - - C M"),
    _row("interview", "Record or summary of interview", "MG15", "C C M M M M M M",
         "2=short note;3=short note and key passages;4=in the MG5;5=short note;7=full record"),
    _row("key_exhibits", "Key exhibits and marked clips", "", "C C C M C M M M"),
    _row("charge", "Charges and bail", "MG4 MG4A", "- - - - M M M -"),
    _row("police_report", "Police report", "MG5", "- C C C M M M -"),
    _row("file_information", "Case file evidence and information", "MG6", "C M C M C M M C",
         "4=must when the police charged"),
    _row("schedules", "Schedules of unused material", "MG6C MG6D MG6E", "- P - M - M M M",
         "1=information only;3=with the referral", SCHEDULES),
    _row("presumed_material", "Material presumed to meet the disclosure test, redacted", "",
         "- C - M - M M M"),
    _row("third_party", "Third-party material position", "", "C P C M - C M M"),
    _row("witness_lists", "Witness list and availability", "MG9 MG10", "- P - C C M M M",
         "7=refreshed"),
    _row("special_measures", "Special measures assessment", "MG2", "C C C C C C C C",
         _for("must for a vulnerable or intimidated witness", "3567")),
    _row("personal_statement", "Victim personal statement: status", "", "C C M M M M M M",
         "7=updated"),
    _row("remand", "Remand application", "", "- M C C C C C -"),
    _row("exhibit_list", "Exhibit list", "MG12", "- C - C - M M M"),
    _row("bad_character", "Bad character information", "", "- C C C C C C C", source=RECALLED),
    _row("claims", "Offences to be considered, compensation", "", "- - C C C C C C",
         source=RECALLED),
    _row("forensic", "Forensic report", "", "P P C C C C C C",
         "3=or a progress note;7=stage 2 if in issue;" + _for("must where relied on", "56")),
    _row("medical", "Medical evidence", "", "C P C C C C C C",
         _for("must where someone was injured", "3567")),
    _row("abuse_checklist", "Domestic abuse risk assessment and checklist", "",
         "C C C C C C C -", "3=must in domestic abuse cases"),
    _row("orders", "Draft orders on conviction", "", "- C C C C C C C", source=RECALLED),
)  # fmt: skip


def required_items(build: str, on: date) -> tuple[RequiredItem, ...]:
    """Return what the build asks of every item under the edition in force on that day.

    Items not needed are left out. Raises: KeyError for an unknown build.
    """
    if build not in BUILDS:
        raise KeyError(build)
    column = list(BUILDS).index(build)
    rows = (row for row in FILE_BUILDS if row.in_force.covers(on))
    items = (_item(row, row.cells[column]) for row in rows)
    return tuple(item for item in items if item.need != "not_needed")


def _item(row: ItemRow, cell: str) -> RequiredItem:
    letter, _, note = cell.partition(" ")
    return RequiredItem(row.key, row.title, row.forms, _LETTERS[letter], note, row.source)


def _plain(row: ItemRow) -> str:
    must = [BUILDS[build] for build, cell in zip(BUILDS, row.cells, strict=True) if cell[0] == "M"]
    return f"{row.title}: " + ("must be in: " + "; ".join(must) if must else "if it applies") + "."


register(
    "file_builds",
    "What each file must hold",
    "The items of a file at each stage. Each cell is still to be confirmed against Annex 5.",
    (Rule(row.key, _plain(row), row.source, row.in_force) for row in FILE_BUILDS),
)
