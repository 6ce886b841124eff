"""The part of a recording that matters is cut out of what was sealed, and of nothing else."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from casefile.models import CaseEvent
from casefile.services import (
    Refused,
    clips,
    continuity_report,
    exhibits,
    people,
    recordings,
)
from casefile.worker import loop
from tests import factories, media

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording(case, by):
    stored = media.receive(media.mp4(4), case=case, by=by)
    return factories.make_exhibit(case=case, content=stored, kind="video", reference="JH/7")


@pytest.fixture
def cut(case, officer, by, at):
    """`cut(exhibit)`: two seconds of it, produced by the officer."""

    producer = people.officer_witness(case=case, user=officer, by=by, at=at)
    return lambda exhibit, **more: media.cut(exhibit, by=by, **{"producer": producer} | more)


def test_only_a_recording_can_be_clipped(case, cut):
    photo = factories.make_photo(case=case)

    with pytest.raises(Refused, match="Only a recording"):
        cut(photo)


def test_nothing_is_cut_out_of_a_recording_that_was_changed(case, recording, cut):
    """EV-17, EV-26: a part names its parent's hash, so the bytes are compared with it first."""
    path = Path(settings.EVIDENCE_DIR) / recording.content.key
    path.chmod(0o600)
    path.write_bytes(media.mp4(3))

    assert cut(recording) is None

    assert recording.content.derivations.get(kind="clip").failure == "withheld"
    assert CaseEvent.objects.filter(stream=case.stream, kind="object.integrity_failed").exists()


def test_a_clip_has_the_time_at_which_its_step_began_and_ended(recording, cut, at, monkeypatch):
    """EV-03: by the clock of the record, and with the length that the tool made."""
    times = iter([at, at + timedelta(seconds=2)])
    loop.drain()  # so that the cut is the next one
    monkeypatch.setattr("casefile.clock.now", lambda: next(times))
    monkeypatch.setattr(loop, "drain", loop.run_one)

    part = cut(recording)

    step = part.content.derived_by.get()
    assert (step.started_at, step.ended_at) == (at, at + timedelta(seconds=2))
    assert (part.captured_at, step.version != "") == (step.ended_at, True)
    assert part.content.metadata["duration_seconds"] == pytest.approx(2, abs=0.3)


def test_the_continuity_of_a_clip_begins_with_the_step_that_made_it(recording, cut, by, at):
    """EV-33: and another clip of the same recording is no entry of it."""
    part, other = cut(recording), cut(recording, to_seconds=2)

    report = continuity_report.build(part, with_reads=False, by=by, at=at)

    made = [row for row in report.entries if row.kind in continuity_report.MAKING]
    of_whole = [row for row in made if row.body.get("step") in {"clip", None}]
    assert [row.kind for row in of_whole] == ["object.derived", "exhibit.clipped"]
    assert made[0].body["sha256"] == f"sha256:{part.content.sha256}"
    assert other.content.sha256 != part.content.sha256
    assert report.is_whole


def test_what_cannot_be_cut_is_said_and_recorded(case, recording, cut):
    """EV-53: a refusal in words, and an entry of the case."""
    recording.content.metadata["duration_seconds"] = 99
    recording.content.save()

    assert cut(recording, from_seconds=50, to_seconds=60) is None

    assert clips.asked_for(recording) == [clips.Asked(50, 60, is_waiting=False)]
    assert CaseEvent.objects.filter(stream=case.stream, kind="object.not_derived").exists()


def test_a_part_asked_for_twice_is_cut_once_and_may_be_asked_for_again_afterwards(
    case, recording, officer, by, at
):
    """EV-43: a second press of the button makes no second exhibit."""
    producer = people.officer_witness(case=case, user=officer, by=by, at=at)
    asked = {"exhibit": recording, "from_seconds": 1, "to_seconds": 3, "producer": producer,
             "reason": "The punch", "description": "The punch", "by": by, "at": at}  # fmt: skip
    clips.ask(**asked)
    clips.ask(**asked)

    waiting = clips.asked_for(recording)
    loop.drain()
    after = clips.asked_for(recording)
    count = recording.sub_exhibits.count()
    clips.ask(**asked)
    loop.drain()

    assert waiting == [clips.Asked(1, 3, is_waiting=True)]
    assert (after, count) == ([], 1)
    assert recording.sub_exhibits.count() == 2
    assert {part.recorded_by for part in recording.sub_exhibits.all()} == {officer}


def test_a_clip_carries_what_its_recording_shows_and_how_its_clock_was(
    case, recording, cut, by, at
):
    """EV-35, EV-44: a child in a film is a child in a part of it."""
    recordings.set_sensitivity(exhibit=recording, codes=["child"], by=by, at=at)
    exhibits.record_clock_error(exhibit=recording, seconds=240, how="Radio clock", by=by, at=at)

    part = cut(recording)

    assert (part.sensitive, part.clock_error_seconds, part.clock_checked_how) == (
        ["child"], 240, "Radio clock"
    )  # fmt: skip


def test_what_is_found_out_later_of_a_recording_is_said_of_its_clips_and_twins(
    case, recording, cut, by, at
):
    """EV-18, EV-35, EV-44: and what is lifted of a clip stays with the recording."""
    part = cut(recording)
    other = factories.make_person(case=case)
    twin = exhibits.re_exhibit(exhibit=recording, producer=other, by=by, at=at)
    twin_part = cut(twin, producer=other)

    recordings.set_sensitivity(exhibit=twin, codes=["child", "home"], by=by, at=at)
    exhibits.record_clock_error(exhibit=recording, seconds=-60, how="Radio clock", by=by, at=at)
    part.refresh_from_db()
    recordings.set_sensitivity(exhibit=part, codes=["home"], by=by, at=at)

    rows = {row.pk: row for row in case.exhibits.all()}
    assert {row.clock_error_seconds for row in rows.values()} == {-60}
    assert rows[part.pk].sensitive == ["home"]
    for row in (recording, twin, twin_part):
        assert rows[row.pk].sensitive == ["child", "home"]


def test_a_recording_that_does_not_say_how_long_it_is_can_be_cut_too(case, by, cut):
    """EV-43: as browsers write them; how long it is, the copy that was made of it knows."""
    stored = media.receive(media.video(seconds=4), case=case, by=by)
    whole = factories.make_exhibit(case=case, content=stored, kind="video", reference="JH/8")

    part = cut(whole)

    assert not stored.metadata["duration_seconds"]
    assert part.content.metadata["duration_seconds"] == pytest.approx(2, abs=0.3)
    with pytest.raises(Refused, match="it is 4 seconds long"):
        cut(whole, to_seconds=9)
