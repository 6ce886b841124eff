"""When it happened, through the pages: exactly, between two times, over a period, or not known."""

import pytest

from intake.models import Draft, ReportAnswer
from tests.intake.walk import address, answer, answer_until, send

pytestmark = pytest.mark.django_db


def when(day, month, year, time, part="from_at"):
    values = {"day": day, "month": month, "year": year, "time": time}
    return {f"{part}_{name}": str(value) for name, value in values.items()}


def answer_when(reporter, **values):
    answer_until(reporter, "when")
    return reporter.post(address("when"), values)


@pytest.mark.parametrize("at", ["01:30", "1.30am", "0130"])
def test_the_hour_that_comes_twice_asks_which_one(reporter, at):
    """25 October 2026, when the clocks go back."""
    asked = answer_when(reporter, **when(25, 10, 2026, at))

    assert asked.status_code == 400
    assert "The clocks went back: add BST or GMT after the time" in asked.content.decode()


@pytest.mark.parametrize(
    ("at", "utc"), [("01:30 BST", "00:30:00"), ("01:30 gmt", "01:30:00"), ("1:30amGMT", "01:30:00")]
)
def test_the_hour_that_comes_twice_is_taken_with_its_zone(reporter, at, utc):
    assert answer_when(reporter, **when(25, 10, 2026, at)).status_code == 302
    assert Draft.objects.get().answers["from_at"] == f"2026-10-25T{utc}+00:00"


def test_the_hour_that_no_clock_showed_is_refused_in_words(reporter):
    """29 March 2026, when the clocks go forward."""
    asked = answer_when(reporter, **when(29, 3, 2026, "01:30"))

    assert asked.status_code == 400
    assert "No clock showed this time on that day: the clocks changed" in asked.content.decode()


def test_the_hour_that_no_clock_will_show_is_refused_before_it_comes(reporter):
    asked = answer_when(reporter, **when(28, 3, 2027, "01:30"))

    assert "No clock showed this time on that day" in asked.content.decode()


@pytest.mark.parametrize(
    ("day", "month", "utc"), [(24, 10, "00:30:00"), (26, 10, "01:30:00"), (13, 11, "01:30:00")]
)
def test_other_nights_need_no_zone(reporter, day, month, utc):
    answer_when(reporter, **when(day, month, 2026, "01:30"))

    assert Draft.objects.get().answers["from_at"].endswith(f"T{utc}+00:00")


def test_a_time_decades_ago_is_taken(reporter):
    assert answer_when(reporter, **when(4, "July", 1971, "3pm")).status_code == 400
    assert reporter.post(address("when"), when(4, "July", 1971, "3:00pm")).status_code == 302
    assert Draft.objects.get().answers["from_at"] == "1971-07-04T14:00:00+00:00"


@pytest.mark.parametrize("month", ["11", "Nov", "november", "Tachwedd", "tachwedd"])
def test_a_month_may_be_a_word_in_either_language(reporter, month):
    assert answer_when(reporter, **when(13, month, 2026, "19:42")).status_code == 302
    assert Draft.objects.get().answers["from_at"] == "2026-11-13T19:42:00+00:00"


def test_between_two_times_keeps_both_and_says_so(reporter):
    answer_until(reporter)
    two = when(1, 11, 2026, "10:00") | when(8, 11, 2026, "18:00", part="to_at")
    answer(reporter, "when", **two)
    send(reporter)

    rows = ReportAnswer.objects.filter(page__in=["when", "time-known"])
    kept = {row.feeds: row.shown for row in rows}

    assert kept["offence.time_known"] == "Some time between two times"
    assert kept["offence.from_at"] == "1 November 2026, 10:00"
    assert kept["offence.to_at"] == "8 November 2026, 18:00"


def test_who_does_not_know_when_is_asked_what_they_remember_and_goes_on(reporter):
    answer_until(reporter, "time-known")

    on = reporter.post(address("time-known"), {"time_known": "unsure"})

    assert on.url == address("when-about")
    assert reporter.post(on.url, {"when_about": ""}).url == address("story")
