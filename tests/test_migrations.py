"""The real migrations, on an empty database: the other tests make their tables from the models."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from casefile.services import triggers

ROOT = Path(__file__).parents[1]


def test_migrating_an_empty_database_ends_with_a_protected_chain(tmp_path):
    path = tmp_path / "new.sqlite3"
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{path}"}

    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env=environment | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        check=True,
        timeout=300,
    )

    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        assert {name for (name,) in rows} >= set(triggers.NAMES)
