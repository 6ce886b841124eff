"""Files made out of stored ones: recorded, reproducible, and never in the way of the master."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from casefile.models import CaseEvent, Derivation
from casefile.services import derived, events, evidence, scanning
from casefile.worker import loop
from tests import factories, media

pytestmark = pytest.mark.django_db


def kinds(stored):
    return set(stored.derivations.filter(outcome="made").values_list("kind", flat=True))


def run_again(step, by):
    derived.repeat(step=step, by=by, at=factories.AT)
    loop.drain()
    return step.repeats_of_it.order_by("-run").first()


@pytest.fixture
def picture(case, by):
    return media.receive(media.photo(), case=case, by=by, name="lip.jpg")


@pytest.mark.parametrize(
    ("content", "made"),
    [
        (media.photo, {"thumbnail"}),
        (media.heic, {"thumbnail"}),
        (media.video, {"poster", "proxy"}),
        (media.tone, {"sound"}),
    ],
)
def test_what_there_is_to_look_at_is_made_by_jobs(case, content, made):
    """EV-51: a smaller copy, a still, a copy that plays; the file stays as it came."""
    stored = media.receive(content(), case=case)

    assert kinds(stored) == made
    assert evidence.store().digest(stored.key) == stored.sha256


def test_a_step_says_what_was_done_to_what_by_what_for_whom(picture):
    """EV-02, EV-03: a new object with its own hash, and all that is needed to do it again."""
    step = picture.derivations.get()

    assert (step.tool, step.parameters) == ("Pillow", {"thumbnail_px": 1200})
    assert step.version
    assert step.started_at <= step.ended_at
    assert step.input_sha256 == [picture.sha256]
    assert step.output_sha256 == step.output.sha256 == evidence.store().digest(step.output.key)
    assert step.made_by == "Casefile for Joan Hall"


def test_a_step_is_an_entry_of_the_case(picture, case):
    entry = CaseEvent.objects.get(stream=case.stream, kind="object.derived")

    assert entry.subject_id == picture.pk
    assert events.body_of(entry)["from_sha256"] == [f"sha256:{picture.sha256}"]


def test_what_was_captured_is_told_apart_from_what_was_made(picture):
    """EV-07: a field on every stored object."""
    made = factories.make_stored_object(case=picture.case)
    derived_from_it = picture.derivations.get().output

    origins = (picture.origin, derived_from_it.origin, made.origin)
    assert origins == ("captured", "derived", "generated")


def test_nothing_is_made_of_what_we_made_ourselves(case):
    made = factories.make_stored_object(media.photo(), case=case)
    loop.drain()

    assert not made.derivations.exists()


def test_what_cannot_be_made_is_an_entry_and_the_file_is_served_on(case, by):
    """EV-53: failure is an event, not an error."""
    stored = media.receive(b"\xff\xd8\xff\xe0 torn off", case=case)

    assert stored.derivations.get().outcome == Derivation.FAILED
    assert CaseEvent.objects.filter(stream=case.stream, kind="object.not_derived").exists()
    assert evidence.read(stored, by=by, at=factories.AT).startswith(b"\xff\xd8")


def test_nothing_opens_a_file_in_which_malware_was_found(case, by, at):
    stored = evidence.receive(
        stream=io.BytesIO(media.photo()), name="a.jpg", force=case.force, case=case, by=by, at=at
    )
    type(stored).objects.filter(pk=stored.pk).update(scan=scanning.FOUND)
    loop.drain()

    assert stored.derivations.get().failure == "malware"


def test_nothing_is_said_to_come_from_a_file_that_was_changed(case, by, at):
    """EV-26: nobody had noticed yet; the step compares the bytes before it names their hash."""
    stored = evidence.receive(
        stream=io.BytesIO(media.photo()), name="a.jpg", force=case.force, case=case, by=by, at=at
    )
    path = Path(settings.EVIDENCE_DIR) / stored.key
    path.chmod(0o600)
    path.write_bytes(media.photo(colour="red"))
    loop.drain()

    assert (stored.derivations.get().outcome, stored.derivations.get().failure) == (
        Derivation.FAILED, "withheld"
    )  # fmt: skip
    assert CaseEvent.objects.filter(stream=case.stream, kind="object.integrity_failed").exists()


@pytest.mark.parametrize("content", [media.photo, media.tone])
def test_every_step_run_again_gives_the_same_bytes(case, by, content):
    """EV-04: recorded tool and parameters, same hash."""
    stored = media.receive(content(), case=case)

    for step in list(stored.derivations.all()):
        again = run_again(step, by)
        assert (again.output_sha256, again.parameters) == (step.output_sha256, step.parameters)
        assert again.is_deterministic


def test_a_step_that_gives_other_bytes_is_said_not_to_be_deterministic(picture, by):
    """EV-04: a declared difference."""
    step = picture.derivations.get()
    Derivation.objects.filter(pk=step.pk).update(made_sha256="0" * 64)

    assert not run_again(step, by).is_deterministic
    step.refresh_from_db()
    assert not step.is_deterministic
    entry = CaseEvent.objects.get(kind="object.derived_again")
    assert events.body_of(entry)["same"] is False


def test_a_derived_file_that_is_lost_is_made_again_with_the_same_hash(picture, by, at):
    """EV-53, section 24 item 7: the master is still served, the derived file made anew."""
    step = derived.shown(picture)
    (Path(settings.EVIDENCE_DIR) / step.output.key).unlink()

    assert derived.bytes_of(step, by=by, at=at) is None
    loop.drain()

    again = derived.shown(picture)
    assert again.output_sha256 == step.output_sha256
    assert Image.open(io.BytesIO(derived.bytes_of(again, by=by, at=at))).size == (60, 40)
    assert evidence.read(picture, by=by, at=at) == media.photo()
