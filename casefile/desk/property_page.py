"""What the page about property and vehicles shows, read from the record."""

from typing import Any

from django.urls import reverse

from casefile.models import Case, PropertyItem, Vehicle
from casefile.rules import money
from casefile.rules.property_statuses import STATUSES
from casefile.services import property_items
from casefile.wording import day

ITEMS = ["No.", "What it is", "Marks and numbers", "Worth", "Owner", "What became of it", "Change"]
VEHICLES = ["No.", "Registration", "Description", "VIN", "Keys, keeper, tracker",
            "What became of it", "Change"]  # fmt: skip
COLOURS = {"stolen": "red", "damaged": "orange", "lost": "yellow", "recovered": "green",
           "returned": "green"}  # fmt: skip


def details(case: Case, *, may_work: bool) -> dict[str, Any]:
    """Return the tables of the page. Two queries."""
    items = list(case.property_items.select_related("owner").order_by("number"))
    vehicles = case.vehicles.order_by("number")
    worth = property_items.claimable([row for row in items if row.status in ("stolen", "damaged")])
    return {
        "item_headings": ITEMS,
        "items": [_item(row, may_work) for row in items],
        "vehicle_headings": VEHICLES,
        "vehicles": [_vehicle(row, may_work) for row in vehicles],
        "worth": money.in_words(worth),
    }


def _item(row: PropertyItem, may_work: bool) -> list[Any]:
    numbers = [
        f"IMEI {row.imei}" if row.imei else "",
        f"Serial {row.serial}" if row.serial else "",
        f"Marked: {row.marking}" if row.marking else "",
    ]
    what = ", ".join(filter(None, (row.description, row.brand, row.colour)))
    return [
        str(row.number),
        {"text": what, "long": True},
        {"text": "\n".join(filter(None, numbers)), "long": True},
        money.in_words(row.value_pence) or row.value_text,
        row.owner.name if row.owner else "",
        _status(row),
        _change(row, "desk:property-status", may_work),
    ]


def _vehicle(row: Vehicle, may_work: bool) -> list[Any]:
    named = " ".join(filter(None, (row.colour, row.make, row.model)))
    more = "\n".join(filter(None, (row.keys, row.kept_by, row.tracker)))
    return [
        str(row.number),
        row.registration or "Not known",
        {"text": "\n".join(filter(None, (named, row.description))), "long": True},
        row.vin,
        {"text": more, "long": True},
        _status(row),
        _change(row, "desk:vehicle-status", may_work),
    ]


def _status(row: PropertyItem | Vehicle) -> dict[str, str]:
    words = STATUSES[row.status] + (f", {day(row.status_on)}" if row.status_on else "")
    return {"text": words, "colour": COLOURS.get(row.status, "grey")}


def _change(row: PropertyItem | Vehicle, page: str, may_work: bool) -> Any:
    if not may_work:
        return ""
    return {"text": f"Change {row.number}", "href": reverse(page, args=[row.pk])}
