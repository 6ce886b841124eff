"""Dates and moments typed in parts: what is taken, and what each refusal says."""

from datetime import UTC, date, datetime

import pytest
from django import forms

from casefile.formfields import GovukDateField, GovukDateTimeField


class Seizure(forms.Form):
    on = GovukDateField(required=False)
    at = GovukDateTimeField(required=False)


def typed(name, *values):
    parts = ("day", "month", "year", "time")
    return Seizure({f"{name}_{part}": value for part, value in zip(parts, values, strict=False)})


@pytest.mark.parametrize("month", ["11", "Nov", "november", " 11 "])
def test_a_month_may_be_a_number_or_a_word(month):
    form = typed("on", "13", month, "2026")

    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2026, 11, 13)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (("13", "", "2026"), "The date must include a month"),
        (("", "", "2026"), "The date must include a day and month"),
        (("31", "2", "2026"), "The date must be a real date"),
        (("1_3", "2", "2026"), "The date must be a real date"),
        (("13", "11\x00", "2026"), "The date must be a real date"),
        (("13", "11", "26"), "The year must be 4 numbers, such as 2026"),
    ],
)
def test_a_date_that_cannot_be_is_refused_in_words(values, message):
    assert typed("on", *values).errors["on"] == [message]


def test_an_empty_date_is_nothing_when_it_is_optional():
    form = typed("on", "", " ", "")

    assert form.is_valid()
    assert form.cleaned_data["on"] is None


def test_a_required_date_asks_for_it():
    form = type("Required", (forms.Form,), {"on": GovukDateField()})({})

    assert form.errors["on"] == ["Enter the date"]


@pytest.mark.parametrize("clock", ["19:42", "19.42", "1942", "7:42pm", "7:42 PM", "19:42 GMT"])
def test_a_time_is_read_off_a_london_clock(clock):
    form = typed("at", "13", "11", "2026", clock)

    assert form.is_valid()
    assert form.cleaned_data["at"] == datetime(2026, 11, 13, 19, 42, tzinfo=UTC)


def test_a_time_may_have_seconds_and_is_shown_again_with_them():
    form = typed("at", "13", "11", "2026", "7:42:05pm")

    assert form.is_valid()
    assert form.cleaned_data["at"] == datetime(2026, 11, 13, 19, 42, 5, tzinfo=UTC)
    again = form.fields["at"].widget.decompress(form.cleaned_data["at"])
    assert again == [13, 11, 2026, "19:42:05"]


def test_midnight_may_be_typed_on_a_twelve_hour_clock():
    form = typed("at", "13", "11", "2026", "12:05am")

    assert form.is_valid()
    assert form.cleaned_data["at"] == datetime(2026, 11, 13, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize("clock", ["", "25:00", "13:00pm", "0:30am", "half past", "19:60"])
def test_a_time_no_clock_shows_is_refused(clock):
    assert "time" in typed("at", "13", "11", "2026", clock).errors["at"][0]


@pytest.mark.parametrize(("zone", "hour"), [("BST", 0), ("GMT", 1)])
def test_an_hour_that_came_twice_is_told_apart_by_its_zone(zone, hour):
    form = typed("at", "25", "10", "2026", f"01:30 {zone}")

    assert form.is_valid()
    assert form.cleaned_data["at"] == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


def test_an_hour_that_came_twice_is_asked_about():
    form = typed("at", "25", "10", "2026", "01:30")

    assert form.errors["at"] == ["The clocks went back: add BST or GMT after the time"]


def test_an_hour_that_never_came_is_refused():
    form = typed("at", "29", "3", "2026", "01:30")

    assert "the clocks changed" in form.errors["at"][0]


def test_a_stored_moment_is_shown_as_the_london_clock_showed_it():
    form = Seizure(initial={"at": datetime(2026, 7, 1, 8, 10, tzinfo=UTC)})

    parts = form["at"].subwidgets[0].data["subwidgets"]

    assert [part["value"] for part in parts] == ["1", "7", "2026", "09:10"]
