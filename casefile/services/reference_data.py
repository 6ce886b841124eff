"""National lists as published: offence codes, organisation units and forces, read row by row.

Pure parsing of the package's own files; storing the rows is for the command that imports them.
The lists hold no dates, so whether an offence was in force on a day is not known from them.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

Row = TypeVar("Row")

OFFENCES_FILE = "data/offence-code.json"
UNITS_FILE = "data/organisation-unit.json"
FORCES_FILE = "data/forces.json"


class ReferenceDataError(ValueError):
    """A list is missing or does not have the shape that was published."""


@dataclass(frozen=True)
class OffenceRow:
    """One offence; `category` as in `rules.offences`, `home_office_class` such as '034/01'."""

    cjs_code: str
    title: str
    category: str
    is_recordable: bool
    is_notifiable: bool
    home_office_class: str


@dataclass(frozen=True)
class OrganisationUnitRow:
    """One unit; `code` is 6 or 7 characters, `force_code` is empty unless it is a police unit."""

    code: str
    name: str
    kind: str
    force_code: str


@dataclass(frozen=True)
class ForceRow:
    """One force by its two-character code; a few entries of the list are other bodies."""

    code: str
    name: str


def offences(folder: Path) -> Iterator[OffenceRow]:
    """Yield every offence of the package in `folder`. Raises: ReferenceDataError."""
    return _read(folder / OFFENCES_FILE, _offence)


def organisation_units(folder: Path) -> Iterator[OrganisationUnitRow]:
    """Yield every police unit and court of the package. Raises: ReferenceDataError."""
    return _read(folder / UNITS_FILE, _unit)


def forces(folder: Path) -> Iterator[ForceRow]:
    """Yield every force whose code has two characters. Raises: ReferenceDataError."""
    rows = _read(folder / FORCES_FILE, lambda row: ForceRow(row["code"], row["name"]))
    return (row for row in rows if len(row.code) == 2)


def edition(folder: Path) -> str:
    """Return the version of the package in `folder`. Raises: ReferenceDataError."""
    path = folder / "package.json"
    try:
        return str(json.loads(path.read_bytes())["version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReferenceDataError(f"{path.name} does not name a version: {error}") from error


def _read(path: Path, make: Callable[[dict[str, Any]], Row]) -> Iterator[Row]:
    try:
        rows = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ReferenceDataError(f"{path.name} cannot be read: {error}") from error
    if not isinstance(rows, list):
        raise ReferenceDataError(f"{path.name} is not a list.")
    for number, row in enumerate(rows, start=1):
        try:
            made = make(row)
        except (KeyError, TypeError) as error:
            raise ReferenceDataError(f"{path.name}, row {number}: {error!r}") from error
        yield made


def _offence(row: dict[str, Any]) -> OffenceRow:
    return OffenceRow(
        cjs_code=row["cjsCode"],
        title=row["offenceTitle"],
        category=row["offenceCategory"],
        is_recordable=row["recordableOnPnc"],
        is_notifiable=row["notifiableToHo"],
        home_office_class=row["homeOfficeClassification"],
    )


def _unit(row: dict[str, Any]) -> OrganisationUnitRow:
    levels = ("topLevel", "secondLevel", "thirdLevel", "bottomLevel")
    names = [row[f"{level}Name"] for level in levels]
    # The police have no top-level code, so the first two characters are the force.
    is_police = not row["topLevelCode"]
    return OrganisationUnitRow(
        code="".join(row[f"{level}Code"] for level in levels),
        name=", ".join(name for name in names[1:] if name) or names[0],
        kind=names[0],
        force_code=row["secondLevelCode"] if is_police else "",
    )
