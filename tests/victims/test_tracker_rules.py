"""The tracker's own rules: who is invited unasked, and how long things last."""

from datetime import date

import pytest

from victims.tracker_rules import is_invited_unasked, look_again_on, review_until


@pytest.mark.parametrize("home_office_class", ["34A", "34B", "28E", "39", "45", "58C"])
def test_victims_of_volume_crime_are_invited_unasked(home_office_class):
    assert is_invited_unasked(home_office_class, with_care=False)


@pytest.mark.parametrize("home_office_class", ["19C", "17A", "8L", "8Q", "1", "106", ""])
def test_every_other_crime_waits_for_an_officer(home_office_class):
    assert not is_invited_unasked(home_office_class, with_care=False)


def test_enhanced_rights_or_a_flag_wait_for_an_officer():
    assert not is_invited_unasked("34B", with_care=True)


@pytest.mark.parametrize(
    ("told_on", "last_day"),
    [
        (date(2026, 12, 7), date(2027, 3, 7)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2026, 9, 30), date(2026, 12, 30)),
        (date(2026, 10, 31), date(2027, 1, 31)),
        (date(2027, 11, 30), date(2028, 2, 29)),
    ],
)
def test_a_review_can_be_asked_for_three_calendar_months(told_on, last_day):
    assert review_until(told_on) == last_day


def test_somebody_looks_again_after_four_weeks():
    assert look_again_on(date(2026, 11, 15)) == date(2026, 12, 13)
