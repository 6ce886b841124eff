from datetime import timedelta

import pytest
from django.db import connection, transaction
from kombu.exceptions import OperationalError

from casefile.models import Job
from casefile.services import jobs, triggers
from casefile.worker import bell, loop, tasks
from tests.factories import AT


@pytest.fixture
def rung(monkeypatch):
    rings = []
    monkeypatch.setattr(jobs, "_BELLS", [lambda: rings.append(1)])
    return rings


def enqueue(key="k"):
    jobs.enqueue("a.handler", key=key, payload={}, at=AT)


def test_the_bell_rings_after_the_commit_and_not_before(
    db, rung, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        enqueue()

    assert not rung
    for callback in callbacks:
        callback()
    assert rung


def test_work_that_is_rolled_back_rings_no_bell(committed_db, rung):
    """EV-94: what goes out is a row of the same transaction, or nothing."""
    with transaction.atomic():
        enqueue()
        transaction.set_rollback(True)

    assert not rung
    assert not Job.objects.exists()


def test_a_bell_that_breaks_does_not_undo_or_fail_the_change(committed_db, monkeypatch):
    monkeypatch.setattr(jobs, "_BELLS", [lambda: 1 / 0])

    enqueue()

    assert Job.objects.count() == 1


@pytest.mark.parametrize("trouble", [OperationalError("down"), ConnectionRefusedError(), OSError()])
def test_a_broker_that_is_down_is_logged_and_nothing_more(monkeypatch, caplog, trouble):
    def refuse(**_):
        raise trouble

    monkeypatch.setattr(tasks.wake, "apply_async", refuse)

    bell.ring()

    assert "did not take a wake-up" in caplog.text


def test_work_whose_bell_was_lost_is_found_by_the_sweeper(committed_db, monkeypatch):
    monkeypatch.setattr(jobs, "_BELLS", [])
    monkeypatch.setattr(jobs, "_BY_THE_CLOCK", {})
    monkeypatch.setattr(loop, "import_string", lambda path: lambda **_: None)
    enqueue()

    tasks.sweep()

    assert Job.objects.get().state == Job.DONE


def test_the_sweeper_puts_what_runs_by_the_clock_among_the_jobs(committed_db, monkeypatch):
    done = []
    monkeypatch.setattr(jobs, "_BY_THE_CLOCK", {"a.handler": timedelta(hours=1)})
    monkeypatch.setattr(loop, "import_string", lambda path: lambda **_: done.append(path))

    tasks.sweep()
    tasks.sweep()

    assert done == ["a.handler"]


def test_a_worker_does_not_start_over_an_unprotected_chain(committed_db):
    with connection.cursor() as cursor:
        where = "" if connection.vendor == "sqlite" else f" ON {triggers.EVENTS}"
        cursor.execute(f"DROP TRIGGER casefile_event_no_delete{where}")

    with pytest.raises(SystemExit, match="casefile_event_no_delete"):
        tasks.require_triggers()


def test_a_worker_starts_over_a_protected_chain(committed_db):
    tasks.require_triggers()
