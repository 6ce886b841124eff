import pytest

from casefile.rules import mg_forms
from casefile.rules.mg_forms import CONDITIONS, MG_FORMS, PREFILL_KEYS
from casefile.rules.mg_tables.prefill_keys import SHAPE_OF_KIND

each_form = pytest.mark.parametrize("row", MG_FORMS.values(), ids=MG_FORMS)


@each_form
def test_a_box_draws_on_a_known_place_of_the_right_shape(row):
    prefilled = [field for field in row.fields if field.prefill]

    shapes = {field.key: PREFILL_KEYS[field.prefill].shape for field in prefilled}

    assert shapes == {field.key: SHAPE_OF_KIND[field.kind] for field in prefilled}


@each_form
def test_only_a_conditional_box_names_its_condition(row):
    wrong = [f.key for f in row.fields if (f.required == "C") != (f.when in CONDITIONS)]

    assert wrong == []


@each_form
def test_tables_have_columns_and_choices_have_options(row):
    tables = [f.key for f in row.fields if (f.kind in ("table", "person")) != bool(f.columns)]
    choices = [f.key for f in row.fields if (f.kind == "enum") != bool(f.options)]

    assert tables == choices == []


@each_form
def test_no_box_key_comes_twice_on_a_form(row):
    keys = [field.key for field in row.fields]

    assert len(keys) == len(set(keys))


@each_form
def test_a_form_barred_from_the_defence_is_served_on_no_court_either(row):
    assert ("defence" in row.served_to) == row.disclosable
    assert ("court" in row.served_to) == row.disclosable


def test_every_prefill_key_is_used_and_described():
    used = {field.prefill for row in MG_FORMS.values() for field in row.fields}
    used |= {field.prefill for field in mg_forms.HEADER.fields}

    assert set(PREFILL_KEYS) == used - {None}
    assert all(key.meaning for key in PREFILL_KEYS.values())


def test_every_condition_is_used():
    used = {field.when for row in MG_FORMS.values() for field in row.fields}

    assert set(CONDITIONS) == used - {""}


@pytest.mark.parametrize("key", [key for key in PREFILL_KEYS if key.startswith("facts.")])
def test_a_typed_fact_is_typed_in_exactly_one_box(key):
    owners = [f for row in MG_FORMS.values() for f in row.fields if f.states == key]

    assert len(owners) == 1
    assert owners[0].is_typed
    assert mg_forms.fact_owner(key)[1] == owners[0].key


def test_fewer_than_one_box_in_ten_is_typed():
    fields = [field for row in MG_FORMS.values() for field in row.fields]

    assert sum(field.is_typed for field in fields) * 10 < len(fields)


@pytest.mark.parametrize("code", ["MG2", "MG3", "MG6", "MG6D", "MG6E", "MG9", "MG10", "MG11B"])
def test_banded_forms_may_not_go_to_the_defence(code):
    assert not mg_forms.may_be_served(code, "defence")
    assert mg_forms.may_be_served(code, "prosecutor")


def test_the_sensitive_schedule_never_enters_the_main_bag():
    outside = [row.code for row in MG_FORMS.values() if not row.in_main_bag]

    assert outside == ["MG6D"]


def test_an_unknown_form_may_go_to_nobody():
    assert not mg_forms.may_be_served("MG99", "prosecutor")


def test_unanswered_names_required_boxes_and_counts_no_as_an_answer():
    row = MG_FORMS["MG6C"]

    missing = mg_forms.unanswered(row, {"items": [{}], "officer": "A"}, frozenset())

    assert [field.key for field in missing] == ["signature", "signed_at"]
    nil = mg_forms.unanswered(MG_FORMS["MG6D"], {"is_nil": False}, frozenset())
    assert "is_nil" not in [field.key for field in nil]


def test_a_conditional_box_is_demanded_only_when_its_condition_holds():
    row = MG_FORMS["MG4"]

    without = {field.key for field in mg_forms.unanswered(row, {}, frozenset())}
    with_adult = {f.key for f in mg_forms.unanswered(row, {}, frozenset({"appropriate_adult"}))}

    assert with_adult - without == {"adult"}


def test_a_table_key_offers_every_column_any_form_asks_for():
    assert mg_forms.table_columns("suspects.plea_table") == ("plea", "reason", "suspect")
