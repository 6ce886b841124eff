"""Prints a filled form: one generic layout with the order, numbers and names of the paper form."""

from django.template.loader import render_to_string

from casefile.mg.prefill import FilledField, FilledForm
from casefile.pdf import Document

STATUTES = {
    "MG11": "Criminal Procedure Rules, r 16.2; Criminal Justice Act 1967, s 9",
    "MG2": "Youth Justice and Criminal Evidence Act 1999, sections 16 to 30",
    "MG6C": "The disclosure officer believes that this material is relevant and not sensitive.",
    "MG6D": "The disclosure officer believes that this material is relevant and sensitive.",
}


def form_html(filled: FilledForm) -> str:
    """Return the whole HTML document of a form for `casefile.pdf`; the same form, the same text."""
    return render_to_string("mg/print/form.html", {"form": filled, **_head(filled)})


def form_document(filled: FilledForm, *, name: str) -> Document:
    """Return the form as a document to render, with its marking and furniture."""
    row = filled.row
    title = f"{row.code} {row.name}" + (f": {filled.about}" if filled.about else "")
    return Document(
        name=name,
        html=form_html(filled),
        title=title,
        lang="en-GB",
        marking=row.marking,
        form_name=row.code,
        reference=filled.urn,
    )


def _head(filled: FilledForm) -> dict[str, object]:
    urn = filled.urn
    boxes = [urn[:2], urn[2:4], urn[4:-2], urn[-2:]] if len(urn) == 11 else [urn]
    return {"urn_boxes": boxes, "statute": STATUTES.get(filled.row.code, "")}


def as_json(filled: FilledForm) -> dict[str, object]:
    """Return the form as plain data: each box with its words and where they came from."""
    return {
        "code": filled.row.code,
        "name": filled.row.name,
        "edition": filled.row.edition,
        "urn": filled.urn,
        "about": filled.about,
        "on": filled.on.isoformat(),
        "fields_total": filled.fields_total,
        "fields_typed": filled.fields_typed,
        "boxes": [_box(field) for field in filled.fields],
    }


def _box(field: FilledField) -> dict[str, object]:
    rows = [{cell.label: cell.text for cell in row} for row in field.table]
    return {
        "key": field.key,
        "label": field.label,
        "origin": field.origin,
        "value": rows if field.field.columns else list(field.lines),
    }
