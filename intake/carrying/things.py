"""Things and vehicles that a report names, each as a row of the case's lists."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from casefile.models import Case, Person, PropertyItem, Vehicle
from casefile.services import property_items
from casefile.services.actors import Actor
from intake.carrying.facts import Answer, Facts

# How what is named in a form begins, unless an answer says otherwise.
STATUS_OF_FORM = {"damage": "damaged", "property": "lost", "asb": "seen"}
STATUS_OF_ANSWER = {
    "lost_or_found": {"lost": "lost", "stolen": "stolen", "found": "found"},
    "vehicle_crime": {"damaged": "damaged", "interfered": "damaged"},
}
# Taken from a vehicle or off it: the vehicle itself is still there.
VEHICLE_STATUS = {"stolen": "stolen", "stolen_from": "seen", "damaged": "damaged",
                  "interfered": "damaged", "plates": "damaged", "catalyst": "damaged"}  # fmt: skip
_CARD = {"brand": "brand", "colour": "colour", "serial": "serial", "marking": "marking",
         "bought": "bought", "value": "value_text"}  # fmt: skip


def record(
    case: Case, owner: Person, facts: Facts, by: Actor, at: datetime
) -> list[PropertyItem | Vehicle]:
    """List everything that the answers name; return the rows."""
    status = status_of(facts)
    insured = facts.wish("property.insured")
    rows: list[PropertyItem | Vehicle] = []
    for details in items_of(facts):
        rows.append(
            property_items.record_item(
                case=case,
                owner=owner,
                status=status,
                is_insured=insured,
                by=by,
                at=at,
                **details,
            )
        )
    rows += [
        property_items.record_vehicle(case=case, keeper=_keeper(row, owner), by=by, at=at, **row)
        for row in vehicles_of(facts)
    ]
    return rows


def status_of(facts: Facts) -> str:
    """Return how the things of a report begin: stolen, damaged, lost or found."""
    for question, meanings in STATUS_OF_ANSWER.items():
        if (answer := facts.of(question)) in meanings:
            return meanings[answer]
    return STATUS_OF_FORM.get(facts.form, "stolen")


def items_of(facts: Facts) -> Iterator[dict[str, Any]]:
    """Yield the details of each thing, as `property_items.record_item` takes them."""
    has_phone = any(facts.all(f"property.{part}") for part in ("phone", "phone_imei"))
    if has_phone:
        yield _phone(facts)
    for row in facts.all("property.items"):
        for card in row.value:
            yield _card(card, row)
    others = facts.all("property.other")
    for row in others:
        yield {"description": str(row.value), "category": _category(row), "question": row.question,
               "value_text": _worth(row)}  # fmt: skip
    for row in facts.all("property.taken"):
        if isinstance(row.value, list):
            yield from _kinds(row, has_phone=has_phone, are_told=bool(others))


def _phone(facts: Facts) -> dict[str, Any]:
    return {
        "description": "Phone",
        "category": "phone",
        "brand": facts.text("property.phone"),
        "colour": facts.text("property.phone_colour"),
        "imei": facts.text("property.phone_imei"),
        "question": "phone_model",
    }


def _card(card: dict[str, str], row: Answer) -> dict[str, Any]:
    details = {field: card[part] for part, field in _CARD.items() if part in card}
    words = ". ".join(filter(None, (card["what"], card.get("more"))))
    return {"description": words, "imei": card.get("imei", ""), "question": row.question,
            **details}  # fmt: skip


def _category(row: Answer) -> str:
    return "money" if row.question == "money_lost" else ""


def _worth(row: Answer) -> str:
    return str(row.value)[:200] if row.question == "money_lost" else ""


def _kinds(row: Answer, *, has_phone: bool, are_told: bool) -> Iterator[dict[str, Any]]:
    """Yield the kinds of thing that were ticked and are described nowhere else."""
    words = row.words.split("\n")
    chosen = [value for value in row.value if value != "none"]
    for value, said in zip(chosen, words, strict=False):
        told_elsewhere = (value == "phone" and has_phone) or (value == "other" and are_told)
        if not told_elsewhere:
            yield {"description": said, "category": value, "question": row.question}


def vehicles_of(facts: Facts) -> Iterator[dict[str, Any]]:
    """Yield the details of each vehicle, as `property_items.record_vehicle` takes them."""
    known = {
        "registration": facts.text("vehicle.registration"),
        "description": facts.lines("vehicle.described")[:400],
        "vin": facts.text("vehicle.vin"),
        "keys": facts.lines("vehicle.keys")[:200],
        "kept_by": facts.lines("vehicle.keeper")[:200],
        "tracker": facts.lines("vehicle.tracker")[:400],
    }
    if any(known.values()):
        yield known | {"status": _vehicle_status(facts)}
    for row in facts.all("suspects.vehicle"):
        yield {"description": str(row.value)[:400], "status": "seen"}


def _vehicle_status(facts: Facts) -> str:
    told = VEHICLE_STATUS.get(str(facts.of("vehicle_crime")))
    return told or status_of(facts)


def _keeper(row: dict[str, Any], owner: Person) -> Person | None:
    return None if row["status"] == "seen" and "kept_by" not in row else owner
