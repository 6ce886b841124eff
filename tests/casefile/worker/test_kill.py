"""A process killed at each named point of the chain and the job table: nothing lost or doubled."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casefile.crashpoints import NAMES
from casefile.models import Case, CaseEvent, EventBody, Job, OutboundMessage
from casefile.services import events, messages
from casefile.worker import loop
from tests.factories import AT, make_case, make_force

ROOT = Path(__file__).parents[3]
IN_A_WORKER = ("jobs.claimed", "jobs.before_commit", "jobs.after_commit", "events.appended")
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def queue_a_message():
    case = make_case()
    return messages.queue(
        recipient_id=case.pk,
        channel="email",
        address="robin@example.com",
        template="file_sent",
        subject="An update is waiting",
        body="Sign in to read it.",
        key="once",
        case=case,
        at=AT,
    )


def let_leases_run_out():
    Job.objects.filter(state=Job.LEASED).update(lease_until=LONG_AGO)


def assert_sent_exactly_once():
    message = OutboundMessage.objects.get()
    assert message.sent_at
    assert CaseEvent.objects.filter(kind="message.sent").count() == 1
    assert Job.objects.get(handler=messages.SEND).state == Job.DONE
    assert [events.check(stream).faults for stream in events.streams()] == [[]]


def test_every_point_of_the_chain_and_the_job_table_is_killed_at():
    assert {name for name in NAMES if name.startswith(("jobs.", "events."))} == set(IN_A_WORKER)


@pytest.mark.both
@pytest.mark.parametrize("point", IN_A_WORKER)
def test_a_worker_killed_at_a_point_leaves_exactly_one_effect(committed_db, reached, point):
    queue_a_message()

    killed = committed_db.drain(CASEFILE_CRASHPOINT=f"{point}:1")
    let_leases_run_out()
    loop.drain()

    reached(point, killed.returncode, killed.stderr)
    assert_sent_exactly_once()


@pytest.mark.both
def test_a_writer_killed_after_its_append_leaves_nothing_and_may_try_again(committed_db, reached):
    make_force()
    code = """
from casefile.models import Force
from casefile.services import cases
from casefile.services.actors import system
from tests.factories import AT
cases.open_case(force=Force.objects.get(), title="x", offence_place="y", offence_from_at=AT,
                by=system(), at=AT)
"""
    killed = committed_db.run(code, CASEFILE_CRASHPOINT="events.appended:1")

    reached("events.appended", killed.returncode, killed.stderr)
    for model in (Case, CaseEvent, EventBody, Job):
        assert not model.objects.exists()

    again = committed_db.run(code)

    assert again.returncode == 0, again.stderr
    assert Case.objects.count() == 1
    assert [events.check(stream).faults for stream in events.streams()] == [[]]


@pytest.fixture
def worker(committed_db, tmp_path):
    """Start real Celery workers on a broker in a folder; stop them at the end."""
    for name in ("queue", "control"):
        (tmp_path / "broker" / name).mkdir(parents=True)
    started = []

    def start(*options, **environment):
        ours = {"DJANGO_SETTINGS_MODULE": "casefile.config.settings", "VAR_DIR": str(tmp_path)}
        command = [sys.executable, "-m", "celery", "-A", "casefile.config", "worker"]
        with (tmp_path / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                [*command, "--pool", "solo", "--loglevel", "warning", *options],
                cwd=ROOT,
                env=committed_db.environment | ours | environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        started.append(process)
        return process

    yield start
    for process in started:
        with suppress(ProcessLookupError):  # the beat is a child of its own and may live on
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until(true, process, seconds=60):
    for _ in range(seconds * 10):
        if true() or process.poll() is not None:
            break
        time.sleep(0.1)
    return true()


@pytest.mark.long
def test_a_celery_worker_that_nobody_rings_finds_what_a_killed_one_left(worker, tmp_path):
    queue_a_message()
    beat = ("--beat", "--schedule", str(tmp_path / "beat"))

    killed = worker(*beat, CASEFILE_CRASHPOINT="jobs.before_commit:1")
    assert killed.wait(timeout=60) == -signal.SIGKILL, (tmp_path / "worker.log").read_text()
    assert OutboundMessage.objects.get().sent_at is None
    let_leases_run_out()
    fresh = worker(*beat)

    assert wait_until(lambda: OutboundMessage.objects.get().sent_at, fresh)
    assert_sent_exactly_once()


def test_a_celery_worker_is_woken_by_the_bell_of_another_process(worker, committed_db, tmp_path):
    queue_a_message()
    awake = worker()
    ring = "from casefile.worker.bell import ring; ring()"
    settings = {"DJANGO_SETTINGS_MODULE": "casefile.config.settings", "VAR_DIR": str(tmp_path)}

    rung = committed_db.run(ring, **settings)

    assert rung.returncode == 0, rung.stderr
    assert wait_until(lambda: OutboundMessage.objects.get().sent_at, awake)
    assert_sent_exactly_once()
