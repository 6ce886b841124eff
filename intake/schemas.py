"""The message for each form as JSON Schema (draft 2020-12), made from its question table.

What JSON Schema cannot say is said in words: the checks of intake/forms.py, and which answers lead
elsewhere.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings

from casefile.rules.source import Text
from intake import engine, item_cards, points, triage
from intake.draft_files import MAX_FILES
from intake.filling import FILES
from intake.landings import LANDING
from intake.questions.rows import Question, ReportForm, When

ELSEWHERE = "Answered with 422 and what to do instead."
DIALECT = "https://json-schema.org/draft/2020-12/schema"
CHECK_WORDS = {
    "not_in_future": "It cannot be in the future.",
    "not_before_from_at": "It cannot be before from_at.",
    "none_stands_alone": "none stands alone.",
    "not_the_taken_phone": "It cannot be the number of the phone that was taken.",
    "needed_for_post": "It is needed when ways holds post.",
    "imei": "It is an IMEI with its check digit.",
    "vin": "It has 17 letters and numbers, without I, O and Q.",
}
"""What each check of a question asks, in words; a check without words here fails a test."""
EXAMPLE_TEXT = {
    "email": "reporter@example.com",
    "vrm": "ZZ99 ZZZ",
    "date": "2024-11-13",
    "datetime": "2024-11-13T10:30:00+00:00",
}
EXAMPLE_CHECKED = {"imei": "490154203237518", "vin": "ABCDEFGH123456789"}


_FILES = {
    "type": "array",
    "maxItems": MAX_FILES,
    "items": {"type": "string", "format": "uuid"},
    "description": "Ids of files that you sent before by resumable upload: tus 1.0.0 at "
    "/api/v1/uploads/ with your token and the metadata `for partner`, `filename` and `sha256`.",
}


def address_of(form: ReportForm) -> str:
    """Return the address of a form's schema, which is its identity too."""
    return f"{settings.PUBLIC_ADDRESS}/api/v1/intake/forms/{form.code}/"


def schema_of(form: ReportForm) -> dict[str, Any]:
    """Return the schema of the whole message that sends a report on this form."""
    properties: dict[str, Any] = {
        "form": {"const": form.code},
        "edition": {"const": form.edition},
        "language": {"enum": ["en", "cy"], "description": "Of the person who reports."},
        "client_reference": {
            "type": "string",
            "maxLength": 100,
            "description": "Your own reference, once for each report; never a name or address.",
        },
        "triage": _triage_schema(form),
        "answers": _answers_schema(form),
    }
    if any(row.kind in FILES for row in form.questions):
        properties["attachments"] = _FILES
    return {
        "$schema": DIALECT,
        "$id": address_of(form),
        **_worded(form.title),
        "type": "object",
        "additionalProperties": False,
        "required": ["form", "edition", "triage", "answers"],
        "properties": properties,
        "examples": [example_of(form)],
    }


def _worded(text: Text, hint: str = "") -> dict[str, Any]:
    words = {"title": text.en, "x-title-cy": text.cy}
    return {**words, "description": hint} if hint else words


def _triage_schema(form: ReportForm) -> dict[str, Any]:
    steps = triage.steps_before(form.code)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [step.key for step in steps],
        "properties": {
            step.key: {
                **_worded(step.text),
                "oneOf": [
                    {
                        "const": route.value,
                        **_worded(route.text, ELSEWHERE if route.kind == LANDING else ""),
                    }
                    for route in step.routes
                ],
            }
            for step in steps
        },
    }


def _answers_schema(form: ReportForm) -> dict[str, Any]:
    rows = [row for row in form.questions if row.kind not in FILES]
    conditions = [rule for row in rows if row.when for rule in _branch(row)]
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [row.key for row in rows if row.is_required and not row.when],
        "properties": {row.key: _question_schema(form, row) for row in rows},
        **({"allOf": conditions} if conditions else {}),
    }


def _branch(row: Question) -> list[dict[str, Any]]:
    """Say when a question is asked, and that it is left out otherwise."""
    asked = {"allOf": [_condition(when) for when in row.when]}
    needed: dict[str, Any] = {"required": [row.key], "properties": {row.key: {"not": _NOTHING}}}
    then = {"then": needed} if row.is_required else {}
    return [{"if": asked, **then, "else": {"properties": {row.key: _NOTHING}}}]


_NOTHING = {"type": "null"}


def _condition(when: When) -> dict[str, Any]:
    one = {"enum": list(when.values)}
    several = {"type": "array", "contains": one}
    return {"required": [when.question], "properties": {when.question: {"anyOf": [one, several]}}}


def _question_schema(form: ReportForm, row: Question) -> dict[str, Any]:
    checks = [CHECK_WORDS[check] for check in row.checks if check in CHECK_WORDS]
    hint = " ".join([*([row.hint.en] if row.hint else []), *checks])
    value = KINDS.get(row.kind, _text_schema)(form, row)
    is_always_there = row.is_required and not row.when
    shape = value if is_always_there else {"anyOf": [value, _NOTHING]}
    return {**_worded(row.text, hint), **shape}


def _text_schema(form: ReportForm, row: Question) -> dict[str, Any]:
    filled = {"pattern": r"\S"} if row.is_required else {}
    return {"type": "string", "maxLength": row.limit, **filled}


def _choices(form: ReportForm, row: Question) -> list[dict[str, Any]]:
    def stops(advice: str) -> bool:
        found = form.advice_page(advice)
        return bool(found and found.stops)

    return [
        {"const": one.value, **_worded(one.text, ELSEWHERE if stops(one.advice) else "")}
        for one in row.choices
    ]


def _several_schema(form: ReportForm, row: Question) -> dict[str, Any]:
    items = {"oneOf": _choices(form, row)}
    filled = {"minItems": 1} if row.is_required else {}
    return {"type": "array", "uniqueItems": True, "items": items, **filled}


def _things_schema(form: ReportForm, row: Question) -> dict[str, Any]:
    part = {"type": "string", "maxLength": row.limit}
    parts = {name: {**_worded(text), **part} for name, text in item_cards.CARDS[row.kind].items()}
    card = {
        "type": "object",
        "additionalProperties": False,
        "required": ["what"],
        "properties": parts,
    }
    return {"type": "array", "maxItems": item_cards.MAX_CARDS, "items": card}


def _point_schema(form: ReportForm, row: Question) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["lat", "lon"],
        "properties": {
            "lat": {"type": "number", "minimum": points.NORTH[0], "maximum": points.NORTH[1]},
            "lon": {"type": "number", "minimum": points.EAST[0], "maximum": points.EAST[1]},
            "precision_m": {
                "type": "integer",
                "minimum": points.FINEST_M,
                "maximum": points.COARSEST_M,
            },
            "source": {"enum": list(points.SOURCES)},
        },
    }


KINDS: dict[str, Callable[[ReportForm, Question], dict[str, Any]]] = {
    "radios": lambda form, row: {"oneOf": _choices(form, row)},
    "checkboxes": _several_schema,
    "items": _things_schema,
    "diary": _things_schema,
    "email": lambda form, row: {"type": "string", "format": "email", "maxLength": 254},
    "phone": lambda form, row: {"type": "string", "maxLength": 40},
    "position": _point_schema,
    "date": lambda form, row: {"type": "string", "format": "date"},
    "datetime": lambda form, row: {"type": "string", "format": "date-time"},
}


def example_of(form: ReportForm) -> dict[str, Any]:
    """Return a message that is accepted, answering as many questions as one can."""
    answers: dict[str, Any] = {}
    for page in form.pages:
        for row in engine.shown_questions(form, page, answers):
            if row.kind not in FILES:
                answers[row.key] = _example(form, row)
    steps = triage.steps_before(form.code)
    return {
        "form": form.code,
        "edition": form.edition,
        "language": "en",
        "triage": {
            step.key: next(route.value for route in step.routes if route.kind != LANDING)
            for step in steps
        },
        "answers": answers,
    }


def _example(form: ReportForm, row: Question) -> Any:
    going_on = [
        choice.value
        for choice in row.choices
        if not ((advice := form.advice_page(choice.advice)) and advice.stops)
    ]
    if row.kind == "radios":
        return going_on[0]
    if row.kind == "checkboxes":
        return [value for value in going_on if value != "none"]
    if row.kind == "diary":
        return [{"what": "They stood outside", "day": "3 November, in the evening"}]
    if row.kind == "items":
        return [{"what": "Bicycle", "brand": "Acorn Tourer", "serial": "WN0000042"}]
    if row.kind == "position":
        return {"lat": 52.48142, "lon": -1.89983, "precision_m": 30, "source": "pin"}
    if row.kind == "phone":
        return f"07700 900{100 + form.questions.index(row):03}"
    checked = next((EXAMPLE_CHECKED[name] for name in row.checks if name in EXAMPLE_CHECKED), None)
    return checked or EXAMPLE_TEXT.get(row.kind, "Something that was written here")[: row.limit]
