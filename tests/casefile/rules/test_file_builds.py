from datetime import date

import pytest

from casefile.rules import file_builds
from casefile.rules.file_builds import BUILDS, FILE_BUILDS, required_items
from casefile.rules.mg_forms import MG_FORMS

ON = date(2026, 11, 24)


def forms_of(build, need="must"):
    return {form for item in required_items(build, ON) if item.need == need for form in item.forms}


@pytest.mark.parametrize("row", FILE_BUILDS, ids=lambda row: row.key)
def test_each_item_has_a_cell_for_each_build_and_known_forms(row):
    assert len(row.cells) == len(BUILDS)
    assert {cell[0] for cell in row.cells} <= set("MCP-")
    assert set(row.forms) <= set(MG_FORMS)


def test_no_item_comes_twice():
    keys = [row.key for row in FILE_BUILDS]

    assert len(keys) == len(set(keys))


def test_a_contested_charge_request_carries_the_schedules():
    must = forms_of("charge_request_ngap_fct")

    assert {"MG3", "MG6", "MG6C", "MG6D", "MG6E", "MG11", "MG15", "PRECONS"} <= must


def test_an_uncontested_charge_request_needs_no_schedules():
    assert not {"MG6C", "MG6D", "MG6E"} & forms_of("charge_request_gap_fct")


def test_a_contested_first_hearing_carries_charges_report_and_lists():
    assert {"MG4", "MG5", "MG9", "MG10", "MG12"} <= forms_of("first_hearing_ngap")


def test_a_cell_with_a_condition_says_so_in_its_note():
    notes = {i.key: i.note for i in required_items("charge_request_ngap_fct", ON)}

    assert notes["special_measures"] == "must for a vulnerable or intimidated witness"


def test_items_not_needed_are_left_out():
    keys = {item.key for item in required_items("early_advice", ON)}

    assert "charge" not in keys


def test_before_the_edition_was_in_force_the_table_asks_nothing():
    assert required_items("charge_request_ngap_fct", date(2020, 12, 30)) == ()


def test_an_unknown_build_is_refused():
    with pytest.raises(KeyError):
        file_builds.required_items("summary_of_everything", ON)
