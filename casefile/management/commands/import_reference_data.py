"""Imports the national lists from the pinned package; the same edition twice is one import."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from casefile import clock
from casefile.models import Force, OffenceCode, OrganisationUnit, ReferenceEdition
from casefile.rules.identifiers import is_offence_code
from casefile.services import actors, events, reference_data


class Command(BaseCommand):
    help = "Import offence codes, organisation units and forces. They carry no in-force dates."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--folder", type=Path, default=Path(settings.REFERENCE_DATA_DIR))

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            digest = _digest(folder)
            if ReferenceEdition.objects.filter(sha256=digest).exists():
                self.stdout.write("The national lists are up to date.")
                return
            counts = _import(folder, digest)
        except (OSError, reference_data.ReferenceDataError) as problem:
            raise CommandError(f"The national lists could not be read: {problem}") from problem
        self.stdout.write(", ".join(f"{count} {name}" for name, count in counts.items()))


def _digest(folder: Path) -> str:
    files = (
        reference_data.OFFENCES_FILE,
        reference_data.UNITS_FILE,
        reference_data.FORCES_FILE,
    )
    whole = hashlib.sha256()
    for name in files:
        whole.update((folder / name).read_bytes())
    return whole.hexdigest()


@transaction.atomic
def _import(folder: Path, digest: str) -> dict[str, int]:
    forces = [Force(code=row.code, name=row.name) for row in reference_data.forces(folder)]
    units = [
        OrganisationUnit(code=row.code, name=row.name, kind=row.kind)
        for row in reference_data.organisation_units(folder)
    ]
    offences = [
        OffenceCode(
            cjs_code=row.cjs_code,
            title=row.title,
            category=row.category,
            is_recordable=row.is_recordable,
            home_office_class=row.home_office_class,
        )
        for row in reference_data.offences(folder)
        if is_offence_code(row.cjs_code)
    ]
    _upsert(Force, forces, "code", ["name"])
    _upsert(OrganisationUnit, units, "code", ["name", "kind"])
    fields = ["title", "category", "is_recordable", "home_office_class"]
    _upsert(OffenceCode, offences, "cjs_code", fields)
    counts = {"forces": len(forces), "units": len(units), "offences": len(offences)}
    _note_edition(folder, digest, sum(counts.values()))
    return counts


def _upsert(model: Any, rows: list[Any], key: str, fields: list[str]) -> None:
    model.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=[key], update_fields=fields
    )


def _note_edition(folder: Path, digest: str, rows: int) -> None:
    edition = json.loads((folder / "package.json").read_text())["version"]
    at = clock.now()
    ReferenceEdition.objects.create(
        dataset="national lists", edition=edition, sha256=digest, row_count=rows, imported_at=at
    )
    events.append(
        stream="force:reference-data",
        kind="reference_data.imported",
        by=actors.system(),
        at=at,
        data={"edition": edition, "sha256": digest, "rows": rows},
    )
