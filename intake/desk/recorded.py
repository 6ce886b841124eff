"""The crimes recorded from a report, what its answers point to, and a sign-off that waits."""

from typing import Any

from django.urls import reverse

from casefile.models import RecordedCrime
from casefile.rules.outcomes import OUTCOMES
from intake import suggesting
from intake.grounds import GROUNDS
from intake.models import CrimeReport

HEADINGS = ["Crime", "Class", "Victim", "Stage", "Outcome"]


def panel(report: CrimeReport) -> dict[str, Any]:
    """Return what the panel shows. Three queries."""
    waiting = report.sign_offs.filter(was_approved=None).select_related("asked_by").first()
    refused = report.sign_offs.filter(was_approved=False).order_by("-answered_at").first()
    return {
        "headings": HEADINGS,
        "rows": [_row(crime) for crime in crimes_of(report)],
        "has_case": report.case is not None,
        "suggested": suggesting.suggest(suggesting.told(report)),
        "waiting": waiting and f"{waiting.asked_by} asked: {GROUNDS[waiting.ground].words}",
        "refused": refused and refused.note,
    }


def crimes_of(report: CrimeReport) -> list[RecordedCrime]:
    """Return the crimes in the case of a report, as they were recorded. One query."""
    if report.case is None:
        return []
    found = report.case.crimes.select_related("victim__person")
    return list(found.order_by("recorded_at", "reference"))


def _row(crime: RecordedCrime) -> list[Any]:
    outcome = f"{crime.outcome} {OUTCOMES[crime.outcome].title}" if crime.outcome else ""
    return [
        {"text": crime.reference, "href": reverse("desk:crime", args=[crime.pk])},
        f"{crime.home_office_class} {crime.title}",
        crime.victim.person.name if crime.victim else "Nobody named",
        {"stage": crime.stage},
        outcome,
    ]
