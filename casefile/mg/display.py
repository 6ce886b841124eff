"""Values of boxes as words on paper: dates, yes and no, lists, signatures, rows of tables."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from casefile.rules.mg_forms import Field
from casefile.wording import day, when


@dataclass(frozen=True)
class Cell:
    """One box of a table: the label of its column and its words."""

    label: str
    text: str
    is_short: bool = False
    """Whether it stands on one line of the page, so that no code or date is broken in two."""


def in_words(value: Any) -> str:
    """Return one value as a person reads it; empty for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return when(value)
    if isinstance(value, date):
        return day(value)
    return str(value)


def lines_of(field: Field, value: Any) -> tuple[str, ...]:
    """Return the words of a box, one line for each line or list item."""
    if field.kind == "signature":
        return (value["name"], in_words(value["at"]))
    if isinstance(value, list):
        return tuple(in_words(item) for item in value)
    if field.options:
        return (dict(field.options).get(value, str(value)),)
    return tuple(in_words(value).splitlines()) or ("",)


def cells_of(field: Field, rows: list[dict[str, Any]]) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a table in the order of the columns this form asks for."""
    room = 16 if len(field.columns) <= 6 else 9
    return tuple(
        tuple(_cell(label, in_words(row.get(column)), room) for column, label in field.columns)
        for row in rows
    )


def _cell(label: str, text: str, room: int) -> Cell:
    return Cell(label, text, len(text) <= room)
