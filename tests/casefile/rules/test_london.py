from datetime import UTC, date, datetime, time

import pytest

from casefile.rules import london


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 7, 14, 22, 59, tzinfo=UTC), date(2026, 7, 14)),
        (datetime(2026, 7, 14, 23, 0, tzinfo=UTC), date(2026, 7, 15)),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), date(2026, 12, 31)),
        # The hour before and after the clocks go back.
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_a_moment_falls_on_its_day_in_london(moment, day):
    assert london.day_of(moment) == day


def test_a_moment_is_shown_as_a_clock_in_london_shows_it():
    shown = london.time_of(datetime(2026, 7, 14, 23, 30, tzinfo=UTC))

    assert f"{shown:%H:%M %Z}" == "00:30 BST"


def test_a_time_without_a_zone_has_no_day():
    with pytest.raises(ValueError, match="a time with a zone"):
        london.day_of(datetime(2026, 7, 14, 23, 30))  # noqa: DTZ001  without a zone on purpose


def test_a_time_of_a_day_in_london_is_one_moment():
    at = london.moment_of(date(2026, 7, 15), time(0, 30))

    assert at == datetime(2026, 7, 14, 23, 30, tzinfo=UTC)


def test_a_day_in_london_ends_an_hour_before_midnight_utc_in_summer():
    assert london.end_of(date(2026, 7, 15)) == datetime(2026, 7, 15, 22, 59, tzinfo=UTC)
    assert london.end_of(date(2026, 1, 15)) == datetime(2026, 1, 15, 23, 59, tzinfo=UTC)
