"""Stored files, exhibits, statements, and how long they are kept."""

import io
from datetime import timedelta
from typing import Any

from casefile import models
from casefile.services import derivations, evidence
from casefile.services.actors import system
from tests.factories.base import AT, filled, numbered, numbers
from tests.factories.cases import make_case
from tests.factories.organisations import make_user
from tests.factories.people import make_person, make_witness


def make_stored_object(content: bytes = b"", **overrides: Any) -> models.StoredObject:
    """Return an object whose bytes are in the evidence store, with its signed receipt."""
    case = overrides.pop("case", None) or make_case()
    return evidence.receive_made(
        content=io.BytesIO(content or f"evidence {next(numbers)}".encode()),
        name=overrides.pop("name", "photo.jpg"),
        media_type=overrides.pop("media_type", "image/jpeg"),
        case=case,
        by=overrides.pop("by", system()),
        at=overrides.pop("at", AT),
    )


def make_derivation(**overrides: Any) -> models.Derivation:
    """Return a recorded step that made a smaller copy of a stored photograph."""
    source = overrides.pop("source", None) or make_stored_object(case=overrides.pop("case", None))
    step = derivations.Step("thumbnail", "Pillow", "1", {"thumbnail_px": 9}, AT, AT)
    output = make_stored_object(case=source.case)
    return derivations.record([source], output, step, by=system(), **overrides)


def make_hold(**overrides: Any) -> models.Hold:
    values = {"kind": "appeal", "reason": "An appeal was lodged.", "placed_at": AT} | overrides
    values = filled(values, case=make_case, placed_by=make_user)
    return models.Hold.objects.create(**values)


def make_disposal(**overrides: Any) -> models.Disposal:
    values = {"edition": "2026-11", "reason": "Not needed any more.", "proposed_at": AT}
    values = filled(values | overrides, case=make_case, proposed_by=make_user)
    return models.Disposal.objects.create(**values)


def make_exhibit(**overrides: Any) -> models.Exhibit:
    values = {
        "reference": f"RE/{next(numbers)}",
        "kind": "physical",
        "description": "Mobile phone, black",
        "seal_number": "S004412",
        "held_at": "Northgate property store",
        "captured_at": AT,
        "recorded_at": AT,
    } | overrides
    values = filled(values, case=make_case, recorded_by=make_user)
    case = values["case"]
    return models.Exhibit.objects.create(**filled(values, producer=lambda: make_person(case=case)))


def make_photo(**overrides: Any) -> models.Exhibit:
    """Return an exhibit that is a stored photograph."""
    case = overrides.pop("case", None) or make_case()
    values = {"kind": "photo", "description": "Photograph of a cut lip", "case": case}
    return make_exhibit(**filled(values | overrides, content=lambda: make_stored_object(case=case)))


def make_continuity_entry(**overrides: Any) -> models.ContinuityEntry:
    values = {"verb": "seized", "to_holder": "DC 2301 Hall", "at": AT} | overrides
    values = filled(values, exhibit=make_exhibit)
    return models.ContinuityEntry.objects.create(
        **numbered(values, models.ContinuityEntry, "exhibit")
    )


def make_hand_over(**overrides: Any) -> models.HandOver:
    """Return an offer that nobody has answered yet."""
    case = overrides.pop("case", None) or make_case()
    values = {
        "case": case,
        "from_name": "DC 2301 Hall",
        "to_name": "Sam Store",
        "place": "Northgate property store",
        "reason": "To be kept",
        "seal_number": "S004412",
        "offered_at": AT,
        "due_at": AT + timedelta(hours=24),
    } | overrides
    values = filled(
        values,
        exhibit=lambda: make_exhibit(case=case),
        from_user=lambda: make_user("officer", force=case.force),
        to_user=lambda: make_user("exhibits_officer", force=case.force),
    )
    return models.HandOver.objects.create(**values)


def make_statement(**overrides: Any) -> models.WitnessStatement:
    case = overrides.pop("case", None) or make_case()
    values = {"case": case, **overrides}
    values = filled(values, witness=lambda: make_witness(case=case).person)
    return models.WitnessStatement.objects.create(
        **numbered(values, models.WitnessStatement, "witness")
    )


def make_statement_version(**overrides: Any) -> models.StatementVersion:
    values = {
        "narrative": "I was waiting at the stop when I saw two men.",
        "taken_at": AT,
        "place": "14 Dock Street, Northgate",
    } | overrides
    values = filled(values, statement=make_statement, taken_by=lambda: make_user("officer"))
    return models.StatementVersion.objects.create(
        **numbered(values, models.StatementVersion, "statement")
    )
