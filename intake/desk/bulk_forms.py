"""Forms of actions on several reports: the same fields as for one, as text that can be kept."""

from typing import Any, cast

from django import forms

from casefile.services.actors import Actor
from intake import assigning, forces
from intake.desk_forms import AssignForm, CloseForm, ReferForm, TransferForm
from intake.grounds import GROUNDS_NOT_TO_RECORD, needs_sign_off


def form_of(action: str, by: Actor, data: Any = None) -> forms.Form:
    """Return the form of an action; `details_of` gives what it holds."""
    if action == "assign":
        return AssignForm(assigning.colleagues(by.force), data)
    if action == "transfer":
        return TransferForm(forces.others_than(by.force or ""), data)
    return _close_form(by, data) if action == "close" else ReferForm(data)


def _close_form(by: Actor, data: Any) -> CloseForm:
    """Return the form without the grounds for which somebody else must sign: one asks alone."""
    form = CloseForm(data)
    grounds = cast(forms.ChoiceField, form.fields["ground"])
    grounds.choices = [
        row for row in GROUNDS_NOT_TO_RECORD.items() if not needs_sign_off(row[0], by.roles)
    ]
    return form


def details_of(form: forms.Form) -> dict[str, str]:
    """Return the clean values of a form as text; of a person, the id."""
    return {name: str(getattr(value, "pk", value)) for name, value in form.cleaned_data.items()}
