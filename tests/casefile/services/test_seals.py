import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction

from casefile.models import SealedHead, SealedSpan
from casefile.services import events, seal_checks, seals
from casefile.services.actors import system
from casefile.store.write_once import WriteOnceFolder
from tests.casefile.services.tampering import remove, rewrite
from tests.factories import AT, make_case, make_event


@pytest.fixture
def place(tmp_path, settings):
    """The folder outside, empty."""
    settings.SEALS_DIR = str(tmp_path / "seals")
    return WriteOnceFolder(tmp_path / "seals")


@pytest.fixture
def case(db):
    return make_case()


def append(case, count=1):
    return [events.of_case(case, "person.changed", by=system(), at=AT) for _ in range(count)]


def seal(**given):
    return seals.seal_new(at=AT, **given)


def faults():
    return [f"{fault.number}: {fault.problem}" for fault in seal_checks.check().faults]


def command(name, **options):
    out = StringIO()
    call_command(name, stdout=out, **options)
    return out.getvalue()


def unseal():
    SealedSpan.objects.all().delete()
    SealedHead.objects.all().delete()


# Sealing -----------------------------------------------------------------------------------------


@pytest.mark.both
def test_a_seal_covers_the_new_entries_of_every_stream(case):
    """EV-93: the head is signed over the new entries of all streams, and follows the last one."""
    append(case, 3)
    seal()
    append(case, 2)
    make_event(stream="force:77", kind="user.signed_in")
    seal()

    first, second = SealedHead.objects.order_by("number")
    assert (first.first_leaf, first.size, second.first_leaf, second.size) == (0, 3, 3, 6)
    assert seals.spans_of(second) == sorted([(case.stream, 4, 5), ("force:77", 1, 1)])
    assert (
        json.loads(bytes(second.head))["previous"] == hashlib.sha256(bytes(first.head)).hexdigest()
    )
    assert faults() == []


def test_nothing_new_makes_no_seal(case):
    append(case)

    assert [seal(), seal()] == [1, 0]


def test_an_entry_after_a_quiet_hour_is_not_late_before_it_has_waited(case):
    append(case)
    seal()
    later = AT + timedelta(hours=1)
    make_event(at=later)

    assert not seals.is_late(later)
    assert not seals.is_late(later + seals.LATE_AFTER)
    assert seals.is_late(later + seals.LATE_AFTER + timedelta(seconds=1))


def test_an_entry_that_a_new_seal_left_out_is_late_all_the_same(case, monkeypatch):
    """A seal that was just made says nothing about what still waits."""
    append(case)
    make_event()
    monkeypatch.setattr(seals, "MOST_ENTRIES", 1)
    later = AT + seals.LATE_AFTER + timedelta(minutes=1)
    seals.seal_next(at=later)

    assert seals.is_late(later)
    seals.seal_next(at=later)
    assert not seals.is_late(later)


def test_a_seal_takes_so_much_and_the_next_goes_on_within_the_stream(case, monkeypatch):
    monkeypatch.setattr(seals, "MOST_ENTRIES", 4)
    append(case, 10)

    assert seal() == 3
    assert [row.last for row in SealedSpan.objects.order_by("last")] == [4, 8, 10]
    assert faults() == []


@pytest.mark.both
def test_what_was_rolled_back_is_in_no_seal_and_leaves_no_gap(case):
    """EV-95: a transaction that is rolled back leaves no entry, in the log or in a seal."""
    append(case)
    with transaction.atomic():
        append(case)
        transaction.set_rollback(True)
    seal()
    append(case)
    seal()

    assert [(row.first, row.last) for row in SealedSpan.objects.order_by("first")] == [
        (1, 1),
        (2, 2),
    ]


@pytest.mark.both
def test_many_sealers_and_writers_at_once_seal_each_entry_once(committed_db):
    cases = [make_case(), make_case()]

    def act(n):
        try:
            for _ in range(2):
                append(cases[n % 2])
                seal()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(act, range(4)))
    seal()

    assert (seal_checks.check().size, faults()) == (8, [])


@pytest.mark.both
@pytest.mark.long
@pytest.mark.parametrize("point", ["seals.sealed", "seals.published"])
def test_a_killed_sealer_loses_and_doubles_nothing(committed_db, reached, place, settings, point):
    append(make_case(), 3)
    code = (
        f"from django.conf import settings; settings.SEALS_DIR = {settings.SEALS_DIR!r}\n"
        "from casefile import clock\nfrom casefile.services import seals\n"
        "seals.seal_new(at=clock.real())"
    )
    died = committed_db.run(code, CASEFILE_CRASHPOINT=f"{point}:1")

    seal()

    reached(point, died.returncode, died.stderr)
    report = seal_checks.check()
    assert (report.seals, report.outside, report.size, report.faults) == (1, 1, 3, [])


def test_a_place_that_takes_nothing_does_not_hold_up_sealing(case, settings, tmp_path, caplog):
    (tmp_path / "file").write_text("no folder")
    settings.SEALS_DIR = str(tmp_path / "file" / "seals")
    append(case)

    assert seal() == 1
    assert "takes nothing" in caplog.text


# What is found -----------------------------------------------------------------------------------


@pytest.mark.both
def test_newest_entries_that_go_with_their_head_are_found(case):
    """EV-93: the chain alone cannot see this; its sealed head does."""
    entries = append(case, 3)
    seal()

    remove(entries[2])

    assert not events.check(case.stream).faults
    assert faults() == [f"1: {case.stream}, entry 3: it was sealed and is gone"]


@pytest.mark.both
def test_a_stream_written_anew_is_found_by_the_seal_and_named_by_the_head_outside(case, place):
    """EV-93: a rebuild of the whole chain is caught by an outside head."""
    append(case, 3)
    seal()

    rewrite(case.stream)

    assert not events.check(case.stream).faults
    assert faults() == [
        f"1: {case.stream}, entries 1 to 3: they are not those that were sealed",
        f"1: {case.stream}, entry 1: it is not the one that was sealed (by the head outside)",
    ]


def test_a_log_written_anew_with_new_seals_is_found_by_the_head_outside(case, place, settings):
    append(case, 2)
    seal()
    rewrite(case.stream)
    unseal()
    kept, settings.SEALS_DIR = settings.SEALS_DIR, ""
    seal()
    assert faults() == []

    settings.SEALS_DIR = kept

    assert "1: the head kept outside is another than the one here" in faults()


def test_seals_that_are_gone_are_found_by_those_outside(case, place):
    append(case)
    seal()

    unseal()

    assert faults() == ["1: it is kept outside and is gone from the database"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"root": "0" * 64}, "a column differs from what was signed"),
        ({"signature": b"forged"}, "it was changed: the signature does not fit"),
        ({"key_id": "0" * 16}, "it was changed: the signature does not fit"),
        ({"head": b"no json"}, "it cannot be read"),
    ],
)
def test_a_changed_seal_is_named(case, change, problem):
    append(case)
    seal()

    SealedHead.objects.update(**change)

    assert f"1: {problem}" in faults()


def test_a_seal_taken_out_from_between_is_missed_by_the_next(case):
    for _ in range(3):
        append(case)
        seal()
    SealedSpan.objects.filter(seal_id=2).delete()
    SealedHead.objects.filter(number=2).delete()

    assert "3: the seal before it is gone or was changed" in faults()


def test_a_file_outside_that_was_changed_or_is_gone_is_named(case, place, tmp_path):
    for _ in range(3):
        append(case)
        seal()
    paths = sorted((tmp_path / "seals").rglob("*.json"))
    paths[2].chmod(0o600)
    paths[2].write_bytes(paths[2].read_bytes().replace(b'"entries":["', b'"entries":["00'))
    paths[0].unlink()

    said = faults()

    assert "3: outside, it or the head before it was changed or is gone" in said
    assert "1: it is gone from where heads are kept outside" in said


@pytest.mark.both
def test_the_command_says_what_the_seals_prove(case, place):
    append(case, 2)
    seal()
    append(case)

    said = command("verify_log")

    assert "1 seals over 2 entries, 1 kept outside; 1 entries are not sealed yet." in said
    assert "every entry that was sealed is in the log as it was" in said
    assert "The heads kept outside say the same" in said


def test_the_command_names_a_truncated_log_and_ends_with_1(case):
    entries = append(case, 2)
    seal()
    remove(entries[1])

    with pytest.raises(CommandError, match="entry 2: it was sealed and is gone"):
        command("verify_log")
