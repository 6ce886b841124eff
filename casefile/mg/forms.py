"""Makes a Django form of the boxes that a person types, from the row of the form's table."""

from typing import Any

from django import forms

from casefile.mg.prefill import FilledField, FilledForm


def form_for(filled: FilledForm, data: Any = None) -> forms.Form:
    """Return a form with a box for each typed field, holding what was typed before."""
    typed = [field for field in filled.fields if field.field.is_typed]
    form_class = type("BoxesForm", (forms.Form,), {row.key: _box(row) for row in typed})
    initial = {row.key: _shown(row) for row in typed}
    made: forms.Form = form_class(data, initial=initial)
    return made


def _shown(row: FilledField) -> Any:
    if isinstance(row.value, bool):
        return "yes" if row.value else "no"
    return row.display if row.field.kind == "list" else row.value


def _box(row: FilledField) -> forms.Field:
    field = row.field
    common: dict[str, Any] = {
        "label": field.label if row.is_demanded else f"{field.label} (optional)",
        "help_text": field.hint,
        "required": False,
    }
    if field.options:
        errors = {"invalid_choice": "Choose from the list"}
        return forms.ChoiceField(
            choices=field.options, widget=forms.RadioSelect(), error_messages=errors, **common
        )
    if field.kind == "bool":
        return forms.ChoiceField(
            choices=(("yes", "Yes"), ("no", "No")), widget=forms.RadioSelect(), **common
        )
    if field.kind in {"longtext", "list"}:
        return forms.CharField(widget=forms.Textarea, **common)
    return forms.CharField(max_length=400, **common)


def answers_of(filled: FilledForm, cleaned: dict[str, Any]) -> dict[str, Any]:
    """Return what was typed in the shapes the record keeps, without boxes left as they were."""
    kinds = {row.key: row.field.kind for row in filled.fields}
    before = {row.key: row.value for row in filled.fields}
    shaped = {key: _shaped(kinds[key], value) for key, value in cleaned.items()}
    return {key: value for key, value in shaped.items() if value != (before[key] or _none(value))}


def _none(value: Any) -> Any:
    """Return what an empty box of this shape holds, so that an empty box is no change."""
    return [] if isinstance(value, list) else ""


def _shaped(kind: str, value: str) -> Any:
    if kind == "bool":
        return {"yes": True, "no": False}.get(value, "")
    if kind == "list":
        return [line.strip() for line in value.splitlines() if line.strip()]
    return value
