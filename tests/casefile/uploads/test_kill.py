"""A process killed at each named point of an upload: what was acknowledged is there, once."""

import hashlib
import io
import os

import pytest
from django.db import connections

from casefile import clock
from casefile.crashpoints import NAMES
from casefile.uploads import parts, services
from casefile.uploads.models import Upload
from casefile.uploads.owners import Owner
from casefile.uploads.writing import Body, append

POINTS = ("uploads.written", "uploads.synced", "uploads.sealed", "uploads.acknowledged")
CONTENT = b"0123456789" * 1000
OWNER = Owner("robin", 1 << 20, 3, 1 << 20)


def in_a_killed_process(upload, length, point):
    """Write in a forked process that is killed at a point; return how it ended."""
    connections.close_all()  # a connection cannot be shared
    child = os.fork()
    if child == 0:
        os.environ["CASEFILE_CRASHPOINT"] = f"{point}:1"
        write(upload, length)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def write(upload, length):
    content = CONTENT[upload.offset_bytes :][:length]
    body = Body(io.BytesIO(content).read, len(content))
    append(upload=upload, offset=upload.offset_bytes, body=body, now=clock.real)


def let_leases_run_out():
    Upload.objects.update(held_until=None)


def begun():
    about = {"filename": "film.mp4"}
    return services.begin(
        kind="test", owner=OWNER, size_bytes=len(CONTENT), about=about, at=clock.real()
    )


def test_every_point_of_an_upload_is_killed_at():
    assert {name for name in NAMES if name.startswith("uploads.")} == set(POINTS)


@pytest.mark.both
@pytest.mark.parametrize("length", [4000, len(CONTENT)])
@pytest.mark.parametrize("point", POINTS)
def test_a_killed_writer_leaves_what_it_acknowledged_and_the_rest_can_follow(
    committed_db, reached, point, length
):
    upload = begun()
    if point == "uploads.sealed" and length < len(CONTENT):
        pytest.skip("only the last piece seals")

    ended = in_a_killed_process(upload, length, point)
    upload.refresh_from_db()
    held_until, acknowledged = upload.held_until, upload.offset_bytes
    let_leases_run_out()
    if upload.finished_at is None:
        write(upload, len(CONTENT))

    reached(point, ended)
    assert held_until > clock.real()  # it comes back by time alone
    assert acknowledged == (length if point == "uploads.acknowledged" else 0)
    assert upload.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert parts.path_of(upload.pk).read_bytes() == CONTENT
