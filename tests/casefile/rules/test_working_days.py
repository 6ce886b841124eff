from datetime import UTC, date, datetime

import pytest

from casefile.rules.bank_holidays import BANK_HOLIDAYS
from casefile.rules.london import LONDON
from casefile.rules.working_days import (
    OutsideCalendarError,
    add_working_days,
    due_after_hours,
    due_end_of_day,
    is_working_day,
)


def london(*parts):
    return datetime(*parts, tzinfo=LONDON)


@pytest.mark.parametrize("holiday", BANK_HOLIDAYS, ids=lambda h: h.on.isoformat())
def test_a_bank_holiday_is_a_weekday_on_which_nothing_runs(holiday):
    assert holiday.on.weekday() < 5
    assert not is_working_day(holiday.on)


def test_each_year_has_eight_bank_holidays():
    years = [holiday.on.year for holiday in BANK_HOLIDAYS]

    assert {year: years.count(year) for year in years} == dict.fromkeys(range(2024, 2029), 8)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        # The demonstration case: report on Saturday, support referral on Tuesday.
        (date(2026, 11, 13), 2, date(2026, 11, 17)),
        (date(2026, 11, 14), 2, date(2026, 11, 17)),
        (date(2026, 11, 15), 5, date(2026, 11, 20)),
        (date(2026, 12, 7), 1, date(2026, 12, 8)),
        (date(2026, 12, 10), 1, date(2026, 12, 11)),
        # Over Christmas, the substitute day and New Year's Day.
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2026, 12, 23), 5, date(2027, 1, 4)),
        # Good Friday and Easter Monday.
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 11, 14), 0, date(2026, 11, 14)),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(start, days, due):
    assert add_working_days(start, days) == due


def test_a_deadline_falls_at_the_end_of_the_day_in_london():
    assert due_end_of_day(london(2026, 11, 13, 18, 0), 1) == london(2026, 11, 16, 23, 59)


def test_an_evening_in_summer_counts_as_its_day_in_london_not_in_utc():
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)

    assert due_end_of_day(late, 1) == london(2026, 7, 3, 23, 59)


def test_a_friday_before_a_bank_holiday_monday_is_due_on_tuesday():
    assert due_end_of_day(london(2026, 8, 28, 18, 0), 1) == london(2026, 9, 1, 23, 59)


def test_a_deadline_over_the_clock_change_still_ends_its_day():
    due = due_end_of_day(london(2026, 10, 23, 9, 0), 1)

    assert due.isoformat() == "2026-10-26T23:59:00+00:00"


def test_hours_run_through_weekends():
    due = due_after_hours(london(2026, 11, 13, 19, 44), 24)

    assert due == london(2026, 11, 14, 19, 44)


def test_a_day_of_hours_over_the_clock_change_is_still_twenty_four_hours():
    due = due_after_hours(london(2026, 10, 24, 12, 0), 24)

    assert due.isoformat() == "2026-10-25T11:00:00+00:00"


def test_a_time_without_a_zone_starts_no_clock():
    naive = datetime(2026, 11, 13)  # noqa: DTZ001 - the point of the test

    with pytest.raises(ValueError, match="zone"):
        due_end_of_day(naive, 1)
    with pytest.raises(ValueError, match="zone"):
        due_after_hours(naive, 1)


def test_working_days_do_not_run_backwards():
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(date(2026, 11, 13), -1)


@pytest.mark.parametrize("on", [date(2023, 12, 29), date(2029, 1, 2)])
def test_a_year_outside_the_table_is_not_guessed(on):
    with pytest.raises(OutsideCalendarError):
        is_working_day(on)
