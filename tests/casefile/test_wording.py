"""Moments, days and counts as staff read them."""

from datetime import UTC, date, datetime

import pytest

from casefile.wording import day, how_many, when


def test_a_moment_is_written_by_the_clock_in_london():
    assert when(datetime(2026, 7, 1, 11, 5, tzinfo=UTC)) == "1 July 2026, 12:05"
    assert when(datetime(2026, 12, 1, 11, 5, tzinfo=UTC)) == "1 December 2026, 11:05"


def test_a_day_is_written_without_a_nought_before_it():
    assert day(date(2026, 11, 7)) == "7 November 2026"


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 entries"), (1, "1 entry"), (2310, "2,310 entries")]
)
def test_a_count_has_its_noun_in_the_right_number(count, words):
    assert how_many(count, "entry", "entries") == words


def test_most_nouns_take_an_s():
    assert [how_many(1, "file"), how_many(2, "file")] == ["1 file", "2 files"]
