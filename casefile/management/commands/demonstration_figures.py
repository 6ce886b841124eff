"""Counts, from the data, the boxes of a case's forms, and those that a person typed."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from casefile.models import Bundle, Case


class Command(BaseCommand):
    help = "Print a case's references and its counts of boxes, as JSON."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("case")

    def handle(self, *args: Any, case: str, **options: Any) -> None:
        found = Case.objects.get(pk=case)
        crime = found.crimes.first()
        figures = {
            "urn": found.urn,
            "crime_reference": crime.reference if crime else "",
            **_fields(found),
        }
        self.stdout.write(json.dumps(figures))


def _fields(case: Case) -> dict[str, int]:
    """Add up the boxes of every form and schedule, each in its newest version, headers left out."""
    newest: dict[str, dict[str, int]] = {}
    for bundle in Bundle.objects.filter(submission__case=case).order_by("submission__version"):
        newest |= bundle.field_counts
    names = ("fields_total", "fields_typed")
    return {name: sum(counts[name] for counts in newest.values()) for name in names}
