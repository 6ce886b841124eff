"""The schema of each form and the engine that takes the answers say the same."""

import jsonschema
import pytest
from drf_spectacular.generators import SchemaGenerator

from casefile.services import Unfit
from intake import filling, forms, schemas
from intake.api_urls import urlpatterns
from intake.filling import FILES
from intake.questions import FORMS
from intake.words import Say
from tests.intake.api.conftest import message
from tests.intake.walk import REPORTED_AT

ALL = [pytest.param(form, id=code) for code, form in FORMS.items()]
WALKED = [
    pytest.param(form, id=code, marks=[] if code == "property" else [pytest.mark.long])
    for code, form in FORMS.items()
]
IN_WORDS = {"address left out", "address is null", "address is blank"}
"""What the schema says in words alone: an address is needed for post."""


def fits_engine(form, answers):
    """Return whether the answers fit; None when they lead to somebody else before that is known."""
    try:
        filling.fill(form, answers, say=Say(), at=REPORTED_AT)
    except filling.Elsewhere:
        return None
    except Unfit:
        return False
    return True


def differences(form):
    """Return the changes of the example about which schema and engine do not agree."""
    schema = schemas.schema_of(form)
    validator = jsonschema.Draft202012Validator(schema)
    for what, answers in changes(form):
        is_fit = fits_engine(form, answers)
        fits_schema = validator.is_valid(schema["examples"][0] | {"answers": answers})
        if is_fit is not None and is_fit != fits_schema:
            yield what


def changes(form):
    """Yield the example with one answer otherwise: each choice, each left out, each wrong."""
    example = schemas.example_of(form)["answers"]
    yield "as it is", example
    yield "a stranger", example | {"stranger": "x"}
    for row in form.questions:
        if row.kind in FILES:
            continue
        without = {key: value for key, value in example.items() if key != row.key}
        yield f"{row.key} left out", without
        yield f"{row.key} is null", without | {row.key: None}
        yield f"{row.key} is a number", without | {row.key: 7}
        yield f"{row.key} is an object", without | {row.key: {}}
        if row.kind in {"text", "longtext"}:
            yield f"{row.key} is blank", without | {row.key: " "}
            yield f"{row.key} is too long", without | {row.key: "x" * (row.limit + 1)}
        if row.choices:
            wrong = ["nothing"] if row.kind == "checkboxes" else "nothing"
            yield f"{row.key} is unknown", without | {row.key: wrong}
        for choice in row.choices:
            value = [choice.value] if row.kind == "checkboxes" else choice.value
            yield f"{row.key} is {choice.value}", without | {row.key: value}


@pytest.mark.parametrize("form", ALL)
def test_a_schema_is_one_and_its_example_fits(form):
    schema = schemas.schema_of(form)
    jsonschema.Draft202012Validator.check_schema(schema)

    for example in schema["examples"]:
        jsonschema.validate(example, schema, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("form", WALKED)
def test_schema_and_engine_agree_on_every_changed_example(form):
    assert set(differences(form)) - IN_WORDS == set()


@pytest.mark.parametrize("form", ALL)
def test_what_is_answered_is_kept_as_it_was_given(form):
    given = schemas.example_of(form)["answers"]

    kept = filling.fill(form, given, say=Say(), at=REPORTED_AT)

    spelt = {row.key for row in form.questions if row.kind == "vrm"}
    assert {key: kept[key] for key in given if key not in spelt} == {
        key: value for key, value in given.items() if key not in spelt
    }


def test_every_check_is_said_in_words():
    only_spelling = {"postcode", "vrm"}

    assert set(schemas.CHECK_WORDS) == set(forms.CHECKS) - only_spelling


@pytest.mark.parametrize("code", FORMS)
def test_the_schema_that_is_served_is_the_one_that_is_checked(partner, code):
    answer = partner.get(f"forms/{code}/")

    assert answer["Content-Type"] == "application/schema+json"
    assert answer.json() == schemas.schema_of(FORMS[code])
    assert answer.json()["examples"] == [message(code)]


def test_every_call_of_the_door_is_in_the_openapi_document_with_its_scope():
    document = SchemaGenerator().get_schema(request=None, public=True)
    calls = {path: call for path, call in document["paths"].items() if "/intake/" in path}

    assert len(calls) == len(urlpatterns)
    for methods in calls.values():
        for method, call in methods.items():
            assert call["security"][0]["client"][0].startswith("intake:")
            assert call["description"]
            needs_key = [one["name"] for one in call.get("parameters", [])]
            assert ("Idempotency-Key" in needs_key) == (method == "post")
            assert {"422", "429"} <= set(call["responses"])
