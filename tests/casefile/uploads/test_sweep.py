"""What is swept away: lapsed uploads, those nobody owns, and files that belong to no upload."""

import os
from datetime import timedelta
from uuid import uuid4

import pytest

from casefile import clock
from casefile.uploads import owners, parts, services
from casefile.uploads.models import Upload
from casefile.uploads.owners import Owner, OwnerKind, nobody
from casefile.uploads.writing import KEPT_FOR, Body, append

OWNER = Owner("robin", 1 << 20, 9, 1 << 20)
LATER = KEPT_FOR + timedelta(minutes=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _commits(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        yield


def begun():
    return services.begin(kind="test", owner=OWNER, size_bytes=5, about={}, at=clock.real())


def finished():
    upload = begun()
    return append(upload=upload, offset=0, body=Body(lambda n: b"hello", 5), now=clock.real)


def swept(at, capture):
    with capture(execute=True):
        return services.sweep(at=at)


def test_an_unfinished_upload_goes_with_its_bytes_when_its_day_is_over(
    django_capture_on_commit_callbacks,
):
    upload = begun()

    before = swept(clock.real(), django_capture_on_commit_callbacks)
    after = swept(clock.real() + LATER, django_capture_on_commit_callbacks)

    assert (before, after) == (0, 1)
    assert not Upload.objects.exists()
    assert not parts.path_of(upload.pk).exists()


def test_a_finished_upload_stays_while_its_owner_does(
    monkeypatch, django_capture_on_commit_callbacks
):
    upload = finished()

    assert swept(clock.real() + LATER, django_capture_on_commit_callbacks) == 0
    monkeypatch.setitem(owners._KINDS, "test", OwnerKind(nobody, lambda ids, at: []))
    assert swept(clock.real(), django_capture_on_commit_callbacks) == 1
    assert not parts.path_of(upload.pk).exists()


def test_an_upload_of_a_kind_that_nobody_knows_goes(
    monkeypatch, django_capture_on_commit_callbacks
):
    finished()
    monkeypatch.delitem(owners._KINDS, "test")

    assert swept(clock.real(), django_capture_on_commit_callbacks) == 1


def test_files_that_killed_processes_left_go_after_a_day(django_capture_on_commit_callbacks):
    kept = begun()
    orphan, form = uuid4(), parts.folder() / "forms" / "tmpx.upload"
    parts.make(orphan)
    form.parent.mkdir(exist_ok=True)
    form.write_bytes(b"half a form")
    fresh = swept(clock.real(), django_capture_on_commit_callbacks)
    old = (clock.real() - LATER).timestamp()
    for path in (parts.path_of(orphan), parts.path_of(kept.pk), form):
        os.utime(path, (old, old))

    count = swept(clock.real(), django_capture_on_commit_callbacks)

    assert (fresh, count) == (0, 2)
    assert parts.path_of(kept.pk).exists()
    assert not parts.path_of(orphan).exists()
    assert not form.exists()


def test_a_file_handed_over_is_out_of_its_senders_reach():
    upload = finished()

    services.hand_over(upload=upload, kind="sealed", owner_id="7")

    assert not Upload.objects.of_owner("test", "robin").exists()
    assert Upload.objects.of_owner("sealed", "7").get() == upload
