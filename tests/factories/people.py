"""People of a case, what is known of them, and what is done with suspects."""

from datetime import timedelta
from typing import Any

from casefile import models
from casefile.rules import identifiers
from tests.factories.base import AT, FORCE, filled, numbered, numbers
from tests.factories.cases import make_case
from tests.factories.organisations import make_user


def make_person(**overrides: Any) -> models.Person:
    values = {"given_names": "Robin", "family_name": f"Example{next(numbers)}"} | overrides
    return models.Person.objects.create(**filled(values, case=make_case))


def make_officer_person(user: models.User, **overrides: Any) -> models.Person:
    """Return an officer as a person in a case."""
    given, _, family = user.name.rpartition(" ")
    values = {"given_names": given, "family_name": family, "occupation": "Police officer"}
    return make_person(**values | {"user": user} | overrides)


def make_victim(**overrides: Any) -> models.Victim:
    values = {"injury": "Cut lip", "loss": "Mobile phone"} | overrides
    return models.Victim.objects.create(**with_person(values))


def make_visit(**overrides: Any) -> models.Visit:
    values = {"visit_at": AT + timedelta(days=2), "booked_at": AT} | overrides
    values = filled(values, victim=make_victim)
    case = values["victim"].case
    values.setdefault("officer", make_user("officer", force=case.force))
    return models.Visit.objects.create(case=case, **values)


def make_witness(**overrides: Any) -> models.Witness:
    values = with_person({"kind": "key"} | overrides)
    return models.Witness.objects.create(**numbered(values, models.Witness, "case"))


def make_suspect(**overrides: Any) -> models.Suspect:
    values = with_person(overrides)
    return models.Suspect.objects.create(**numbered(values, models.Suspect, "case"))


def make_contact_point(**overrides: Any) -> models.ContactPoint:
    values = {
        "kind": "email",
        "value": f"person{next(numbers)}@example.com",
        "is_safe": True,
        "recorded_at": AT,
    } | overrides
    return models.ContactPoint.objects.create(**filled(values, person=make_person))


def make_contact_plan(**overrides: Any) -> models.SafeContactPlan:
    values = {"version": 1, "channels": ["email"], "agreed_at": AT} | overrides
    return models.SafeContactPlan.objects.create(**filled(values, person=make_person))


def make_conviction_print(**overrides: Any) -> models.ConvictionPrint:
    values = {"printed_on": AT.date(), "is_no_trace": not overrides.get("convictions")}
    return models.ConvictionPrint.objects.create(**with_person(values | overrides))


def make_arrest(**overrides: Any) -> models.Arrest:
    suspect = overrides.pop("suspect", None) or make_suspect(stage="arrested")
    values = {
        "case": suspect.case,
        "suspect": suspect,
        "asn": make_asn(),
        "custody_number": "NG/881/26",
        "arrested_at": AT - timedelta(days=2),
        "place": "14 Canal Street, Northgate",
        "grounds": "Recognised from the recording.",
    }
    return models.Arrest.objects.create(
        **filled(values | overrides, arrested_by=lambda: make_person(case=suspect.case))
    )


def make_asn() -> str:
    return identifiers.make_asn(
        year=2026, force=FORCE, unit="NG", system="01", sequence=next(numbers)
    )


def make_bail(**overrides: Any) -> models.Bail:
    values = {
        "granted_at": AT - timedelta(days=1),
        "surrender_to": "Northgate police station",
        "surrender_at": AT + timedelta(days=90),
    } | overrides
    return models.Bail.objects.create(
        **filled(values, suspect=make_suspect, granted_by=lambda: make_user("custody_officer"))
    )


def make_bail_condition(**overrides: Any) -> models.BailCondition:
    values = {"text": "Not to contact Robin Example.", "reason": "To protect the witness."}
    values = filled(values | overrides, bail=make_bail)
    return models.BailCondition.objects.create(**numbered(values, models.BailCondition, "bail"))


def make_interview(**overrides: Any) -> models.Interview:
    suspect = overrides.pop("suspect", None) or make_suspect(stage="arrested")
    values = {
        "case": suspect.case,
        "suspect": suspect,
        "place": "Northgate custody suite",
        "started_at": AT - timedelta(hours=26),
        "ended_at": AT - timedelta(hours=25),
        "caution_given": True,
        "summary": "No comment to every question.",
    }
    return models.Interview.objects.create(**values | overrides)


def make_described_person(**overrides: Any) -> models.DescribedPerson:
    values = {"role": "suspect", "label": "Who was it?", "words": "Tall, black jacket",
              "recorded_at": AT} | overrides  # fmt: skip
    return models.DescribedPerson.objects.create(**filled(values, case=make_case))


def with_person(values: dict[str, Any]) -> dict[str, Any]:
    case = values.get("case")
    values = filled(values, person=lambda: make_person(**{"case": case} if case else {}))
    return {"case": values["person"].case} | values
