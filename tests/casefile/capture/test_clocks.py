"""The clocks of tablets: measured and flagged, never corrected."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from casefile.capture.models import Entry, NotebookEntry
from casefile.models import Exhibit
from tests.casefile.capture.test_entries import id_of, only, physical


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_clock_that_is_far_off_is_flagged_and_its_evidence_taken(tablet, case, year):
    """EV-68: accepted, flagged, never dropped and never silently corrected."""
    tablet.now = datetime(year, 1, 1, tzinfo=UTC)
    entry = physical(tablet, case)

    result = only(tablet.sync())

    assert result["outcome"] == "accepted"
    assert "clock_doubtful" in result["flags"]
    exhibit = Exhibit.objects.get()
    assert exhibit.captured_at == tablet.now
    assert exhibit.captured_at_text == json.loads(entry["manifest"])["device_time"]


def test_a_clock_that_was_moved_back_mid_shift_is_flagged_and_the_order_kept(tablet, case):
    """EV-68: order within the device is kept by its counter."""
    first = tablet.seal("note", case, {"text": "One"})
    tablet.now -= timedelta(minutes=30)
    second = tablet.seal("note", case, {"text": "Two"})

    results = tablet.sync()

    assert [("clock_doubtful" in r["flags"], r["outcome"]) for r in results] == [
        (False, "accepted"),
        (True, "accepted"),
    ]
    assert [n.entry_id for n in NotebookEntry.objects.order_by("number")] == [
        id_of(first),
        id_of(second),
    ]


def test_the_monotonic_clock_tells_when_a_thing_was_made_beside_what_the_device_said(tablet, case):
    """EV-35: the device's time and the estimate stand side by side."""
    tablet.contact()
    true_time = tablet.now
    tablet.wait(minutes=10)
    tablet.now = datetime(1970, 1, 1, tzinfo=UTC)
    tablet.seal("note", case, {"text": "One"})

    result = only(tablet.sync())

    entry = Entry.objects.get()
    assert "clock_doubtful" in result["flags"]
    assert entry.device_time == tablet.now
    assert abs(entry.estimated_at - true_time - timedelta(minutes=10)) < timedelta(minutes=1)


@pytest.mark.parametrize("text", ["0000-00-00T00:00:00Z", "2026-11-17T12:00", "", "yesterday"])
def test_what_is_no_time_is_kept_as_it_was_said_and_a_person_is_asked(tablet, case, text):
    """EV-36: never guessed."""
    tablet.seal("note", case, {"text": "One"}, device_time=text)

    result = only(tablet.sync())

    assert (result["outcome"], result["code"]) == ("kept", "clock_unreadable")
    assert Entry.objects.get().device_time_text == text


@pytest.mark.parametrize(
    "position", [None, {"latitude": "0", "longitude": "0.0"}, {"latitude": "north"}]
)
def test_zero_by_zero_is_no_position(tablet, case, position):
    """EV-37: missing or 0/0 is no position."""
    tablet.seal("note", case, {"text": "One"}, position=position)

    assert "no_position" in only(tablet.sync())["flags"]


def test_an_entry_from_long_ago_says_so(tablet, case):
    tablet.contact()
    tablet.now -= timedelta(days=3)
    tablet.monotonic_ms -= 3 * 86_400_000
    tablet.seal("note", case, {"text": "One"}, monotonic_ms=0)

    assert only(tablet.sync())["outcome"] == "accepted"
