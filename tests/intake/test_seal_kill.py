"""A worker killed while it seals a file of a report: the file is sealed once, and never lost."""

import hashlib
import os
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from casefile.models import CaseEvent, Job, StoredObject
from casefile.services import evidence
from casefile.uploads import parts
from casefile.uploads import services as uploads
from casefile.uploads.models import Upload
from casefile.worker import loop
from intake import services
from intake.models import ReportFile
from intake.words import Say
from tests.intake.walk import REPORTED_AT, add_files, make_draft

CONTENT = b"a film of the door " * 5000
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
POINTS = (
    "jobs.claimed:1",
    "store.after_temp_write:1",
    "store.after_rename:1",
    "events.appended:1",
    "jobs.before_commit:1",
    "jobs.after_commit:1",
)


def sent_report():
    draft = make_draft()
    add_files(draft, SimpleUploadedFile("door.mp4", CONTENT))
    return services.submit(draft=draft, say=Say(), at=REPORTED_AT)


def drained_in_a_killed_process(point):
    connections.close_all()  # a connection cannot be shared
    child = os.fork()
    if child == 0:
        os.environ["CASEFILE_CRASHPOINT"] = point
        loop.drain()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.both
@pytest.mark.parametrize("point", POINTS)
def test_a_worker_killed_while_it_seals_leaves_a_file_that_is_sealed_once(
    committed_db, reached, point
):
    sent_report()
    path = parts.path_of(Upload.objects.get().pk)

    ended = drained_in_a_killed_process(point)
    file = ReportFile.objects.get()
    was_safe = path.exists() or file.stored is not None
    Job.objects.filter(state=Job.LEASED).update(lease_until=LONG_AGO)
    loop.drain()
    uploads.sweep(at=REPORTED_AT)

    file.refresh_from_db()
    reached(point, ended)
    assert was_safe
    assert StoredObject.objects.get() == file.stored
    with evidence.open(file.stored) as sealed:
        assert hashlib.file_digest(BytesIO(sealed.read()), "sha256").hexdigest() == file.sha256
    assert CaseEvent.objects.filter(kind="report.file_sealed").count() == 1
    assert not path.exists()
    assert not Upload.objects.exists()
    assert not Job.objects.exclude(state=Job.DONE).exists()
