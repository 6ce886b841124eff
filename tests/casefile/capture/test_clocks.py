"""The clocks of tablets: measured and flagged, never corrected."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from casefile.capture import manifests
from casefile.capture.models import Entry, NotebookEntry
from casefile.capture.services import clocks
from casefile.models import Exhibit
from casefile.services.actors import of_user
from tests.casefile.capture.rows import make_device
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


# What is around an entry -------------------------------------------------------------------------

START = datetime(2026, 11, 17, 8, 0, tzinfo=UTC)
BOOT = uuid4()


def after(**span):
    return START + timedelta(**span)


@pytest.fixture
def contact(officer):
    """`contact(device, at, said, minutes)`: a clock says `said` at the time `at`."""

    def make(device, at, said, minutes=0, boot=BOOT):
        text = clocks.Said(said.isoformat(), boot, minutes * 60_000)
        by = of_user(officer)
        return clocks.record_contact(device=device, said=text, round_trip_ms=0, by=by, at=at)

    return make


def judged(device, said, minutes, boot=BOOT):
    """Judge an entry that came a day later, made when a clock said `said`."""
    values = {"id": str(uuid4()), "device_time": said.isoformat(), "counter": 1}
    values |= {"boot": str(boot), "monotonic_ms": minutes * 60_000}
    return clocks.judge(manifests.read(json.dumps(values)), device, at=after(days=1))


@pytest.mark.parametrize(
    ("hour", "is_doubtful"), [(-1, True), (0, False), (2, False), (4, False), (5, True)]
)
def test_over_a_sleep_both_contacts_around_a_thing_bound_its_time(contact, hour, is_doubtful):
    """EV-68: asleep, the monotonic clock stands still; what lies outside is flagged."""
    device = make_device(enrolled_at=START)
    contact(device, START, START, minutes=0)
    contact(device, after(hours=4), after(hours=4), minutes=2)

    found = judged(device, after(hours=hour), minutes=1)

    assert ("clock_doubtful" in found.flags) == is_doubtful
    assert found.device_time == after(hours=hour)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(10, after(minutes=10)), (90, after(minutes=150)), (130, after(minutes=190))],
)
def test_the_nearer_contact_gives_the_estimate(contact, minutes, expected):
    """EV-35: the estimate stands beside what the device said."""
    device = make_device(enrolled_at=START)
    contact(device, START, START, minutes=0)
    contact(device, after(hours=3), after(hours=3), minutes=120)

    assert judged(device, START, minutes).estimated_at == expected


@pytest.mark.parametrize(("hours", "is_doubtful"), [(1, True), (5, False)])
def test_without_a_contact_of_the_same_start_those_nearest_in_time_tell(
    contact, hours, is_doubtful
):
    """A clock that was put right since is doubted no more."""
    device = make_device(enrolled_at=START)
    contact(device, after(hours=2), START, boot=uuid4())
    contact(device, after(hours=4), after(hours=4), boot=uuid4())
    contact(device, after(hours=6), after(hours=6), boot=uuid4())

    found = judged(device, after(hours=hours), minutes=0)

    assert found.estimated_at is None
    assert ("clock_doubtful" in found.flags) == is_doubtful
