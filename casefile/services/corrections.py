"""Puts details of people and things right, field by field, keeping what stood there before."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from casefile.models import Person, PropertyItem, Vehicle, Victim
from casefile.rules import london
from casefile.services import Reason, Refused, clean, events
from casefile.services.actors import Actor
from casefile.services.property_items import comparable

Subject = Person | Victim | PropertyItem | Vehicle
_EVENTS = {Person: "person.changed", Victim: "person.changed", PropertyItem: "property.changed",
           Vehicle: "property.changed"}  # fmt: skip


@transaction.atomic
def put_right(
    *, subject: Subject, fields: Mapping[str, str], by: Actor, at: datetime
) -> Mapping[str, tuple[str, str]]:
    """Change fields of a person or a thing; return what each said before and says now.

    What is the same already is no change. The caller says which fields may be changed at all.

    Raises:
        Refused: a value is too long, no date, or takes away what must be there.
    """
    locked = type(subject)._default_manager.select_for_update().get(pk=subject.pk)
    found = {name: (shown(locked, name), text) for name, text in fields.items()}
    changed = {name: (old, new) for name, (old, new) in found.items() if old != new}
    for name, (_, text) in changed.items():
        setattr(locked, name, _value(locked, name, text, at))
    if changed:
        also = _kept_in_step(locked, changed)
        locked.save(update_fields=[*changed, *also])
        _changed(locked, changed, by, at)
    subject.refresh_from_db()
    return changed


def shown(subject: Any, name: str) -> str:
    """Return the value of a field as people read and compare it."""
    value = getattr(subject, name)
    return "" if value is None else str(value)


def _value(subject: Subject, name: str, text: str, at: datetime) -> Any:
    field = subject._meta.get_field(name)
    if isinstance(field, models.DateField):
        return _day(name, text, at)
    words = clean.text(text, field=name, limit=getattr(field, "max_length", None) or 20_000)
    if not words and not field.blank:  # type: ignore[union-attr]
        raise _refused("missing", f"The {name.replace('_', ' ')} must not be empty.", name)
    return words


def _day(name: str, text: str, at: datetime) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError as problem:
        raise _refused("date", "This is no date.", name) from problem
    if day and day > london.day_of(at):
        raise _refused("future", "The date must be in the past.", name)
    return day


def _kept_in_step(subject: Subject, changed: Mapping[str, Any]) -> list[str]:
    if isinstance(subject, PropertyItem) and "serial" in changed:
        subject.serial_key = comparable(subject.serial)
        return ["serial_key"]
    return []


def _changed(
    subject: Subject, changed: Mapping[str, tuple[str, str]], by: Actor, at: datetime
) -> None:
    before = {name: old for name, (old, _) in changed.items()}
    after = {name: new for name, (_, new) in changed.items()}
    events.of_case(
        subject.case,
        _EVENTS[type(subject)],
        by=by,
        at=at,
        about=subject,
        what="details put right",
        before=before,
        after=after,
    )


def _refused(code: str, message: str, field: str) -> Refused:
    return Refused(message, reasons=[Reason(code, message, field=field)], code=code)
