"""What the first page of a case shows: each suspect, who works on it, what is recorded."""

from typing import Any

from django.urls import reverse

from casefile.models import Case, RecordedCrime, Suspect
from casefile.services.cases import CASE_ROLES
from casefile.wording import plain, when

SUSPECTS = ["Suspect", "Stage", "Expected plea", "Charges", "Bail or custody", "Next hearing"]
CONTENTS = (
    ("Crimes", "crimes", "desk:crimes"),
    ("People", "people", "desk:people"),
    ("Property", "property_items", "desk:property"),
    ("Vehicles", "vehicles", "desk:property"),
    ("Exhibits", "exhibits", "desk:exhibits"),
    ("Statements", "statements", "desk:statements"),
    ("Interviews", "interviews", "desk:interviews"),
    ("Charges", "charges", "desk:charges"),
    ("Lines of enquiry", "lines_of_enquiry", "desk:enquiries"),
    ("Unused material", "unused_material", "desk:disclosure"),
    ("Files for the prosecutor", "submissions", "desk:file"),
)


def details(case: Case) -> dict[str, Any]:
    """Return the tables of the page."""
    return {
        "facts": _facts(case),
        "suspect_headings": SUSPECTS,
        "suspects": [
            _suspect(row) for row in case.suspects.select_related("person").order_by("number")
        ],
        "contents": [_contents(case, *row) for row in CONTENTS],
        "team": _team(case),
    }


def _facts(case: Case) -> list[dict[str, Any]]:
    crimes = [_crime(row) for row in case.crimes.order_by("recorded_at")]
    return [
        {"key": "Place", "value": case.offence_place},
        {"key": "When", "value": when(case.offence_from_at) if case.offence_from_at else None},
        {"key": "Incident", "value": case.incident_reference},
        {"key": "Recorded crime", "value": "\n".join(crimes)},
        {"key": "Flags", "value": ", ".join(plain(flag) for flag in case.flags), "empty": "None"},
    ]


def _crime(row: RecordedCrime) -> str:
    outcome = f", outcome {row.outcome}" if row.outcome else ""
    return f"{row.reference}: {row.title} (class {row.home_office_class}{outcome})"


def _suspect(row: Suspect) -> list[Any]:
    bail = row.bails.filter(ended_at=None).order_by("-granted_at").first()
    arrest = row.arrests.order_by("-arrested_at").first()
    charges = row.charges.select_related("offence").order_by("number")
    hearing = row.hearings.order_by("at").first()
    held = plain(arrest.release) if arrest and arrest.release else "In custody"
    is_free = arrest is None or row.stage == "no_further_action"
    return [
        {"text": row.person.name, "href": reverse("desk:person", args=[row.person_id])},
        {"stage": row.stage},
        plain(row.anticipated_plea),
        "; ".join(f"{c.offence.title}, {plain(c.stage).lower()}" for c in charges),
        f"Bail to {when(bail.surrender_at)}" if bail else ("" if is_free else held),
        f"{hearing.court_name}, {when(hearing.at)}" if hearing else "",
    ]


def _contents(case: Case, title: str, rows: str, page: str) -> dict[str, Any]:
    count = getattr(case, rows).count()
    return {"key": title, "value": str(count), "href": reverse(page, args=[case.pk]),
            "action": "Open", "hidden": title.lower()}  # fmt: skip


def _team(case: Case) -> list[dict[str, Any]]:
    rows = case.assignments.filter(revoked_at=None).select_related("user").order_by("assigned_at")
    return [
        {"key": CASE_ROLES.get(row.role, row.role), "value": row.user.signature_name}
        for row in rows
    ]
