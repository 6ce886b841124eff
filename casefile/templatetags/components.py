"""What the component templates cannot say themselves: how a field is drawn, and words for codes."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from casefile.formfields import PartsWidget

register = template.Library()

# The first match wins: Django's check boxes are a kind of radio buttons.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (PartsWidget, "parts"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
)
CLASSES = {"select": "govuk-select", "textarea": "govuk-textarea", "file": "govuk-file-upload"}
STAGE_COLOURS = {
    "grey": "draft void incident_only intel_only transferred referred no_further_action closed "
    "released listed",
    "green": "recorded signed authorised charge_authorised approved accepted charged decided",
    "red": "rejected refused returned",
    "yellow": "awaiting_approval submitted open suspected proposed arrested",
}
MARKS = {
    "verified": "Checked against the source",
    "secondary": "Checked only against a text that quotes the source",
    "recalled": "Not checked yet: from general knowledge",
}
CHECKS = {
    "ok": ("Met", "green"),
    "info": ("Note", "blue"),
    "warn": ("Check", "yellow"),
    "block": ("Must fix", "red"),
}


@register.filter
def field_kind(field: BoundField) -> str:
    """Name the template under components/fields/ that draws this field."""
    if field.is_hidden:
        return "hidden"
    widget = field.field.widget
    return next((kind for base, kind in KINDS if isinstance(widget, base)), "text")


@register.filter
def rule_name(code: str) -> str:
    """Return a rule's code as words: 'charge.not_put' is 'Charge: not put'."""
    if not code.islower() or len(code) < 3:
        return code
    words = code.replace(".", ": ").replace("_", " ").replace("-", " ")
    return words[0].upper() + words[1:]


@register.filter
def first_input_id(field: BoundField) -> str:
    """Return the id of the first input, which an error summary links to."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.auto_id


@register.simple_tag
def described_by(field: BoundField, hint: str) -> str:
    """List the ids of the texts that describe a field, in the order they are read."""
    parts = {
        "hint": hint,
        "error": field.errors,
        "info": character_limit(field),
    }
    return " ".join(f"{field.auto_id}-{part}" for part, shown in parts.items() if shown)


@register.filter
def character_limit(field: BoundField) -> int | None:
    """Return how many characters a long text may have, or None."""
    limit = getattr(field.field, "max_length", None)
    return limit if field_kind(field) == "textarea" else None


@register.simple_tag
def field_control(
    field: BoundField, described: str, width: str | int = "", rows: int | str = ""
) -> SafeString:
    """Draw the input itself with the design system's classes and its descriptions."""
    kind = field_kind(field)
    base = CLASSES.get(kind, "govuk-input")
    classes = [base, f"{base}--error" if field.errors else "", _width_class(base, str(width))]
    if character_limit(field):
        classes.append("govuk-js-character-count")
    # A length limit in the HTML would cut a long paste in silence; the counter and the form say it.
    limit = {"maxlength": False} if kind == "textarea" else {}
    attributes: dict[str, Any] = {
        "class": " ".join(filter(None, classes)),
        "aria-describedby": described or False,
        **limit,
        **({"rows": rows} if rows else {}),
    }
    return field.as_widget(attrs=attributes)


def _width_class(base: str, width: str) -> str:
    if not width:
        return ""
    return f"{base}--width-{width}" if width.isdigit() else f"govuk-!-width-{width}"


@register.filter
def lookup(mapping: dict[str, str] | None, key: object) -> str:
    """Return the entry of a mapping under a key, or nothing."""
    return (mapping or {}).get(str(key), "")


@register.filter
def stage_words(stage: str) -> str:
    """Turn the name of a stage into words: `awaiting_approval` into "Awaiting approval"."""
    return str(stage or "").replace("_", " ").capitalize()


@register.filter
def stage_colour(stage: str) -> str:
    """Return the colour of a stage's tag; blue is the default and needs no name."""
    matches = (colour for colour, names in STAGE_COLOURS.items() if stage in names.split())
    return next(matches, "")


@register.filter
def mark_words(checked: str) -> str:
    """Say in plain words how far a rule's source was checked."""
    return MARKS[checked]


@register.filter
def check_words(level: str) -> str:
    """Say in a word how a check came out."""
    return CHECKS[level][0]


@register.filter
def check_colour(level: str) -> str:
    """Return the colour of a check's tag."""
    return CHECKS[level][1]
