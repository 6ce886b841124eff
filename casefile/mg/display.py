"""Values of boxes as words on paper: dates, yes and no, lists, signatures, rows of tables."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from casefile.rules.mg_forms import Field


@dataclass(frozen=True)
class Cell:
    """One box of a table: the label of its column and its words."""

    label: str
    text: str


def in_words(value: Any) -> str:
    """Return one value as a person reads it; empty for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%-d %B %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
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
    return tuple(
        tuple(Cell(label, in_words(row.get(column))) for column, label in field.columns)
        for row in rows
    )
