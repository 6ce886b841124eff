"""The real migrations, on an empty database: the other tests make their tables from the models."""

import pytest

MIGRATE_AND_REQUIRE = """
from django.core.management import call_command
from casefile.services import triggers
call_command("migrate", verbosity=0)
triggers.require()
"""


@pytest.mark.both
def test_migrating_an_empty_database_ends_with_a_protected_chain(empty_db):
    done = empty_db.run(MIGRATE_AND_REQUIRE)

    assert done.returncode == 0, done.stderr
