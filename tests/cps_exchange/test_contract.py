"""The published schemas and the code that reads and writes them say the same."""

import copy

import jsonschema
import pytest

from casefile.rules.charging_outcomes import ADVICE
from casefile.rules.completeness import TRIAGE_REASONS
from cps_exchange import outbound, serializers
from cps_exchange.assessment_reasons import ASSESSMENT_REASONS

INPUTS = {
    "receipt": serializers.ReceiptIn,
    "triage": serializers.TriageIn,
    "assessment": serializers.AssessmentIn,
    "action-plan": serializers.ActionPlanIn,
    "decisions": serializers.DecisionsIn,
    "disclosure-decisions": serializers.DisclosureDecisionsIn,
    "hearings": serializers.HearingIn,
    "results": serializers.ResultIn,
}
EXAMPLES = [
    (name, example)
    for name in outbound.schema_names()
    for example in outbound.schema(name)["examples"]
]
TAKEN = [(name, example) for name, example in EXAMPLES if name in INPUTS]


def is_valid(name, message):
    try:
        outbound.check_against_contract(name, message)
    except jsonschema.ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", outbound.schema_names())
def test_every_schema_is_a_schema_with_an_example(name):
    jsonschema.Draft202012Validator.check_schema(outbound.schema(name))

    assert outbound.schema(name)["examples"]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_every_example_is_valid(name, example):
    assert is_valid(name, example)


@pytest.mark.parametrize(("name", "example"), TAKEN)
def test_every_example_passes_through_its_serializer_and_back(name, example):
    message = INPUTS[name](data=example)

    assert message.is_valid(), message.errors
    back = INPUTS[name](message.validated_data).data
    assert all(back[key] == value for key, value in _filled(example, back).items())
    assert is_valid(name, _plain(back))


def _filled(example, back):
    """The example with the defaults that the serializer adds to its rows."""
    filled = copy.deepcopy(example)
    for key, rows in filled.items():
        if isinstance(rows, list):
            filled[key] = [back[key][i] | row for i, row in enumerate(rows)]
    if "hearing_at" in filled:
        filled["hearing_at"] = back["hearing_at"]
    return filled


def _plain(value):
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("name", "example"), TAKEN)
def test_what_the_schema_refuses_the_serializer_refuses_too(name, example):
    for key in outbound.schema(name)["required"]:
        lacking = {other: value for other, value in example.items() if other != key}
        assert not is_valid(name, lacking)
        assert not INPUTS[name](data=lacking).is_valid()
    extra = example | {"is_staff": True}
    assert not is_valid(name, extra)
    assert not INPUTS[name](data=extra).is_valid()


def test_the_lists_in_the_schemas_are_the_tables():
    def codes(name, *path):
        node = outbound.schema(name)["properties"]
        for step in path:
            node = node[step]
        return node["enum"]

    row = ("items", "properties")
    assert codes("triage", "reasons", *row, "code") == list(TRIAGE_REASONS)
    assert codes("assessment", "failures", *row, "code") == list(ASSESSMENT_REASONS)
    assert codes("decisions", "decisions", *row, "decision") == list(ADVICE)
    assert codes("action-plan", "items", *row, "kind") == list(serializers.ITEM_KINDS)
    hearing_kinds = outbound.schema("hearings")["properties"]["kind"]["enum"]
    assert hearing_kinds == list(serializers.HEARING_KINDS)
