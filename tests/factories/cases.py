"""Cases, their crimes, and what is looked into."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from casefile import models
from casefile.rules import identifiers
from tests.factories.base import AT, FORCE, filled, numbered, numbers
from tests.factories.organisations import make_force, make_user


def make_case(**overrides: Any) -> models.Case:
    values = {
        "title": "Robbery at Northgate",
        "offence_place": "Pavement outside Northgate station",
        "offence_from_at": datetime(2026, 11, 13, 19, 42, tzinfo=UTC),
        "opened_at": AT - timedelta(days=3),
    } | overrides
    return models.Case.objects.create(**filled(values, force=make_force))


def make_assigned_case(user: models.User, role: str = "officer_in_case", **overrides: Any) -> Any:
    """Return a case of the user's force on which the user has a part."""
    case = make_case(force=user.force, **overrides)
    make_assignment(case=case, user=user, role=role)
    return case


def make_urn() -> str:
    return identifiers.make_urn(force=FORCE, unit="NG", serial=next(numbers), year=2026)


def make_assignment(**overrides: Any) -> models.Assignment:
    values = {"role": "officer_in_case", "assigned_at": AT - timedelta(days=3)} | overrides
    return models.Assignment.objects.create(**filled(values, case=make_case, user=make_user))


def make_break_glass(**overrides: Any) -> models.BreakGlass:
    values = {
        "reason": "A child may be at risk at the address tonight.",
        "opened_at": AT,
        "ends_at": AT + timedelta(hours=12),
    } | overrides
    return models.BreakGlass.objects.create(**filled(values, case=make_case, user=make_user))


def make_conflict(**overrides: Any) -> models.ConflictOfInterest:
    """Return a conflict by which another officer of the force is kept from a case."""
    case = overrides.pop("case", None) or make_case()
    values = {
        "force": case.force,
        "subject_id": case.pk,
        "case": case,
        "label": "Case without URN",
        "how": "declared",
        "reason": "We were at school together.",
        "set_at": AT,
    } | overrides
    return models.ConflictOfInterest.objects.create(
        **filled(values, user=lambda: make_user("officer", force=case.force))
    )


def make_crime(**overrides: Any) -> models.RecordedCrime:
    case = overrides.pop("case", None) or make_case()
    values = {
        "case": case,
        "force": case.force,
        "reference": f"{case.force_id}/{next(numbers)}/26",
        "home_office_class": "34B",
        "title": "Robbery of personal property",
        "reported_at": AT - timedelta(days=4),
        "recorded_at": AT - timedelta(days=3),
    }
    return models.RecordedCrime.objects.create(**values | overrides)


def make_appeal(**overrides: Any) -> models.Appeal:
    values = {
        "code": f"appeal{next(numbers)}",
        "title": "Robbery outside Northgate station",
        "text": "Were you at the bus stop on Friday evening?",
        "until_on": date(2026, 12, 31),
        "written_at": AT,
    } | overrides
    values = filled(values, case=make_case)
    values.setdefault("written_by", make_user("officer", force=values["case"].force))
    return models.Appeal.objects.create(**values)


def make_camera(**overrides: Any) -> models.Camera:
    values = {
        "owner": "Northgate Books",
        "place": "Station Parade, Northgate",
        "sees": "The pavement and the bus stop",
        "keeps_days": 28,
        "contact_name": "Pat Ellis",
        "contact_email": "shop@example.com",
        "registered_at": AT - timedelta(days=30),
        "checked_at": AT - timedelta(days=29),
    } | overrides
    return models.Camera.objects.create(**filled(values, force=make_force))


def make_footage_request(**overrides: Any) -> models.FootageRequest:
    values = {
        "from_at": AT - timedelta(days=4),
        "to_at": AT - timedelta(days=4) + timedelta(minutes=30),
        "asked_at": AT,
        "overwritten_on": AT.date() + timedelta(days=24),
    } | overrides
    values = filled(values, case=make_case)
    values.setdefault("camera", make_camera(force=values["case"].force))
    values.setdefault("asked_by", make_user("officer", force=values["case"].force))
    return models.FootageRequest.objects.create(**values)


def make_officer_hand_over(**overrides: Any) -> models.OfficerHandOver:
    """Return an offer of a case that nobody has answered yet."""
    values = {"reason": "Posted away", "offered_at": AT} | overrides
    values = filled(values, case=make_case)
    force = values["case"].force
    users = {name: lambda: make_user("officer", force=force) for name in ("from_user", "to_user")}
    return models.OfficerHandOver.objects.create(**filled(values, **users))


def make_unused_material(**overrides: Any) -> models.UnusedMaterial:
    values = {
        "description": "Command and control log of the 999 call",
        "location": "Northgate control room",
        "origin": "incident log",
        "listed_at": AT,
    } | overrides
    values = filled(values, case=make_case)
    number = models.UnusedMaterial.objects.filter(case=values["case"]).count() + 1
    return models.UnusedMaterial.objects.create(**{"item_number": number} | values)


def make_line_of_enquiry(**overrides: Any) -> models.LineOfEnquiry:
    values = {"description": "Entry log of the gym", "points": "away", "status": "outstanding"}
    values = filled(values | overrides, case=make_case)
    return models.LineOfEnquiry.objects.create(**numbered(values, models.LineOfEnquiry, "case"))


def make_property_item(**overrides: Any) -> models.PropertyItem:
    values = {"number": next(numbers), "description": "Phone", "status": "stolen",
              "recorded_at": AT} | overrides  # fmt: skip
    return models.PropertyItem.objects.create(**filled(values, case=make_case))


def make_vehicle(**overrides: Any) -> models.Vehicle:
    values = {"number": next(numbers), "registration": "ZZ99ABC", "status": "stolen",
              "recorded_at": AT} | overrides  # fmt: skip
    return models.Vehicle.objects.create(**filled(values, case=make_case))
