"""R1 to R21, each with the tests that show it, or a line why there is none."""

import ast
from pathlib import Path

import pytest

from casefile.rules.recording_rules import RECORDING_RULES

ROOT = Path(__file__).parents[3]
CRIMES = "tests/casefile/services/test_crimes.py::"
OUTCOMES = "tests/casefile/services/test_outcomes.py::"
ACCEPTANCE = "tests/intake/test_acceptance.py::"
CLOSING = "tests/intake/test_closing.py::"
SHOWN_BY = {
    "R1": ["tests/intake/test_services.py::"
           "test_the_reference_is_random_and_differs_from_the_incident_number"],
    "R2": [CRIMES + "test_a_crime_is_recorded_with_both_reasons_or_not_at_all"],
    "R3": [ACCEPTANCE + "test_01_hours_run_on_and_working_days_do_not",
           ACCEPTANCE + "test_01_a_day_is_24_hours_whatever_the_clocks_do"],
    "R4": [OUTCOMES + "test_a_victim_who_withdraws_ends_and_cancels_nothing",
           CLOSING + "test_that_the_victim_wants_no_prosecution_is_no_ground"],
    "R5": [OUTCOMES + "test_a_crime_may_be_recorded_allocated_and_filed_each_at_its_moment"],
    "R6": [ACCEPTANCE + "test_04_one_burgled_flat_is_one_crime_and_two_robbed_victims_are_two"],
    "R7": [ACCEPTANCE + "test_08_five_events_told_together_are_one_crime_and_a_later_one_is_new"],
    "R8": [CRIMES + "test_an_offence_listed_inside_is_never_taken_out",
           "tests/casefile/rules/test_counting.py::test_the_most_serious_leads_and_none_is_lost"],
    "R9": [CRIMES + "test_a_crime_keeps_the_edition_of_the_rules_it_was_counted_by",
           CRIMES + "test_an_old_crime_kept_its_edition_by_the_day_it_was_recorded"],
    "R10": ["tests/casefile/rules/test_counting.py::"
            "test_conduct_leads_where_it_is_the_wider_pattern"],
    "R11": [CLOSING + "test_some_grounds_wait_for_a_supervisor_or_the_registrar"],
    "R12": [CLOSING + "test_some_grounds_wait_for_a_supervisor_or_the_registrar"],
    "R13": [CRIMES + "test_a_cancellation_says_what_shows_it",
            CRIMES + "test_withdrawal_doubt_and_lack_of_evidence_are_no_reasons_to_cancel"],
    "R14": [CRIMES + "test_nobody_but_the_registrar_cancels",
            CRIMES + "test_the_registrar_cancels_on_information_that_can_be_checked"],
    "R15": [ACCEPTANCE + "test_06_a_report_of_rape_is_never_closed_in_any_other_way",
            OUTCOMES + "test_what_is_kept_under_n100_is_closed_by_the_registrar_alone"],
    "R16": [CRIMES + "test_a_reclassified_crime_is_the_same_record_with_every_class_it_had",
            "tests/victims/test_crime_news.py::"
            "test_another_class_is_told_with_the_number_that_stays"],
    "R17": [CRIMES + "test_counted_and_held_on_the_national_computer_are_two_things"],
    "R18": ["tests/casefile/rules/test_counting.py::test_a_rule_for_a_class_goes_first"],
    "R19": [CRIMES + "test_several_flags_stand_beside_the_class_and_an_unknown_one_is_refused"],
    "R20": [CRIMES + "test_a_class_that_cannot_be_recorded_now_is_refused_with_words"],
    "R21": ["tests/victims/test_crime_news.py::"
            "test_a_cancelled_record_is_told_by_somebody_before_it_is_shown",
            "tests/intake/desk/test_telling.py::"
            "test_every_decision_leads_to_telling_the_reporter"],
}  # fmt: skip
NOT_SHOWN: dict[str, str] = {}


def test_every_rule_is_shown_or_says_why_not():
    assert {row.code for row in RECORDING_RULES} == SHOWN_BY.keys() | NOT_SHOWN.keys()


@pytest.mark.parametrize("code", SHOWN_BY)
def test_the_tests_that_show_a_rule_are_there(code):
    for name in SHOWN_BY[code]:
        path, _, function = name.partition("::")
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        found = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert function in found, name
