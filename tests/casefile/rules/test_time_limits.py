from datetime import date

import pytest

from casefile.rules.time_limits import (
    ABUSE_ASSAULT,
    SUMMARY_ONLY,
    TIME_LIMITS,
    Limit,
    add_months,
    limitation_expiry,
    was_in_force,
)

OFFENCE_ON = date(2026, 11, 13)


def test_a_summary_offence_may_be_charged_for_six_months():
    limit = limitation_expiry("CS", OFFENCE_ON, cjs_code="CJ88116")

    assert limit == Limit(date(2027, 5, 13), SUMMARY_ONLY)


@pytest.mark.parametrize("category", ["CI", "CE", "??"])
def test_other_offences_have_no_limit_here(category):
    assert limitation_expiry(category, OFFENCE_ON) == Limit(None, None)


def test_assault_in_domestic_abuse_runs_from_the_report():
    limit = limitation_expiry(
        "CS",
        OFFENCE_ON,
        cjs_code="CJ88116",
        reported_on=date(2027, 9, 1),
        is_domestic_abuse=True,
    )

    assert limit == Limit(date(2028, 3, 1), ABUSE_ASSAULT)


def test_assault_in_domestic_abuse_never_runs_past_two_years():
    limit = limitation_expiry(
        "CS",
        OFFENCE_ON,
        cjs_code="CJ88001",
        reported_on=date(2028, 10, 1),
        is_domestic_abuse=True,
    )

    assert limit.expires_on == date(2028, 11, 13)


def test_the_longer_limit_is_for_assault_only():
    limit = limitation_expiry(
        "CS", OFFENCE_ON, cjs_code="BA76001", reported_on=OFFENCE_ON, is_domestic_abuse=True
    )

    assert limit.row == SUMMARY_ONLY


@pytest.mark.parametrize(
    ("on", "months", "expected"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_a_shorter_month_ends_on_its_last_day(on, months, expected):
    assert add_months(on, months) == expected


@pytest.mark.parametrize(
    ("dates", "answer"),
    [
        ({}, "not known"),
        ({"from_on": date(2026, 1, 1)}, "yes"),
        ({"from_on": date(2026, 12, 1)}, "no"),
        ({"to_on": date(2026, 11, 12)}, "no"),
    ],
)
def test_an_offence_without_dates_is_not_known_to_be_in_force(dates, answer):
    assert was_in_force(OFFENCE_ON, **dates) == answer


def test_no_limit_is_shown_as_verified():
    assert {row.source.checked for row in TIME_LIMITS} == {"recalled"}
