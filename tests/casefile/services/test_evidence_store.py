"""Files for tools out of a store: of a folder as they are, of a bucket copies without a name."""

import io
import os

import pytest
from django.conf import settings

from casefile.services import evidence, evidence_store
from tests import factories


@pytest.fixture
def distant():
    """A reader as a bucket gives it: no file of this machine."""
    return io.BufferedReader(io.BytesIO(b"a film" * 1000))


def test_a_file_of_a_folder_is_given_as_it_is(db):
    stored = factories.make_stored_object(b"a film")

    with evidence.open_file(stored) as source:
        path = evidence_store.place() / stored.key
        assert os.fstat(source.fileno()).st_ino == path.stat().st_ino


def test_of_anything_else_there_is_a_copy_that_nobody_can_find_or_forget(distant):
    with evidence_store.as_file(distant) as copy:
        about = os.fstat(copy.fileno())
        content = copy.read()

        assert about.st_nlink == 0
        assert about.st_dev == os.stat(settings.WORK_DIR).st_dev
        assert list(settings.WORK_DIR.iterdir()) == []

    assert content == b"a film" * 1000
    assert distant.closed
    assert copy.closed


class Broken(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, buffer):
        raise ConnectionResetError


def test_a_copy_that_fails_half_way_leaves_nothing(db):
    source = io.BufferedReader(Broken())

    with pytest.raises(ConnectionResetError):
        evidence_store.as_file(source)

    assert source.closed
    assert list(settings.WORK_DIR.iterdir()) == []
