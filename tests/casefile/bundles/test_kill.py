"""A worker killed at any point of a build leaves one bundle and one notice once another has run."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from casefile import crashpoints, verify
from tests.casefile.bundles.conftest import ROOT

IN_A_BUCKET = ("store.part_sent", "store.completed", "store.read_back", "store.locked")
NOT_IN_A_BUILD = ("uploads.", "capture.", "signing.", "seals.", "disposal.", *IN_A_BUCKET)
POINTS = [
    *(f"{name}:1" for name in crashpoints.NAMES if not name.startswith(NOT_IN_A_BUILD)),
    "events.appended:2",
    "jobs.before_commit:2",
    "store.after_rename:2",
]
# The quick run passes some points and moments; the others are in the long one.
QUICK = {"store.after_rename:2", "bundle.merged:1"}
SEEDS = range(20)
QUICK_SEEDS = range(1)
BUILD = "casefile.bundles.tasks.build_bundle"


def swept(values, quick):
    """Return the values as parameters, all but the quick ones only in the long run."""
    return [pytest.param(v, marks=() if v in quick else pytest.mark.long) for v in values]


class Nursery:
    """A process that forks workers for one site at a time."""

    def __init__(self, environment):
        script = Path(__file__).with_name("nursery.py")
        self.process = subprocess.Popen(
            [sys.executable, script], cwd=ROOT, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert self.process.stdout.readline() == "ready\n"

    def start(self, site, crashpoint=""):
        """Start a worker and return its process id."""
        request = {
            "var": str(site.folder / "var"),
            "database": str(site.folder / "committed.sqlite3"),
            "crashpoint": crashpoint,
        }
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def ended(self):
        """Wait for the worker and return its wait status."""
        return int(self.process.stdout.readline())


@contextmanager
def opened_nursery(small_site):
    made = Nursery(small_site.environment | {"PYTHONPATH": str(ROOT)})
    try:
        yield made
    finally:
        made.process.stdin.close()
        made.process.stdout.close()
        made.process.wait(timeout=60)


@pytest.fixture(scope="module")
def nursery(small_site):
    with opened_nursery(small_site) as made:
        yield made


@pytest.fixture
def site(small_site, tmp_path):
    return small_site.copied_to(tmp_path)


@pytest.fixture(scope="module")
def undisturbed(nursery, small_site, tmp_path_factory):
    """Seconds that a build takes here and now, from its claim to the last job's end."""
    site = small_site.copied_to(tmp_path_factory.mktemp("undisturbed"))
    nursery.start(site)
    wait_for_claim(site)
    begun = time.monotonic()
    assert nursery.ended() == 0
    return time.monotonic() - begun


def wait_for_claim(site, fence=1, meanwhile=lambda: None):
    for _ in range(6000):
        if site.query(f"SELECT 1 FROM casefile_job WHERE handler='{BUILD}' AND fence >= {fence}"):
            return
        meanwhile()
        time.sleep(0.005)
    raise AssertionError("no worker took the job")


def let_leases_run_out(site):
    with closing(sqlite3.connect(site.folder / "committed.sqlite3")) as rows:
        rows.execute("UPDATE casefile_job SET lease_until = '2020-01-01' WHERE state = 'leased'")
        rows.commit()


def count(site, table, condition="1"):
    [(found,)] = site.query(f"SELECT COUNT(*) FROM casefile_{table} WHERE {condition}")
    return found


def assert_done_once(site):
    assert site.query("SELECT stage FROM casefile_submission") == [("submitted",)]
    assert count(site, "bundle") == 1
    for kind in ("bundle.built", "submission.submitted"):
        assert count(site, "caseevent", f"kind = '{kind}'") == 1
    assert count(site, "outboundmessage", "template = 'file_sent'") == 1
    assert count(
        site, "caseevent", "kind = 'message.sent' AND subject_type = 'outboundmessage'"
    ) == (count(site, "outboundmessage", "sent_at IS NOT NULL AND case_id IS NOT NULL"))
    not_done = "SELECT handler, state, last_error FROM casefile_job WHERE state != 'done'"
    assert site.query(not_done) == []
    assert_nothing_is_lost(site)


def assert_nothing_is_lost(site):
    """Every row's bytes are in the store, whole; and the case's chain holds."""
    for key, digest in site.query("SELECT key, sha256 FROM casefile_storedobject"):
        assert verify._digest(site.folder / "var/evidence" / key) == digest
    rows = site.query(
        "SELECT header, entry_hash, salt, content FROM casefile_caseevent e "
        "LEFT JOIN casefile_eventbody b ON b.event_id = e.id "
        "WHERE stream LIKE 'case:%' ORDER BY sequence"
    )
    assert not verify.check_chain(verify.Entry(*row) for row in rows).faults


@pytest.mark.parametrize("point", swept(POINTS, QUICK))
def test_a_worker_killed_at_a_named_point_costs_nothing_and_doubles_nothing(
    nursery, site, reached, point
):
    nursery.start(site, point)
    reached(point, os.waitstatus_to_exitcode(nursery.ended()))

    let_leases_run_out(site)
    nursery.start(site)

    assert nursery.ended() == 0
    assert_done_once(site)


@pytest.mark.parametrize("seed", swept(SEEDS, QUICK_SEEDS))
def test_a_worker_killed_at_any_moment_costs_nothing_and_doubles_nothing(
    nursery, undisturbed, site, seed
):
    moment = random.Random(seed).uniform(0, undisturbed)
    worker = nursery.start(site)
    wait_for_claim(site)
    time.sleep(moment)
    with suppress(ProcessLookupError):
        os.kill(worker, signal.SIGKILL)
    nursery.ended()

    let_leases_run_out(site)
    nursery.start(site)

    assert nursery.ended() == 0
    assert_done_once(site)


def test_two_workers_at_once_build_one_bundle(nursery, small_site, site):
    with opened_nursery(small_site) as other:
        nursery.start(site)
        wait_for_claim(site)
        let_leases_run_out(site)
        other.start(site)
        wait_for_claim(site, fence=2, meanwhile=lambda: let_leases_run_out(site))

        assert nursery.ended() == other.ended() == 0
    assert_done_once(site)
