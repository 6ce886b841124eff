import socket

import pytest
from django.db import connection

from casefile.models import Case
from casefile.services import triggers
from tests import factories

FACTORIES = sorted(
    name
    for name in vars(factories)
    if name.startswith("make_") and name not in {"make_assigned_case", "make_officer_person"}
)


@pytest.mark.parametrize("name", FACTORIES)
def test_every_factory_makes_a_row_without_being_told_anything(db, name):
    made = getattr(factories, name)()

    assert made


def test_every_factory_can_make_two(db):
    for name in FACTORIES:
        getattr(factories, name)()
        getattr(factories, name)()


def test_no_test_reaches_beyond_this_machine():
    with socket.socket() as outside, pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        outside.connect(("192.0.2.1", 80))


@pytest.mark.both
@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_committed_database_starts_empty_and_protected_each_time(committed_db, turn):
    assert not Case.objects.exists()
    assert not triggers.missing()

    factories.make_case()

    assert Case.objects.count() == 1


@pytest.mark.both
def test_a_process_of_its_own_sees_what_was_committed(committed_db):
    case = factories.make_case()

    seen = committed_db.run("from casefile.models import Case; print(Case.objects.get().pk)")

    assert seen.stdout.strip() == str(case.pk), seen.stderr


@pytest.mark.both
def test_after_a_committed_database_the_usual_one_is_back(db):
    assert not Case.objects.exists()
    assert "copy_" not in str(connection.settings_dict["NAME"])
