"""Keeps what a person typed into an MG form. What the record knows is never stored again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from casefile.models import Case, MGAnswer, MGForm, Person
from casefile.rules.mg_forms import MG_FORMS
from casefile.services import Reason, Refused, clean, events
from casefile.services.actors import Actor


@transaction.atomic
def answer(
    *,
    case: Case,
    code: str,
    about: Person | None = None,
    answers: Mapping[str, Any],
    origin: str = "typed",
    by: Actor,
    at: datetime,
) -> MGForm:
    """Keep answers to boxes of one form, with label and edition as asked.

    Raises:
        Refused: a box is not on this form, or holds what the record already knows.
    """
    row = MG_FORMS[code]
    form, _ = MGForm.objects.get_or_create(
        case=case, code=code, about=about, defaults={"edition": row.edition, "started_at": at}
    )
    for key, value in answers.items():
        field = _typed_field(code, key)
        cleaned = clean.text(value, field=key) if isinstance(value, str) else value
        MGAnswer.objects.update_or_create(
            form=form,
            field_key=key,
            defaults={
                "label": str(field.label),
                "value": cleaned,
                "origin": origin,
                "answered_by": by.account,
                "answered_at": at,
            },
        )
    events.of_case(
        case, "form.answered", by=by, at=at, about=form, form=code, boxes=sorted(answers)
    )
    return form


def _typed_field(code: str, key: str) -> Any:
    try:
        field = MG_FORMS[code].field(key)
    except KeyError as problem:
        raise Refused(f"{code} has no box {key}.", code="unknown_box") from problem
    if not field.is_typed:
        message = "The record answers this box: change it there."
        raise Refused(message, reasons=[Reason("not_typed", message, field=key)])
    return field
