"""Merges changes from tablets: three ways, field by field (EV-70).

What the officer saw, what it is to be, and what the record says now. Different fields merge; where
the record moved on meanwhile both values are kept and a person chooses. Signed words never merge.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django.db.models import Model

from casefile.capture.models import FieldConflict
from casefile.capture.services.applying.taking import Taking, kind
from casefile.models import Case, CaseEvent, Person
from casefile.rules.capture_forms import CHANGEABLE
from casefile.services import Reason, Refused, corrections, events
from casefile.services.corrections import Subject

_LOOKED_AT = 40


@kind("change")
def change(taking: Taking) -> Model:
    """Put fields right that nobody else touched, and keep a conflict for each of the others."""
    name = taking.answers.text("subject")
    if name == "statement":
        raise Refused(
            "Words of a statement are not merged: write a new version.", code="signed_text"
        )
    subject = _subject(taking, name)
    for holder, fields in _by_holder(name, subject, _fields(taking)).items():
        _merge(taking, _held_by(subject, holder), fields)
    return subject


def _subject(taking: Taking, name: str) -> Subject:
    key = taking.answers.key("subject_id")
    case = taking.case
    rows: dict[str, Any] = {
        "person": case.people,
        "property": case.property_items,
        "vehicle": case.vehicles,
    }
    found = rows[name].filter(pk=key).first() if name in rows and key else None
    if found is None:
        raise Refused("What was changed is not in the case.", code="no_subject")
    return cast(Subject, found)


def _fields(taking: Taking) -> Mapping[str, tuple[str, str]]:
    given = taking.manifest.body.get("fields")
    try:
        pairs = {name: (row["from"], row["to"]) for name, row in given.items()}  # type: ignore[union-attr]
    except (AttributeError, KeyError, TypeError) as problem:
        raise _unreadable("fields") from problem
    for name, values in pairs.items():
        if not all(isinstance(value, str) for value in values):
            raise _unreadable(name)
    return {name: (old.strip(), new.strip()) for name, (old, new) in pairs.items()}


def _unreadable(field: str) -> Refused:
    message = "What was changed cannot be read."
    return Refused(message, reasons=[Reason("unreadable", message, field=field)], code="unreadable")


def _by_holder(
    name: str, subject: Subject, fields: Mapping[str, tuple[str, str]]
) -> dict[str, dict[str, tuple[str, str]]]:
    holders = ("person", "victim") if name == "person" else (name,)
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for field, pair in fields.items():
        holder = next((one for one in holders if field in CHANGEABLE[one]), None)
        if holder is None or (holder == "victim" and not hasattr(subject, "victim")):
            message = f"{field.replace('_', ' ').capitalize()} cannot be changed on a tablet."
            raise Refused(message, reasons=[Reason("field", message, field=field)], code="field")
        found.setdefault(holder, {})[field] = pair
    return found


def _held_by(subject: Subject, holder: str) -> Subject:
    return cast(Person, subject).victim if holder == "victim" else subject


def _merge(taking: Taking, subject: Subject, fields: Mapping[str, tuple[str, str]]) -> None:
    now = {name: corrections.shown(subject, name).strip() for name in fields}
    free = {name: to for name, (seen, to) in fields.items() if now[name] in {seen, to}}
    corrections.put_right(subject=subject, fields=free, by=taking.by, at=taking.at)
    for name in sorted(set(fields) - set(free)):
        seen, wanted = fields[name]
        author, changed_at = last_change(taking.case, subject, name)
        FieldConflict.objects.create(
            entry=taking.entry,
            subject_type=subject._meta.model_name or "",
            subject_id=subject.pk,
            field=name,
            seen=seen,
            wanted=wanted,
            found=now[name],
            found_by=author,
            found_at=changed_at,
        )


def last_change(case: Case, subject: Model, field: str) -> tuple[str, datetime | None]:
    """Return who wrote what a field says now, and when, as far as the record tells."""
    rows = CaseEvent.objects.filter(stream=case.stream, subject_id=subject.pk)
    newest = list(rows.order_by("-sequence")[:_LOOKED_AT])
    named = (row for row in newest if field in (events.body_of(row) or {}).get("after", {}))
    row = next(named, newest[-1] if newest else None)
    if row is None:
        return "", None
    actor = events.actor_in(row)
    return str(actor.get("name", "")), row.at
