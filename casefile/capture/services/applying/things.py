"""Things and vehicles."""

from django.db.models import Model

from casefile.capture.services.applying.taking import Taking, kind
from casefile.services import property_items


@kind("property")
def thing(taking: Taking) -> Model:
    """List a thing."""
    answers = taking.answers
    return property_items.record_item(
        case=taking.case,
        description=answers.text("description"),
        status=answers.text("status"),
        owner=taking.person("owner") if answers.key("owner") else None,
        imei=answers.text("imei"),
        is_insured=answers.flag("is_insured"),
        by=taking.by,
        at=taking.at,
        **answers.texts("brand", "colour", "serial", "marking", "value_text"),
    )


@kind("vehicle")
def vehicle(taking: Taking) -> Model:
    """List a vehicle."""
    answers = taking.answers
    return property_items.record_vehicle(
        case=taking.case,
        status=answers.text("status"),
        registration=answers.text("registration"),
        vin=answers.text("vin"),
        keeper=taking.person("keeper") if answers.key("keeper") else None,
        by=taking.by,
        at=taking.at,
        **answers.texts("make", "model", "colour", "description"),
    )
