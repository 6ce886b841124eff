import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction

from casefile.models import CaseEvent, LogRestore, SealedHead, SealedSpan, StreamHead
from casefile.services import events, restores, seal_checks, seals
from casefile.services.actors import system
from casefile.store.write_once import WriteOnceFolder
from tests.casefile.services.tampering import behind_the_triggers, key
from tests.factories import AT, make_case, make_event

EVENTS, BODIES = "casefile_caseevent", "casefile_eventbody"


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


def remove(entry):
    """Take an entry out as a database owner could, its head put back to the one before."""
    before = CaseEvent.objects.filter(stream=entry.stream, sequence=entry.sequence - 1).first()
    behind_the_triggers(
        (f"DELETE FROM {BODIES} WHERE event_id = %s", key(entry)),
        (f"DELETE FROM {EVENTS} WHERE id = %s", key(entry)),
    )
    StreamHead.objects.filter(stream=entry.stream).update(
        sequence=entry.sequence - 1, entry_hash=before.entry_hash if before else ""
    )


def rewrite(stream):
    """Write a whole stream anew so that it fits in every way, as whoever holds the tables could."""
    previous = ""
    for row in CaseEvent.objects.filter(stream=stream).order_by("sequence"):
        header = json.loads(bytes(row.header)) | {"previous": previous, "release": "forged"}
        raw = events.canonical(header)
        previous = hashlib.sha256(raw).hexdigest()
        behind_the_triggers(
            (
                f"UPDATE {EVENTS} SET header = %s, entry_hash = %s WHERE id = %s",
                raw,
                previous,
                key(row),
            )
        )
    StreamHead.objects.filter(stream=stream).update(entry_hash=previous)


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
def test_a_killed_sealer_loses_and_doubles_nothing(committed_db, place, settings, point):
    append(make_case(), 3)
    code = (
        f"from django.conf import settings; settings.SEALS_DIR = {settings.SEALS_DIR!r}\n"
        "from casefile import clock\nfrom casefile.services import seals\n"
        "seals.seal_new(at=clock.real())"
    )
    died = committed_db.run(code, CASEFILE_CRASHPOINT=f"{point}:1")

    seal()

    assert died.returncode == -9, died.stderr
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


# After a restore ---------------------------------------------------------------------------------


@pytest.fixture
def put_back(case, place):
    """A database as it was after the first of two seals, with what came after it lost."""
    append(case, 3)
    seal()
    later = append(case, 2)
    seal()
    SealedSpan.objects.filter(seal_id=2).delete()
    SealedHead.objects.filter(number=2).delete()
    for entry in reversed(later):
        remove(entry)
    return case


def test_nothing_is_sealed_over_a_database_that_was_put_back(put_back):
    append(put_back)

    with pytest.raises(seals.DatabaseIsBehind, match="sealed here up to 1, outside up to 2"):
        seal()


def test_what_came_after_the_copy_is_listed_as_lost_with_a_proof(put_back):
    """EV-97: a consistency proof against the last outside head; later entries are lost."""
    found = restores.compare()

    assert found.lost == [(put_back.stream, 4, 5, False)]
    assert (found.kept_size, found.outside_size, found.is_beginning) == (3, 5, True)
    assert found.proof


def test_the_command_ends_with_1_until_the_restore_is_recorded(put_back):
    """EV-97: a restore leaves a visible entry, and nothing is renumbered in silence."""
    with pytest.raises(CommandError, match="was put back"):
        command("check_restore")
    with pytest.raises(CommandError, match="--by"):
        command("check_restore", record=True)

    said = command("check_restore", record=True, by="Owen Clay")

    assert f"Lost: {put_back.stream}, entries 4 to 5" in said
    entry = CaseEvent.objects.get(kind="log.restored")
    assert events.body_of(entry)["lost"][0]["first"] == 4
    assert json.loads(bytes(entry.header))["actor"]["on_behalf_of"] == "Owen Clay"


def test_after_a_recorded_restore_sealing_goes_on_after_the_last_head_outside(put_back, place):
    """EV-97: the numbers of lost entries are used again only in sight of everybody."""
    append(put_back)
    restores.record(restores.compare(), by="Owen Clay", at=AT)

    assert seal() == 1

    assert list(place.numbers()) == [1, 2, 3]
    assert json.loads(bytes(SealedHead.objects.get(number=3).head))["after"] == 1
    assert faults() == []
    assert restores.compare().is_behind is False


def test_lost_entries_whose_numbers_are_in_use_again_are_told_apart(put_back):
    append(put_back)

    assert restores.compare().lost == [(put_back.stream, 4, 5, True)]


def test_a_log_that_is_no_earlier_state_is_not_recorded_as_a_restore(put_back):
    rewrite(put_back.stream)
    SealedHead.objects.update(root="0" * 64)

    with pytest.raises(restores.Refused, match="no earlier state"):
        restores.record(restores.compare(), by="Owen Clay", at=AT)
    assert not LogRestore.objects.exists()


def test_a_clean_database_has_lost_nothing(case, place):
    append(case)
    seal()

    assert "Here: seal 1 over 1 entries. Outside: seal 1" in command("check_restore")
