import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from casefile.models import CaseEvent, OrphanFile, OutboundMessage, StoreCheck, StoredObject
from casefile.services import events, evidence, store_scan
from tests.factories import AT, make_stored_object, make_user

HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """An evidence store that is empty."""
    settings.EVIDENCE_DIR = str(tmp_path / "evidence")
    return tmp_path / "evidence"


@pytest.fixture
def stored(db, case):
    return make_stored_object(b"the original bytes", case=case)


def path_of(stored):
    return Path(evidence.store()._path(stored.key))


def overwrite(path, content):
    path.chmod(0o600)
    path.write_bytes(content)


def flip_one_byte(stored):
    content = path_of(stored).read_bytes()
    overwrite(path_of(stored), bytes([content[0] ^ 1]) + content[1:])


def scan(at=AT, **given):
    return store_scan.scan_slice(at=at, **given)


def kinds(stream):
    return list(CaseEvent.objects.filter(stream=stream).values_list("kind", flat=True))


def fresh(stored):
    return StoredObject.objects.get(pk=stored.pk)


def test_each_check_says_who_hashed_what_where_when_and_with_which_tool(stored):
    """EV-25: SHA-256 and size at every scheduled scan; EV-26: the hash belongs to the event."""
    round_of = scan()

    check = StoreCheck.objects.get()
    assert (check.result, check.sha256, check.size_bytes) == ("whole", stored.sha256, 18)
    assert (check.place, check.by, check.at) == ("store", "Casefile", AT)
    assert check.tool.startswith("hashlib sha256")
    assert (round_of.checked, round_of.problems, round_of.ended_at) == (1, 0, AT)


def test_one_changed_byte_is_found_by_the_scan_recorded_blocked_and_told(stored):
    """EV-26: an INTEGRITY_FAILURE entry, the object quarantined, somebody called."""
    auditor = make_user("auditor", email="auditor@example.com")
    flip_one_byte(stored)

    assert scan().problems == 1

    entry = CaseEvent.objects.get(kind="object.integrity_failed")
    assert events.body_of(entry)["expected"] == stored.sha256
    assert entry.stream == stored.case.stream
    assert fresh(stored).integrity_failed_at == AT
    assert OutboundMessage.objects.get().address == auditor.email


def test_the_hash_that_was_sealed_is_never_written_over(stored):
    """EV-26: a later differing hash never overwrites the earlier one."""
    flip_one_byte(stored)
    scan()

    assert fresh(stored).sha256 == stored.sha256
    assert StoreCheck.objects.get().sha256 != stored.sha256


@pytest.mark.parametrize("use", [evidence.read, evidence.require_whole])
def test_after_one_byte_changed_the_next_reading_refuses_records_and_calls(stored, by, use):
    """EV-26: one byte of a master changed behind the app: refused, logged, told."""
    make_user("force_administrator", email="admin@example.com")
    flip_one_byte(stored)

    with pytest.raises(evidence.IntegrityFailure):
        use(fresh(stored), by=by, at=AT)

    assert kinds(stored.case.stream)[-1] == "object.integrity_failed"
    assert fresh(stored).integrity_failed_at == AT
    assert OutboundMessage.objects.count() == 1


def test_what_is_blocked_is_given_to_nobody_and_each_try_is_recorded(stored, by):
    flip_one_byte(stored)
    scan()

    for use in (evidence.read, evidence.require_whole):
        with pytest.raises(evidence.IntegrityFailure):
            use(fresh(stored), by=by, at=AT)
    with pytest.raises(evidence.IntegrityFailure):
        evidence.open_seekable(fresh(stored))

    assert kinds(stored.case.stream)[-2:] == ["object.withheld"] * 2


def test_a_file_that_changed_is_not_downloaded_and_somebody_is_called(
    client, officer, stored, signed_in
):
    """EV-26: the page of a changed file refuses, records and calls; the bytes are never sent."""
    make_user("auditor", email="auditor@example.com")
    flip_one_byte(stored)

    answer = signed_in(client, officer).post(
        f"/desk/objects/{stored.pk}/", {"reason": "To look at it again."}
    )

    assert answer.status_code == 409
    assert fresh(stored).integrity_failed_at
    assert OutboundMessage.objects.count() == 1


def test_a_lost_file_is_found_and_told_apart_from_a_changed_one(stored):
    path_of(stored).unlink()

    scan()

    assert StoreCheck.objects.get().result == "missing"
    assert kinds(stored.case.stream)[-1] == "object.integrity_failed"


def test_a_file_without_a_case_is_recorded_with_its_force(db):
    stored = make_stored_object(b"sent with a report")
    StoredObject.objects.update(case=None)
    flip_one_byte(stored)

    scan()

    assert kinds(f"force:{stored.force_id}") == ["object.integrity_failed"]


def test_bytes_that_were_put_back_are_given_out_again(stored, by):
    flip_one_byte(stored)
    scan()
    overwrite(path_of(stored), b"the original bytes")

    scan(AT + WEEK)

    assert evidence.read(fresh(stored), by=by, at=AT) == b"the original bytes"
    assert kinds(stored.case.stream)[-1] == "object.integrity_restored"


def test_an_alarm_is_raised_once_until_the_file_is_whole_again(stored):
    make_user("auditor", email="auditor@example.com")
    flip_one_byte(stored)

    scan()
    scan(AT + WEEK)

    assert OutboundMessage.objects.count() == 1


def test_a_round_goes_on_where_the_last_slice_ended_and_the_next_waits(db, monkeypatch):
    monkeypatch.setattr(store_scan, "MOST_OBJECTS", 2)
    monkeypatch.setattr(store_scan, "MOST_FILES", 2)
    for n in range(5):
        make_stored_object(b"%d" % n)

    slices = [scan() for _ in range(4)]

    assert [row and row.checked for row in slices] == [2, 4, 5, None]
    assert StoreCheck.objects.count() == 5
    assert slices[2].files == 5
    assert scan(AT + WEEK).checked == 2


def test_a_slice_ends_after_so_many_bytes(db, monkeypatch):
    monkeypatch.setattr(store_scan, "MOST_BYTES", 10)
    for n in range(3):
        make_stored_object(b"twelve bytes" + b"%d" % n)

    assert scan().checked == 1


def test_a_file_that_no_row_names_is_listed_and_kept(db, folder):
    kept = evidence.keep(stream=BytesIO(b"unknown"), force=make_user().force)
    path = folder / kept.key
    long_ago = (AT - timedelta(days=2)).timestamp()
    os.utime(path, (long_ago, long_ago))

    scan()

    orphan = OrphanFile.objects.get()
    assert (orphan.key, orphan.size_bytes, orphan.gone_at) == (kept.key, kept.size_bytes, None)
    assert path.exists()


def test_a_file_just_written_may_still_get_its_row(db):
    evidence.keep(stream=BytesIO(b"unknown"), force=make_user().force)

    scan()

    assert not OrphanFile.objects.exists()


def test_an_orphan_that_is_gone_at_the_next_round_is_said_to_be_gone(db):
    OrphanFile.objects.create(
        key="77/x", size_bytes=1, written_at=AT, first_seen_at=AT, seen_at=AT - HOUR
    )

    scan()

    assert OrphanFile.objects.get().gone_at == AT


def test_what_came_with_another_hash_is_set_aside_and_no_orphan(db, folder):
    with pytest.raises(evidence.Refused):
        evidence.keep(stream=BytesIO(b"x"), force=make_user().force, declared_sha256="00")
    long_ago = (AT - timedelta(days=2)).timestamp()
    for path in (folder / "quarantine").rglob("*"):
        os.utime(path, (long_ago, long_ago))

    assert scan().set_aside == 1
    assert not OrphanFile.objects.exists()


def test_a_lost_lease_ends_the_slice_and_nothing_is_lost(db):
    for n in range(2):
        make_stored_object(b"%d" % n)

    def gone():
        raise RuntimeError("another worker has it")

    with pytest.raises(RuntimeError):
        scan(renew=gone)

    assert scan().checked == 2
