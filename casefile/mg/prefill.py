"""Fills a form from the record: every box with its answer and where the answer came from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from casefile.mg.answers import (
    Resolver,
    case,
    charges,
    disclosure,
    exhibits,
    losses,
    statements,
    submissions,
    suspects,
    witnesses,
)
from casefile.mg.case_file import CaseFile, person_of
from casefile.mg.conditions import conditions_of
from casefile.mg.display import Cell, cells_of, lines_of
from casefile.models import Case, Person, Submission
from casefile.rules.mg_forms import HEADER, MG_FORMS, Field, FormRow, is_required

ANSWERS: dict[str, Resolver] = {
    **case.ANSWERS,
    **charges.ANSWERS,
    **disclosure.ANSWERS,
    **exhibits.ANSWERS,
    **losses.ANSWERS,
    **statements.ANSWERS,
    **submissions.ANSWERS,
    **suspects.ANSWERS,
    **witnesses.ANSWERS,
}
# Boxes about something that did not happen stay empty, whatever the record could put there.
ONLY_WHEN = frozenset({"police_charged", "remand_sought"})
NOT_KNOWN: tuple[object, ...] = (None, "", [], ())


@dataclass(frozen=True)
class FilledField:
    """One box. `value` has the shape its kind promises, None where nothing is known.

    `origin` is 'typed', or 'record:<prefill key>', or '' for an empty box. `lines` is the value as
    read by a person; `table` the rows of a table or of repeated blocks, cells in order of columns.
    """

    field: Field
    value: Any
    origin: str
    is_demanded: bool
    lines: tuple[str, ...] = ()
    table: tuple[tuple[Cell, ...], ...] = ()

    @property
    def key(self) -> str:
        return self.field.key

    @property
    def label(self) -> str:
        return self.field.label

    @property
    def kind(self) -> str:
        return self.field.kind

    @property
    def is_known(self) -> bool:
        return self.value not in NOT_KNOWN

    @property
    def display(self) -> str:
        return "\n".join(self.lines)

    @property
    def box_count(self) -> int:
        """How many boxes it is when printed: one, or one per filled cell of a table."""
        if self.field.columns:
            return sum(bool(cell.text) for row in self.table for cell in row)
        return int(self.is_known)


@dataclass(frozen=True)
class FilledSection:
    """A headed part of the form with its boxes."""

    number: str
    heading: str
    note: str
    filled_by: str
    fields: tuple[FilledField, ...]


@dataclass(frozen=True)
class FilledForm:
    """A form ready to be shown or printed. `about` names who it is about; empty for the case."""

    row: FormRow
    urn: str
    defendants: str
    about: str
    on: date
    sections: tuple[FilledSection, ...]

    @property
    def fields(self) -> tuple[FilledField, ...]:
        return tuple(field for section in self.sections for field in section.fields)

    @property
    def fields_total(self) -> int:
        """Boxes that hold an answer; the repeated header is left out."""
        return sum(field.box_count for field in self.fields)

    @property
    def fields_typed(self) -> int:
        """Boxes of this form that a person typed on it."""
        return sum(field.box_count for field in self.fields if field.origin == "typed")

    @property
    def missing(self) -> tuple[FilledField, ...]:
        """Boxes that the police must fill and that are empty."""
        return tuple(
            field
            for section in self.sections
            if section.filled_by != "prosecutor"
            for field in section.fields
            if field.is_demanded and not field.is_known
        )

    def value_of(self, key: str) -> Any:
        """Return the value of a box. Raises: KeyError."""
        return {field.key: field.value for field in self.fields}[key]


def filled_form(
    case: Case,
    code: str,
    *,
    about: Any = None,
    submission: Submission | None = None,
    on: date,
) -> FilledForm:
    """Fill one form. `about` is the row a form per person, statement or interview is about.

    See `services/file_contents.py` for what each form is about. Use `fill` for several forms of
    one case, which reads each part of the record once. Raises: KeyError for an unknown form.
    """
    return fill(CaseFile(case, on, submission), code, about=about)


def fill(file: CaseFile, code: str, *, about: Any = None) -> FilledForm:
    """Fill one form from a file already opened. Raises: KeyError for an unknown form."""
    row = MG_FORMS[code]
    person = person_of(about)
    holding = conditions_of(file, about)
    sections = tuple(
        FilledSection(
            section.number,
            section.heading,
            section.note,
            section.filled_by,
            tuple(_fill(file, row, field, about, person, holding) for field in section.fields),
        )
        for section in row.sections
    )
    urn, defendants = (ANSWERS[field.prefill or ""](file, None) or "" for field in HEADER.fields)
    name = person.name if person else ""
    return FilledForm(row, urn, defendants, name, file.on, sections)


def _fill(
    file: CaseFile,
    row: FormRow,
    field: Field,
    about: Any,
    person: Person | None,
    holding: frozenset[str],
) -> FilledField:
    value, origin = _answer(file, row, field, about, person)
    demanded = is_required(field, holding)
    if value in NOT_KNOWN or (field.when in ONLY_WHEN and field.when not in holding):
        return FilledField(field, None, "", demanded)
    if field.columns:
        return FilledField(field, value, origin, demanded, table=cells_of(field, value))
    return FilledField(field, value, origin, demanded, lines=lines_of(field, value))


def _answer(
    file: CaseFile, row: FormRow, field: Field, about: Any, person: Person | None
) -> tuple[Any, str]:
    if field.prefill is None:
        found = file.typed.get((row.code, person.pk if person else None, field.key))
        return (found.value, found.origin) if found else (None, "")
    origin = f"record:{field.prefill}"
    if field.prefill.startswith("facts."):
        return file.fact(field.prefill), origin
    return ANSWERS[field.prefill](file, about), origin
