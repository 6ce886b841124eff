"""What a tablet is lent for a doorstep: the officer's cases, and one case with all that is needed.

It only reads; the calls put each reading on the record.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from casefile.capture.models import Device, DeviceLease
from casefile.capture.services.people_packs import person_pack
from casefile.models import ActionPlanItem, Case, CaseEvent, LineOfEnquiry, Visit
from casefile.rules import london
from casefile.rules.capture_forms import CHANGEABLE, FORMS
from casefile.rules.events import EVENT_KINDS
from casefile.rules.languages import OWN_LANGUAGES
from casefile.rules.property_statuses import STATUSES
from casefile.rules.signing import ADULT_AGE, ATTENDANTS, SIGN_WITHIN
from casefile.rules.statement_prompts import PROMPTS
from casefile.services import access, corrections
from casefile.services.actors import Actor
from casefile.services.statement_pages import DECLARATION

_HISTORY = 50


def cases_of(actor: Actor) -> QuerySet[Case]:
    """Return the open cases of an officer, with when each last changed as `updated_at`."""
    last = CaseEvent.objects.filter(case_id=OuterRef("pk"), stream__startswith="case:")
    newest = Subquery(last.order_by("-at", "-sequence").values("at")[:1])
    found = access.visible_to(actor).exclude(stage="closed")
    return found.annotate(updated_at=newest).prefetch_related("crimes").order_by("title", "pk")


def case_row(case: Any) -> dict[str, Any]:
    """Return one case as lists show it."""
    crime = min(case.crimes.all(), key=lambda row: (row.recorded_at, str(row.pk)), default=None)
    return {
        "id": case.pk,
        "reference": crime.reference if crime else case.incident_reference,
        "urn": case.urn or "",
        "title": case.title,
        "offence": crime.title if crime else "",
        "stage": case.stage,
        "updated_at": case.updated_at or case.opened_at,
    }


def tasks(cases: QuerySet[Case] | list[Case]) -> list[dict[str, Any]]:
    """Return what is to be done in cases, the dated ones first. Two queries."""
    lines = LineOfEnquiry.objects.filter(case__in=cases, status="outstanding")
    rows = [_task(row, row.case_id, row.description) for row in lines]
    items = ActionPlanItem.objects.filter(plan__submission__case__in=cases, stage="open")
    for item in items.select_related("plan__submission"):
        rows.append(_task(item, item.plan.submission.case_id, item.text))
    return sorted(rows, key=lambda row: (row["due_on"] is None, row["due_on"], str(row["id"])))


def _task(row: Any, case_id: Any, title: str) -> dict[str, Any]:
    return {"id": row.pk, "case": case_id, "title": title, "due_on": row.due_on}


def visits(actor: Actor, cases: QuerySet[Case] | list[Case]) -> list[dict[str, Any]]:
    """Return the visits that the officer is to make in cases, the next one first. One query."""
    booked = Visit.objects.filter(case__in=cases, stage="booked", officer_id=actor.id)
    rows = booked.select_related("victim__person").order_by("visit_at")
    return [
        {
            "id": row.pk,
            "case": row.case_id,
            "at": row.visit_at,
            "place": row.place or "At home",
            "who": row.victim.person.name,
        }
        for row in rows
    ]


def pack(case: Case, *, device: Device, actor: Actor, at: datetime) -> dict[str, Any]:
    """Return all that a tablet is lent of one case."""
    found: Any = cases_of(actor).filter(pk=case.pk).first() or case
    if not hasattr(found, "updated_at"):
        found.updated_at = None  # reached by emergency access, which is in no list
    return {
        **case_row(found),
        "summary": _summary(case),
        "people": [person_pack(person) for person in _people(case)],
        "history": list(_history(case)),
        "history_count": CaseEvent.objects.filter(stream=case.stream).count(),
        "tasks": tasks([case]),
        "visits": visits(actor, [case]),
        "exhibits": list(_exhibits(case)),
        "property": [_thing(row, "property") for row in case.property_items.order_by("number")],
        "vehicles": [_thing(row, "vehicle") for row in case.vehicles.order_by("number")],
        "leases": list(_leases(case, device)),
        "as_at": at,
    }


def _summary(case: Case) -> str:
    began = case.offence_from_at
    when = f"{london.day_of(began):%-d %B %Y}" if began else ""
    flags = ", ".join(flag.replace("_", " ") for flag in case.flags)
    return ". ".join(filter(None, (case.offence_place, when, flags)))


def _people(case: Case) -> QuerySet[Any]:
    rows = case.people.select_related("victim", "witness", "suspect")
    return rows.prefetch_related("contact_points", "contact_plans").order_by(
        "family_name", "given_names", "pk"
    )


def _history(case: Case) -> Iterator[dict[str, Any]]:
    rows = CaseEvent.objects.filter(stream=case.stream).order_by("-sequence")[:_HISTORY]
    for row in rows:
        yield {"at": row.at, "words": EVENT_KINDS[row.kind].words}


def _exhibits(case: Case) -> Iterator[dict[str, Any]]:
    for row in case.exhibits.prefetch_related("continuity").order_by("recorded_at", "reference"):
        last = max(row.continuity.all(), key=lambda entry: entry.number, default=None)
        yield {
            "id": row.pk,
            "reference": row.reference,
            "kind": row.kind,
            "description": row.description,
            "holder": row.holder or (last.to_holder if last else ""),
        }


def _thing(row: Any, subject: str) -> dict[str, Any]:
    return {
        "id": row.pk,
        "words": row.in_words,
        "status": STATUSES.get(row.status, row.status),
        "fields": {name: corrections.shown(row, name) for name in CHANGEABLE[subject]},
    }


def _leases(case: Case, device: Device) -> Iterator[dict[str, Any]]:
    rows = (
        DeviceLease.objects.filter(device=device, case=case)
        .select_related("block")
        .order_by("leased_at")
    )
    for row in rows:
        yield {
            "id": row.pk,
            "producer": row.producer_id,
            "initials": row.initials,
            "first": row.block.first,
            "last": row.block.last,
        }


def forms() -> dict[str, Any]:
    """Return the forms of the tablet, and a version that changes with them."""
    found = {"forms": [asdict(form) for form in FORMS], "statement": _statement()}
    text = json.dumps(found, sort_keys=True)
    return {"version": hashlib.sha256(text.encode()).hexdigest()[:16], **found}


def _statement() -> dict[str, Any]:
    """Return what a statement needs beside its form: reminders, declaration, who else signs."""
    return {
        "prompts": [{"heading": row.heading, "words": row.words} for row in PROMPTS],
        "declaration": DECLARATION,
        "adult_age": ADULT_AGE,
        "own_languages": sorted(OWN_LANGUAGES),
        "attendants": [
            {"role": row.role, "title": row.title, "words": row.words, "is_forced": row.is_forced}
            for row in ATTENDANTS.values()
        ],
        "sign_within_ms": int(SIGN_WITHIN.total_seconds() * 1000),
    }
