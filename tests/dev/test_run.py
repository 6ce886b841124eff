"""The demonstration says where it really is."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

RUN = Path(__file__).parents[2] / "dev/run"
COMMANDS = {
    "python": 'case "$*" in *who_signs_in*) echo "Sign in at $PUBLIC_ADDRESS/";; esac',
    "celery": "sleep 5",
    "granian": "sleep 0.1",
}


@pytest.fixture
def run(tmp_path):
    """`run(**env)` runs it among commands that only say what they were given."""
    for folder in ("dev", ".venv/bin", "var/stamps"):
        (tmp_path / folder).mkdir(parents=True)
    shutil.copy(RUN, tmp_path / "dev/run")
    (tmp_path / "var/stamps/demonstration-case").touch()
    for name, body in COMMANDS.items():
        command = tmp_path / ".venv/bin" / name
        command.write_text(f"#!/bin/sh\n{body}\n")
        command.chmod(0o700)
    plain = {"PATH": os.environ["PATH"]}

    def said(**env):
        words = [tmp_path / "dev/run"]
        return subprocess.run(words, env=plain | env, capture_output=True, text=True).stdout

    return said


def test_the_printed_addresses_have_the_port_that_was_asked_for(run):
    assert "Sign in at http://localhost:8123/" in run(PORT="8123")
    assert "Sign in at http://localhost:8000/" in run()


def test_an_address_that_was_given_is_kept(run):
    assert "Sign in at https://demo.example/" in run(PUBLIC_ADDRESS="https://demo.example")
