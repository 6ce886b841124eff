"""The real migrations, on an empty database: the other tests make their tables from the models."""

import shutil

import pytest
from django.db import connection

from tests.conftest import CommittedDb

MIGRATE = "from django.core.management import call_command\ncall_command('migrate', verbosity=0)\n"
REQUIRE = "from casefile.services import triggers\ntriggers.require()"


@pytest.mark.both
def test_migrating_an_empty_database_ends_with_a_protected_chain(request, tmp_path):
    if connection.vendor == "sqlite":
        copy = shutil.copy(request.getfixturevalue("migrated"), tmp_path / "copy.sqlite3")
        done = CommittedDb(f"sqlite:///{copy}").run(REQUIRE)
    else:
        done = request.getfixturevalue("empty_db").run(MIGRATE + REQUIRE)

    assert done.returncode == 0, done.stderr
