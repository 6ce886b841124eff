"""The real migrations, on an empty database: the other tests make their tables from the models."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
MIGRATE_AND_REQUIRE = """
import django; django.setup()
from django.core.management import call_command
from casefile.services import triggers
call_command("migrate", verbosity=0)
triggers.require()
"""


def test_migrating_an_empty_database_ends_with_a_protected_chain(tmp_path):
    url = f"sqlite:///{tmp_path / 'new.sqlite3'}"
    environment = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}

    done = subprocess.run(
        [sys.executable, "-c", MIGRATE_AND_REQUIRE],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=300,
    )

    assert done.returncode == 0, done.stderr
