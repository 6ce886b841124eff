import subprocess
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from casefile.models import SealedHead, SealStamp
from casefile.services import events, seals, stamps
from casefile.services.actors import system
from tests.casefile.services import authority
from tests.factories import AT, make_case

HOUR = timedelta(hours=1)


@pytest.fixture
def folder(shared, settings, tmp_path):
    """The authority's folder; its root is trusted."""
    made = shared("time-authority", authority.make)
    settings.TIMESTAMP_ROOTS = str(made / "root.pem")
    settings.SEALS_DIR = str(tmp_path / "seals")
    return made


@pytest.fixture
def running(folder, settings):
    with authority.serving(folder) as address:
        settings.TIMESTAMP_AUTHORITY = address
        yield folder


@pytest.fixture
def sealed(db):
    """`sealed()` appends an entry and seals it."""
    case = make_case()

    def more():
        events.of_case(case, "person.changed", by=system(), at=AT)
        seals.seal_new(at=AT)

    return more


def test_the_newest_head_is_stamped_and_anybody_can_check_it(sealed, running, settings, tmp_path):
    """F71: a third party signs that the head of the log existed then."""
    sealed()
    row = stamps.stamp_newest(at=AT)

    assert (row.problem, row.seal_id) == ("", 1)
    (tmp_path / "head").write_bytes(bytes(row.seal.head))
    (stamp,) = (Path(settings.SEALS_DIR) / "stamps").rglob("*.tsr")
    words = ["openssl", "ts", "-verify", "-data", tmp_path / "head", "-in", stamp]
    said = subprocess.run([*words, "-CAfile", running / "root.pem"], capture_output=True)
    assert b"Verification: OK" in said.stdout
    assert list(stamps.check()) == []


def test_a_stamp_that_was_swapped_for_another_is_found(sealed, running):
    sealed()
    stamps.stamp_newest(at=AT)
    sealed()

    SealStamp.objects.update(seal_id=2)

    (fault,) = stamps.check()
    assert "its time stamp does not hold" in fault.problem


def test_one_stamp_an_hour_is_asked_for(sealed, running):
    sealed()
    assert stamps.stamp_newest(at=AT)
    sealed()

    assert stamps.stamp_newest(at=AT + HOUR / 2) is None
    assert stamps.stamp_newest(at=AT + HOUR).seal_id == 2


def test_an_authority_that_does_not_answer_holds_up_no_seal_and_is_asked_again(
    sealed, folder, settings
):
    settings.TIMESTAMP_AUTHORITY = "http://127.0.0.1:9/"
    sealed()
    assert "did not answer" in stamps.stamp_newest(at=AT).problem
    sealed()

    with authority.serving(folder) as settings.TIMESTAMP_AUTHORITY:
        row = stamps.stamp_newest(at=AT + HOUR / 12)

    assert SealedHead.objects.count() == 2
    assert (SealStamp.objects.get(), row.problem, row.seal_id) == (row, "", 2)


def test_a_stamp_that_could_not_be_written_outside_is_written_at_the_next_turn(
    sealed, running, settings, tmp_path, caplog
):
    sealed()
    settings.SEALS_DIR = str(tmp_path / "full")
    (tmp_path / "full").write_text("no folder")
    row = stamps.stamp_newest(at=AT)
    assert "takes nothing" in caplog.text
    (tmp_path / "full").unlink()

    assert stamps.stamp_newest(at=AT + HOUR / 12) is None

    (stamp,) = (tmp_path / "full" / "stamps").rglob("*.tsr")
    assert stamp.read_bytes() == bytes(row.reply)


@pytest.mark.parametrize("answer", [b"", b"no stamp", b"\x30\x03\x02\x01\x02"])
def test_an_answer_that_is_no_stamp_is_kept_as_a_failure(sealed, folder, settings, answer):
    sealed()

    with authority.serving(folder, answer) as settings.TIMESTAMP_AUTHORITY:
        row = stamps.stamp_newest(at=AT)

    assert row.problem
    assert row.stamped_at is None


def test_an_authority_that_is_not_trusted_gives_no_stamp(sealed, running, settings, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    authority.make(other)
    settings.TIMESTAMP_ROOTS = str(other / "root.pem")
    sealed()

    assert "not_trusted" in stamps.stamp_newest(at=AT).problem


def test_without_an_authority_nothing_is_asked(sealed):
    sealed()

    assert stamps.stamp_newest(at=AT) is None


def test_the_command_names_a_stamp_that_does_not_hold(sealed, running):
    sealed()
    stamps.stamp_newest(at=AT)
    SealStamp.objects.update(serial="7")

    with pytest.raises(Exception, match="Seal 1: its time stamp says another time"):
        call_command("verify_log", stdout=StringIO())
