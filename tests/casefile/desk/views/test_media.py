"""What the page of an exhibit shows of its file, and how it is sent."""

import pytest
from django.urls import reverse

from casefile.models import CaseEvent, Job, Playback, StoredObject
from casefile.services import derived
from casefile.worker import loop
from tests import factories, media


@pytest.fixture
def shown(client, robbery):
    """`shown(content)` makes an exhibit of a file; `shown.page(it)` opens its page."""
    client.force_login(robbery.officer)

    def make(content, kind="video", **fields):
        stored = media.receive(content, case=robbery.case, by=robbery.by)
        return factories.make_exhibit(case=robbery.case, content=stored, kind=kind, **fields)

    make.page = lambda it: client.get(reverse("desk:exhibit", args=[it.pk])).content.decode()
    return make


def play(client, exhibit, wanted="bytes=0-99"):
    """Return the answer that a player gets, read to its end as a player does."""
    answer = client.get(reverse("desk:play", args=[exhibit.pk]), headers={"range": wanted})
    answer.sent = b"".join(answer.streaming_content) if answer.streaming else b""
    return answer


def test_a_picture_has_a_badge_that_says_it_is_not_the_original(client, shown):
    """EV-51: derived from what, by what, when; with a way to the master."""
    exhibit = shown(media.photo(), "photo")

    page = shown.page(exhibit)

    assert f"derived from {exhibit.reference}, sha256:{exhibit.content.sha256[:12]}…" in page
    assert "by Pillow" in page
    assert "Not the original." in page
    assert reverse("desk:object", args=[exhibit.content.pk]) in page


def test_a_file_without_a_preview_says_so_and_can_be_had(shown):
    """EV-45, EV-53: opaque, listed, and its master still to be downloaded."""
    exhibit = shown(b"\xff\xd8\xff\xe0 torn off", "photo")

    page = shown.page(exhibit)

    assert "No preview" in page
    assert reverse("desk:object", args=[exhibit.content.pk]) in page


def test_a_recording_is_sent_in_ranges_that_no_browser_runs(client, shown):
    exhibit = shown(media.tone(), "audio")

    part = play(client, exhibit, "bytes=4-11")

    assert part.status_code == 206
    assert part.sent == b"ftypisom"
    assert part["Content-Range"].startswith("bytes 4-11/")
    assert part["X-Content-Type-Options"] == "nosniff"
    assert part["Content-Disposition"].startswith("attachment")
    assert "sandbox" in part["Content-Security-Policy"]


def test_a_range_that_is_none_is_refused(client, shown):
    exhibit = shown(media.tone(), "audio")

    assert {
        play(client, exhibit, wanted).status_code for wanted in ("bytes=-", "bytes=99999999-")
    } == {416}
    assert "<audio controls" in shown.page(exhibit)


def test_playing_is_one_entry_a_session_with_its_bytes_summed(client, shown, robbery):
    """EV-81: not one entry for each range; a new session counts anew."""
    exhibit = shown(media.tone(), "audio")

    for _ in range(3):
        play(client, exhibit)
    assert Playback.objects.get().sent_bytes == 300
    client.logout()
    client.force_login(robbery.officer)
    play(client, exhibit)

    entries = CaseEvent.objects.filter(stream=robbery.case.access_stream, kind="object.played")
    assert entries.count() == 2


def test_a_step_is_listed_and_run_again_from_its_page(client, desk, shown):
    """EV-04: the page says whether the bytes were the same."""
    exhibit = shown(media.photo(), "photo")
    step = derived.shown(exhibit.content)

    desk("desk:repeat-step", step)
    loop.drain()

    page = client.get(reverse("desk:steps", args=[exhibit.pk])).content.decode()
    assert page.count(f"sha256:{step.output_sha256}") == 2
    assert "Run again: the same bytes." in page


def test_a_recording_that_was_changed_is_not_played(client, shown, settings):
    exhibit = shown(media.tone(), "audio")
    key = derived.played(exhibit.content).output.key
    path = settings.EVIDENCE_DIR / key
    path.chmod(0o600)
    path.write_bytes(b"x")

    assert play(client, exhibit).status_code == 404
    assert CaseEvent.objects.filter(kind="object.integrity_failed").exists()
    assert not Playback.objects.exists()


@pytest.mark.parametrize("gone", ["blocked", "lost"])
def test_a_recording_that_goes_while_it_is_played_ends_before_an_answer_begins(
    client, shown, settings, at, gone
):
    """EV-26: a file found not to be whole is withheld from a session that was under way, too."""
    exhibit = shown(media.tone(), "audio")
    assert play(client, exhibit).status_code == 206
    copy = derived.played(exhibit.content).output
    if gone == "blocked":
        StoredObject.objects.filter(pk=copy.pk).update(integrity_failed_at=at)
    else:
        (settings.EVIDENCE_DIR / copy.key).unlink()

    assert play(client, exhibit).status_code == 404
    said = "object.withheld" if gone == "blocked" else "object.integrity_failed"
    assert CaseEvent.objects.filter(kind=said).count() == 1
    loop.drain()
    assert play(client, exhibit).status_code == 206


def test_a_file_that_never_had_a_copy_made_gets_one_once_it_is_looked_at(shown):
    exhibit = shown(media.photo(), "photo")
    exhibit.content.derivations.get().inputs.clear()
    Job.objects.all().delete()

    waiting = shown.page(exhibit)
    loop.drain()

    assert "Load this page again in a moment" in waiting
    assert "Not the original." in shown.page(exhibit)
