"""Whether log and evidence are whole, as an auditor or administrator reads it."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from casefile.manage import paging, readiness
from casefile.models import CaseEvent, LogRestore, OrphanFile
from casefile.services import evidence, seals, store_scan
from tests.factories import AT, make_case, make_event, make_stored_object

DAY = localdate(AT)


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.EVIDENCE_DIR = str(tmp_path / "evidence")
    settings.SEALS_DIR = str(tmp_path / "seals")


@pytest.fixture
def page(client, signed_in, auditor):
    signed_in(client, auditor)
    return lambda **asked: client.get("/manage/integrity/", asked)


def lose(*rows):
    for stored in rows:
        evidence.store()._path(stored.key).unlink()
    store_scan.scan_slice(at=AT)


def days(first=DAY, last=DAY):
    return {
        f"{name}_{part}": getattr(day, part)
        for name, day in (("first", first), ("last", last))
        for part in ("day", "month", "year")
    }


def test_seals_stamps_and_the_last_round_are_shown(page):
    """F59: the last run, its coverage and its problems."""
    make_stored_object(b"eight!!!")
    seals.seal_new(at=AT)
    store_scan.scan_slice(at=AT)

    shown = page().content.decode()

    assert "Number 1, 17 November 2026, 12:00, over 1 entry" in shown
    assert "Up to number 1" in shown
    assert "no time-stamp authority was asked yet" in shown
    assert "17 November 2026, 12:00: 1 file, 8 bytes, problems found: 0" in shown


def test_a_lost_file_and_an_orphan_of_the_own_force_are_listed(page):
    """F59: loss, change and orphans are reported."""
    stored = make_stored_object(case=make_case(urn="77NG0000126"))
    lose(stored)
    for key in ("77/known", "78/theirs"):
        OrphanFile.objects.create(
            key=key, size_bytes=5, written_at=AT, first_seen_at=AT, seen_at=AT
        )

    shown = page().content.decode()

    assert all(words in shown for words in ("Missing", "77NG0000126", stored.sha256, "77/known"))
    assert "78/theirs" not in shown


def test_a_file_that_no_record_names_says_when_it_was_first_seen(page):
    seen = AT + timedelta(days=2)
    OrphanFile.objects.create(
        key="77/known", size_bytes=5, written_at=AT, first_seen_at=seen, seen_at=AT
    )

    assert "19 November 2026, 12:00" in page().content.decode()


def test_every_lost_file_is_on_some_page_beside_the_period_that_was_asked_for(page, monkeypatch):
    monkeypatch.setattr(paging, "PAGE_SIZE", 1)
    first, second = make_stored_object(), make_stored_object()
    lose(first, second)

    pages = [page(**days(), blocked=number).content.decode() for number in (1, 2)]

    assert "Files that are not as they were sealed: 1 to 1 of 2" in pages[0]
    assert all(("Heads sealed" in shown) for shown in pages)
    assert all(any(file.sha256 in shown for shown in pages) for file in (first, second))
    assert page(blocked=2).status_code == 200


def test_files_of_another_force_are_not_listed(page, other_force):
    stored = make_stored_object(case=make_case(force=other_force))
    lose(stored)

    assert str(stored.pk) not in page().content.decode()


def test_the_page_says_what_a_hash_proves_and_what_not(page):
    """EV-29: unchanged since it was taken; not true, complete or unedited before."""
    shown = page().content.decode()

    assert "have not changed since it was taken" in shown
    assert "does not show that what they hold is true, complete" in shown


def test_reading_the_page_is_in_the_log(page, auditor):
    """EV-82: who reads about the log is logged too."""
    page()

    entry = CaseEvent.objects.get(kind="list.viewed")
    assert entry.actor_id == auditor.pk


def test_a_period_says_how_the_system_worked(page):
    """EV-08: seals, checks, failures, restores and releases of a range of days."""
    lose(make_stored_object())
    seals.seal_new(at=AT)
    LogRestore.objects.create(
        kept_seal=1, outside_seal=2, recorded_at=AT, recorded_by="Owen Clay",
        lost=[{"stream": "case:x", "first": 4, "last": 6, "is_reused": False}],
    )  # fmt: skip

    shown = page(**days()).content.decode()

    assert "17 November 2026 to 17 November 2026" in shown
    assert "1 over 2 entries" in shown
    assert "Of these changed or missing" in shown
    assert "0.1.0" in shown
    assert "1 of 2" in shown


def test_days_in_the_wrong_order_are_refused(page):
    answer = page(**days(first=DAY.replace(day=18)))

    assert answer.status_code == 400
    assert "The last day must be the first day or after it" in answer.content.decode()


def test_monitoring_is_warned_of_files_that_are_not_whole_and_of_a_log_that_is_not_sealed(db):
    make_event()
    assert readiness.try_part("sealed log").level == "warn"
    seals.seal_new(at=AT)
    assert readiness.try_part("sealed log").level == "ok"
    assert readiness.try_part("stored files").level == "ok"

    lose(make_stored_object())

    assert readiness.try_part("stored files").level == "warn"


def test_monitoring_is_warned_of_a_database_that_was_put_back(db):
    make_event()
    seals.seal_new(at=AT)
    seals.outside().put(2, b"a later head")

    assert "check_restore" in readiness.try_part("sealed log").detail
