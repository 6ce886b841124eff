"""Lists things and vehicles in a case, and records what became of them."""

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from casefile.models import Case, Person, PropertyItem, Vehicle
from casefile.rules import london, money
from casefile.rules.identifiers import normalise_imei
from casefile.rules.property_statuses import STATUSES
from casefile.services import Reason, Refused, clean, events
from casefile.services.actors import Actor

_LIMITS = {"brand": 200, "colour": 200, "serial": 200, "marking": 200, "bought": 200,
           "category": 40, "value_text": 200, "question": 40}  # fmt: skip
_VEHICLE_LIMITS = {"make": 80, "model": 80, "colour": 40, "description": 400, "keys": 200,
                   "kept_by": 200, "tracker": 400}  # fmt: skip


def comparable(text: str) -> str:
    """Return a serial, frame or registration number as it is compared: capitals, no spaces."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())


@transaction.atomic
def record_item(
    *,
    case: Case,
    description: str,
    status: str,
    owner: Person | None = None,
    imei: str = "",
    is_insured: bool | None = None,
    by: Actor,
    at: datetime,
    **details: str,
) -> PropertyItem:
    """List one thing. `details`: category, brand, colour, serial, marking, bought, value_text.

    Raises:
        Refused: it does not say what it is, the status is unknown, or the IMEI is none.
    """
    words = _described(description)
    texts = _texts(details, _LIMITS)
    item = PropertyItem.objects.create(
        case=case,
        owner=owner,
        number=_next(case, "property_items"),
        description=words,
        status=_known(status),
        imei=_imei(imei),
        is_insured=is_insured,
        serial_key=comparable(texts.get("serial", "")),
        value_pence=money.pence_of(texts.get("value_text", "")),
        recorded_at=at,
        **texts,
    )
    events.of_case(
        case, "property.recorded", by=by, at=at, about=item, number=item.number, status=status
    )
    return item


@transaction.atomic
def record_vehicle(
    *,
    case: Case,
    status: str,
    registration: str = "",
    vin: str = "",
    keeper: Person | None = None,
    by: Actor,
    at: datetime,
    **details: str,
) -> Vehicle:
    """List one vehicle. `details`: make, model, colour, description, keys, kept_by, tracker.

    Raises:
        Refused: nothing says which vehicle it is, or the status is unknown.
    """
    typed = clean.text(registration, field="registration", limit=30)
    texts = _texts(details, _VEHICLE_LIMITS)
    if not (typed or vin or any(texts.values())):
        raise _refused("missing", "Give a registration number or a description.", "registration")
    vehicle = Vehicle.objects.create(
        case=case,
        keeper=keeper,
        number=_next(case, "vehicles"),
        registration=comparable(typed)[:20],
        registration_typed=typed,
        vin=comparable(clean.text(vin, field="vin", limit=40))[:17],
        status=_known(status),
        recorded_at=at,
        **texts,
    )
    events.of_case(
        case, "vehicle.recorded", by=by, at=at, about=vehicle, number=vehicle.number, status=status
    )
    return vehicle


@transaction.atomic
def change_status(
    *, thing: PropertyItem | Vehicle, status: str, on: date, by: Actor, at: datetime
) -> None:
    """Record what became of a thing or a vehicle, such as recovered, and on which day.

    Raises:
        Refused: the status is unknown, or the day is to come.
    """
    if on > london.day_of(at):
        raise _refused("future", "The day cannot be in the future.", "on")
    before = thing.status
    thing.status, thing.status_on = _known(status), on
    thing.save(update_fields=["status", "status_on"])
    events.of_case(
        thing.case,
        "property.status_changed",
        by=by,
        at=at,
        about=thing,
        before=before,
        status=status,
        on=on,
    )


def _described(description: str) -> str:
    words = clean.text(description, field="description")
    if not words:
        raise _refused("missing", "Say what it is.", "description")
    return words


def _texts(details: dict[str, str], limits: dict[str, int]) -> dict[str, str]:
    return {key: clean.text(value, field=key, limit=limits[key]) for key, value in details.items()}


def _known(status: str) -> str:
    if status not in STATUSES:
        raise _refused("status", "Choose what became of it.", "status")
    return status


def _imei(text: str) -> str:
    try:
        return normalise_imei(text) if text.strip() else ""
    except ValueError as problem:
        raise _refused("imei", str(problem), "imei") from problem


def _next(case: Case, rows: str) -> int:
    # The lock keeps two people from giving out one number.
    Case.objects.select_for_update().get(pk=case.pk)
    highest: int | None = getattr(case, rows).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def _refused(code: str, message: str, field: str) -> Refused:
    return Refused(message, reasons=[Reason(code, message, field=field)], code=code)


def claimable(items: Sequence[PropertyItem]) -> int | None:
    """Return the sum of what the things are worth in pence; None where no worth is known."""
    known = [item.value_pence for item in items if item.value_pence is not None]
    return sum(known) if known else None
