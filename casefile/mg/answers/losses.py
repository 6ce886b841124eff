"""Answers about what was lost: property, vehicles and what is claimed for."""

from typing import Any

from casefile.mg.answers import Resolver
from casefile.mg.case_file import CaseFile
from casefile.models import PropertyItem, Vehicle, Victim
from casefile.rules import money
from casefile.rules.property_statuses import CLAIMABLE, STATUSES


def _row(thing: PropertyItem | Vehicle) -> dict[str, Any]:
    status = STATUSES[thing.status].lower()
    on = f" {thing.status_on:%-d %B %Y}" if thing.status_on else ""
    return {"loss": f"{thing.in_words} ({status}{on})", "amount": _amount(thing)}


def _amount(thing: PropertyItem | Vehicle) -> str:
    if isinstance(thing, Vehicle):
        return ""
    return money.in_words(thing.value_pence) or thing.value_text


def _property(file: CaseFile, about: Any) -> list[dict[str, Any]] | None:
    """Return each thing and vehicle; a loss that was only told in words where none is listed."""
    if file.things:
        return [_row(thing) for thing in file.things]
    told = [victim.loss for victim in file.victims.values() if victim.loss]
    return [{"loss": loss, "amount": ""} for loss in told] or None


def _losses(file: CaseFile, about: Any) -> list[dict[str, Any]] | None:
    rows = [row for victim in file.victims.values() for row in _of_victim(file, victim)]
    return rows or None


def _of_victim(file: CaseFile, victim: Victim) -> list[dict[str, Any]]:
    name = victim.person.name
    own = [thing for thing in file.things if _owner(thing) == victim.person_id]
    claimed = [thing for thing in own if thing.status in CLAIMABLE]
    told = "; ".join(filter(None, (victim.injury, "" if own else victim.loss)))
    rows = [{"person": name, "loss": told, "amount": ""}] if told else []
    return rows + [
        {"person": name, "loss": thing.in_words, "amount": _amount(thing)} for thing in claimed
    ]


def _owner(thing: PropertyItem | Vehicle) -> Any:
    return thing.keeper_id if isinstance(thing, Vehicle) else thing.owner_id


ANSWERS: dict[str, Resolver] = {
    "losses.property_table": _property,
    "losses.table": _losses,
}
