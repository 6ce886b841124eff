"""What we derive says so itself: signed by us, naming its parent's hash, the step and no person."""

import hashlib
import io
import json
import subprocess

import c2pa
import pytest
from django.urls import reverse

from casefile import sandbox
from casefile.services import authority, derived, evidence, people
from casefile.worker import loop
from tests import factories, media

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording(case, by):
    stored = media.receive(media.mp4(4), case=case, by=by)
    return factories.make_exhibit(case=case, content=stored, kind="video", reference="JH/7")


@pytest.fixture
def part(case, recording, officer, by, at):
    """Two seconds of the recording, cut out as officers do."""
    producer = people.officer_witness(case=case, user=officer, by=by, at=at)
    return media.cut(recording, producer=producer, by=by, at=at)


def read_with(stored, by, at, **settings):
    """Return what the library alone reads in a file, and the hash assertion that we make."""
    content = io.BytesIO(evidence.read(stored, by=by, at=at))
    context = c2pa.Context.from_dict({"verify": {"verify_trust": True}, **settings})
    found = json.loads(c2pa.Reader(stored.media_type, content, context=context).json())
    manifest = found["manifests"][found["active_manifest"]]
    said = [row["data"] for row in manifest["assertions"] if row["label"] == "casefile.derivation"]
    return found, said[0]


def streams(content):
    """Return a hash of each encoded stream of a recording, whatever stands around it."""
    words = ["ffmpeg", "-v", "error", "-i", "pipe:0", "-map", "0", "-c", "copy"]
    command = [*words, "-f", "streamhash", "pipe:1"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout


def test_a_clip_names_its_parent_and_how_it_was_cut_out_of_it(part, recording, by, at):
    """EV-02, EV-03: the hash of the whole as it was sealed, the item, the tool, in and out."""
    step = part.content.derived_by.get()

    found, said = read_with(part.content, by, at)

    assert said["statement"] == "Derived, not the original."
    assert said["parent"] == {
        "sha256": recording.content.sha256, "id": str(recording.content.pk)
    }  # fmt: skip
    assert said["step"] == {
        "kind": "clip", "tool": "ffmpeg", "version": step.version,
        "parameters": {"do": "clip", "start_ms": 1000, "end_ms": 3000},
    }  # fmt: skip
    assert said["sha256_before_credentials"] == step.made_sha256
    assert "The punch" not in json.dumps(found)


def test_picture_and_sound_are_those_that_were_cut(part, recording, by, at):
    """EV-04: whoever runs the step again finds the hash that the row and the credential name."""
    step, whole = part.content.derived_by.get(), evidence.read(recording.content, by=by, at=at)

    with sandbox.run("media", params=step.parameters, files={"media": whole}) as result:
        cut = result.read("clip")

    assert hashlib.sha256(cut).hexdigest() == step.made_sha256
    assert streams(cut) == streams(evidence.read(part.content, by=by, at=at))


def test_the_signature_fits_and_its_issuer_is_known_to_nobody(part, by, at):
    found, _ = read_with(part.content, by, at)

    assert found["validation_state"] == "Valid"
    assert [row["code"] for row in found["validation_status"]] == ["signingCredential.untrusted"]
    signed = found["manifests"][found["active_manifest"]]["signature_info"]
    assert signed["issuer"] == "This Casefile installation, no public authority"


def test_whoever_has_our_certificate_can_check_that_it_was_us(part, by, at):
    ours = authority.ours().certificate_pem.decode()

    found, _ = read_with(part.content, by, at, trust={"user_anchors": ours})

    assert found["validation_state"] == "Trusted"


def test_the_page_of_a_clip_shows_its_credentials_as_what_they_are(client, officer, part):
    client.force_login(officer)

    page = client.get(reverse("desk:exhibit", args=[part.pk])).content.decode()

    assert "Content credentials: a claim, not proof" in page
    assert f"sha256:{part.parent_sha256}, item {part.parent.content.pk}" in page
    assert "start_ms 1000. Not the original." in page
    assert "which no outside authority vouches" in page


def test_a_clip_that_comes_back_is_known_and_one_that_was_changed_is_flagged(
    client, officer, case, part, by, at
):
    client.force_login(officer)
    content = evidence.read(part.content, by=by, at=at)

    def page_of(back):
        stored = media.receive(back, case=case, by=by, name="back.mp4")
        exhibit = factories.make_exhibit(case=case, content=stored, kind="video")
        return client.get(reverse("desk:exhibit", args=[exhibit.pk])).content.decode()

    assert "The bytes are those that this installation signed" in page_of(content)
    spoilt = content[:-200] + bytes([content[-200] ^ 1]) + content[-199:]
    assert "that do not fit its bytes" in page_of(spoilt)


def test_a_still_carries_credentials_and_its_recording_stays_as_it_came(recording, by, at):
    still = derived.shown(recording.content)

    found, said = read_with(still.output, by, at)

    assert (still.kind, found["validation_state"]) == ("poster", "Valid")
    assert said["parent"]["sha256"] == recording.content.sha256
    assert evidence.read(recording.content, by=by, at=at) == media.mp4(4)


def test_runs_are_compared_as_they_were_before_credentials(client, officer, recording, by, at):
    """EV-04: the credential is another one each time, what the tool made is not."""
    client.force_login(officer)
    first = derived.shown(recording.content)

    client.post(reverse("desk:repeat-step", args=[first.pk]))
    loop.drain()

    again = first.repeats_of_it.get()
    assert again.output_sha256 != first.output_sha256
    assert again.made_sha256 == first.made_sha256
    page = client.get(reverse("desk:steps", args=[recording.pk])).content.decode()
    assert page.count(f"Before its content credentials: sha256:{first.made_sha256}") == 2
    assert "Run again: the same bytes." in page
    assert "Not deterministic" not in page


def test_what_has_no_place_for_credentials_is_kept_and_says_so(client, officer, recording):
    client.force_login(officer)

    client.post(reverse("desk:plain-copy", args=[recording.pk]))
    loop.drain()

    step = recording.content.derivations.get(kind="plain_recording")
    assert (step.outcome, step.no_credentials, step.credentials_by) == ("made", "no_room", "")
    page = client.get(reverse("desk:steps", args=[recording.pk])).content.decode()
    assert "No content credentials: this kind of file has no place for them." in page


def test_a_clip_that_could_not_be_signed_is_kept_and_says_so(
    request, client, officer, recording, monkeypatch
):
    run = sandbox.run

    def fails(kind, **given):
        if kind == "credentials":
            raise sandbox.JobFailed("time_limit", "it took too long")
        return run(kind, **given)

    monkeypatch.setattr(sandbox, "run", fails)
    client.force_login(officer)

    part = request.getfixturevalue("part")

    assert part.content.derived_by.get().no_credentials == "time_limit"
    page = client.get(reverse("desk:steps", args=[recording.pk])).content.decode()
    assert "No content credentials: they could not be put in." in page


def test_smaller_copies_for_looking_at_carry_none(case):
    stored = media.receive(media.photo(), case=case)

    step = stored.derivations.get(kind="thumbnail")

    assert (step.credentials_by, step.no_credentials) == ("", "")
    assert step.made_sha256 == step.output_sha256
