"""A process killed at each named point of taking what a tablet brings: all is there, once."""

import io
import os
from uuid import uuid4

import pytest
from django.db import connections

from casefile import clock
from casefile.capture.models import Device, DeviceLease, Entry
from casefile.capture.services import devices, files
from casefile.capture.services.receiving import Bringing, Sealed
from casefile.crashpoints import NAMES
from casefile.models import Case, Exhibit, StoredObject, User
from casefile.services import events
from casefile.services.actors import of_user
from tests import factories
from tests.casefile.capture.tablet import InProcess, Tablet

CONTENT = b"0123456789" * 1000
OF_ENTRIES = ("capture.applied", "capture.receipt_signed", "capture.acknowledged")
OF_A_LEASE = ("capture.leased", "capture.lease_committed")
BEFORE_LOOKING = ("store.after_fsync", "store.after_rename", "capture.file_kept")


def _slow(point):
    return pytest.param(point, marks=pytest.mark.long)  # a sandbox of its own is started


@pytest.fixture
def tablet(committed_db):
    """A tablet in the hands of an officer who works on a case, in a database to commit to."""
    administrator = factories.make_user("force_administrator")
    officer = factories.make_user("officer", name="Joan Hall")
    factories.make_assigned_case(officer)
    at = clock.now()
    code = devices.make_code(force=officer.force, by=of_user(administrator), at=at)
    made = Tablet(InProcess(officer), officer, now=at)
    made.enrol(code)
    return made


def killed_at(point, act):
    """Run `act` in a forked process that is killed at a point; return how it ended."""
    connections.close_all()  # a connection cannot be shared
    child = os.fork()
    if child == 0:
        os.environ["CASEFILE_CRASHPOINT"] = f"{point}:1"
        act()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def bringing():
    return Bringing(Device.objects.get(), of_user(User.objects.get(name="Joan Hall")), clock.now())


def take(entry):
    return files.take_all([Sealed(**entry)], bringing())[0]


def take_bytes():
    return files.take_bytes(Entry.objects.get(), io.BytesIO(CONTENT), bringing())


def test_every_point_of_taking_is_killed_at():
    points = {*OF_ENTRIES, *BEFORE_LOOKING, *OF_A_LEASE}

    assert {name for name in NAMES if name.startswith("capture.")} <= points


@pytest.mark.both
@pytest.mark.parametrize("point", OF_ENTRIES)
def test_an_entry_whose_taking_was_killed_comes_again_and_is_there_once(tablet, reached, point):
    case = Case.objects.get()
    body = {"description": "A knife", "seal_number": "B123"}
    entry = tablet.seal("exhibit", case, body)

    ended = killed_at(point, lambda: take(entry))
    was_acknowledged = Entry.objects.exists()
    result = take(entry)

    reached(point, ended)
    assert was_acknowledged == (point == "capture.acknowledged")
    assert result.outcome == ("repeated" if was_acknowledged else "accepted")
    assert Exhibit.objects.get().reference == "JH/1"
    assert not events.check(case.stream).faults


@pytest.mark.parametrize("point", [*BEFORE_LOOKING, *map(_slow, OF_ENTRIES)])
def test_a_file_whose_taking_was_killed_comes_again_and_is_there_once(tablet, reached, point):
    case = Case.objects.get()
    take(tablet.seal("photo", case, content=CONTENT))

    ended = killed_at(point, take_bytes)
    result = take_bytes()

    reached(point, ended)
    assert result.outcome in {"accepted", "repeated"}
    assert StoredObject.objects.count() == Exhibit.objects.count() == 1
    assert not events.check(case.stream).faults


@pytest.mark.parametrize("point", OF_A_LEASE)
def test_a_block_whose_lending_was_killed_is_asked_for_again_and_lent_once(tablet, reached, point):
    """EV-14: a killed lease leaves no number in two hands."""
    case, lease_id = Case.objects.get(), uuid4()

    ended = killed_at(point, lambda: tablet.lease(case, 20, lease_id=lease_id))
    block = tablet.lease(case, 20, lease_id=lease_id).body

    reached(point, ended)
    assert (block["first"], block["last"]) == (1, 20)
    assert DeviceLease.objects.count() == 1
