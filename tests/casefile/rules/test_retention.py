from datetime import date

import pytest

from casefile.rules import retention as rules
from casefile.rules.crime_classes import N100

END = date(2026, 11, 17)


def due(group="other", outcome="no_further_action", items=(), **given):
    return rules.due(group, outcome, items, END, **given)


@pytest.mark.parametrize(
    ("group", "review", "action"),
    [
        ("other", date(2032, 11, 17), "dispose"),
        ("undetected", date(2032, 11, 17), "review"),
        ("serious", date(2036, 11, 17), "review"),
        ("public_protection", date(2036, 11, 17), "review"),
    ],
)
def test_each_group_has_its_review(group, review, action):
    """EV-75: retention is rule data: group, outcome and item kind give a review and an action."""
    found = due(group)

    assert (found.review_on, found.action) == (review, action)


def test_the_latest_review_of_all_rules_holds():
    assert due("public_protection", items=("photo", "exhibit")).review_on == date(2056, 11, 17)


def test_the_most_careful_action_holds():
    assert due(outcome="prosecuted").action == "review"


def test_a_rule_that_keeps_holds_whatever_the_others_say():
    assert due("unknown", "prosecuted").action == "keep"


@pytest.mark.parametrize(
    ("classes", "group"),
    [
        (["49", "1"], "public_protection"),
        (["49", "8N"], "serious"),
        (["49"], "other"),
        ([N100], "public_protection"),
        (["49", "1", "no class"], "unknown"),
    ],
)
def test_the_group_of_a_case_is_that_of_its_worst_class_and_one_not_known_comes_first(
    classes, group
):
    assert rules.group_of(classes, "no_further_action") == group


def test_no_rule_at_all_asks_for_a_person():
    assert due(rows=()) == rules.Due(None, None, "review", ())


def test_each_row_has_a_source_and_names_known_groups_and_outcomes():
    for row in rules.RETENTION:
        assert row.source.document
        assert row.group in {rules.ANY, *rules.GROUPS}
        assert row.outcome in {rules.ANY, *rules.OUTCOMES}
        assert rules.row_of(row.code) is row


def test_no_row_is_called_verified_that_nobody_read():
    """Retention rows are recalled or second-hand, and so they warn only."""
    assert not any(row.source.is_verified for row in rules.RETENTION)


@pytest.mark.parametrize(
    ("result", "is_final"),
    [
        ("Guilty; 6 months.", True),
        ("Found not guilty.", True),
        ("Fined £200.", True),
        ("Adjourned for 14 days.", False),
        ("Pleaded not guilty, trial on 3 May 2027.", False),
        ("Guilty. Adjourned for a pre-sentence report.", False),
        ("Sent to the Crown Court.", False),
        ("Heard.", False),
    ],
)
def test_a_result_reads_as_final_only_when_it_says_so(result, is_final):
    assert rules.reads_as_final(result) is is_final
