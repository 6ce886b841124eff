import os
import re
import signal
from pathlib import Path

import pytest

from casefile import crashpoints

ROOT = Path(__file__).parents[2]


@pytest.fixture
def killed(monkeypatch):
    """The kills that were asked for, none of them carried out."""
    kills = []
    monkeypatch.setattr(crashpoints.os, "kill", lambda *args: kills.append(args))
    monkeypatch.setattr(crashpoints, "_passed", {})
    return kills


def test_nothing_happens_unless_the_environment_names_a_point(killed, monkeypatch):
    monkeypatch.delenv("CASEFILE_CRASHPOINT", raising=False)

    for name in crashpoints.NAMES:
        crashpoints.crashpoint(name)

    assert not killed


def test_the_process_is_killed_outright_at_the_nth_pass_of_the_named_point(killed, monkeypatch):
    monkeypatch.setenv("CASEFILE_CRASHPOINT", "jobs.claimed:2")

    crashpoints.crashpoint("jobs.claimed")
    crashpoints.crashpoint("jobs.before_commit")
    assert not killed
    crashpoints.crashpoint("jobs.claimed")

    assert killed == [(os.getpid(), signal.SIGKILL)]


def test_a_point_that_no_test_could_know_is_refused():
    with pytest.raises(KeyError):
        crashpoints.crashpoint("jobs.elsewhere")


def test_every_named_point_stands_somewhere_in_the_code():
    code = "".join(path.read_text() for path in (ROOT / "casefile").rglob("*.py"))

    used = set(re.findall(r'crashpoint\(\s*"([a-z_.]+)"', code))

    assert used == set(crashpoints.NAMES)
