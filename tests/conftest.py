"""People and moments that tests name, closed sockets, and databases to which tests may commit."""

import fcntl
import ipaddress
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation

from casefile.models import Case, CaseEvent, Force, User
from casefile.services.actors import Actor, of_user
from tests import factories

ROOT = Path(__file__).parents[1]


# Moments -----------------------------------------------------------------------------------------


@pytest.fixture
def at() -> datetime:
    """Tuesday 17 November 2026, noon: an ordinary working moment."""
    return factories.AT


@pytest.fixture
def reported_at() -> datetime:
    """Saturday 14 November 2026, ten past eight in the morning: when the first report arrives."""
    return datetime(2026, 11, 14, 8, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Let no test inherit the language that the last request of another one asked for."""
    yield
    translation.deactivate()


# Forces and people -------------------------------------------------------------------------------


@pytest.fixture
def force(db: None) -> Force:
    return factories.make_force()


@pytest.fixture
def other_force(db: None) -> Force:
    return factories.make_force(factories.OTHER_FORCE)


def _person(role: str, name: str, **fields: Any) -> Callable[..., User]:
    def named(db: None) -> User:
        return factories.make_user(role, username=role, name=name, **fields)

    named.__doc__ = f"{name}, {role.replace('_', ' ')} of the force."
    return pytest.fixture(named)


officer = _person("officer", "Joan Hall", rank="DC", collar_number="2301")
supervisor = _person("supervisor", "Kofi Mensah", rank="DS", collar_number="1207")
disclosure_officer = _person("disclosure_officer", "Petra Lane", rank="DC", collar_number="2290")
custody_officer = _person("custody_officer", "Ruth Vane", rank="PS", collar_number="0418")
crime_assessor = _person("crime_assessor", "Jo Pike")
crime_registrar = _person("crime_registrar", "Nadia Frost")
administrator = _person("force_administrator", "Owen Clay")
auditor = _person("auditor", "Mina Holt")


@pytest.fixture
def prosecutor(db: None) -> User:
    """A prosecutor of the area that files are sent to."""
    return factories.make_user(
        "prosecutor", username="prosecutor", name="Sam Okoye", force=None, cps_area=factories.AREA
    )


@pytest.fixture
def other_area_prosecutor(db: None) -> User:
    return factories.make_user(
        "prosecutor", username="far", name="Lea Moss", force=None, cps_area=factories.OTHER_AREA
    )


@pytest.fixture
def other_force_officer(other_force: Force) -> User:
    """An officer and supervisor of another force."""
    return factories.make_user(
        "officer", "supervisor", username="elsewhere", name="Una Frost", force=other_force
    )


@pytest.fixture
def stranger(db: None) -> User:
    """An officer of the same force who has no part in the case."""
    return factories.make_user("officer", username="stranger", name="Ian Blake")


@pytest.fixture
def case(officer: User, supervisor: User) -> Case:
    """A case of the force: the officer's, under the supervisor."""
    made = factories.make_assigned_case(officer)
    factories.make_assignment(case=made, user=supervisor, role="supervisor")
    return made


@pytest.fixture
def by(officer: User) -> Actor:
    """The officer as the actor of a service."""
    return of_user(officer)


@pytest.fixture
def signed_in() -> Callable[..., Client]:
    """`signed_in(client, user)` signs the user in on a client and returns it."""

    def sign_in(client: Client, user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in


# The world outside -------------------------------------------------------------------------------


@pytest.fixture(autouse=True, scope="session")
def _closed_sockets() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _only_loopback(getattr(socket.socket, name)))
    yield
    patch.undo()


def _only_loopback(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_loopback(address[0]):
            raise AssertionError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    return guarded


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


# Kills -------------------------------------------------------------------------------------------


@pytest.fixture
def reached(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """`reached(point, ended, said="")` asserts that SIGKILL ended a process, at a point.

    It also writes the point into the results of the run, for dev/long_run.py.
    """

    def note(point: str, ended: int | None, said: str = "") -> None:
        assert ended == -signal.SIGKILL, said or f"{point} was not passed"
        record_property("killed_at", point.partition(":")[0])

    return note


# Made once --------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def shared(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str, Callable[[Path], None]], Path]:
    """`shared(name, make)` makes a folder once, however many processes run the tests."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base

    def make_once(name: str, make: Callable[[Path], None]) -> Path:
        folder = base / f"shared-{name}"
        with (base / f"shared-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (folder / "made").exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                (folder / "made").touch()
        return folder

    return make_once


@pytest.fixture(scope="session")
def migrated(shared: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """An SQLite file that the real migrations made, once: it takes half a minute. To be copied."""

    def make(folder: Path) -> None:
        database = CommittedDb(f"sqlite:///{folder}/migrated.sqlite3")
        done = database.run("from django.core.management import call_command\n"
                            "call_command('migrate', verbosity=0)")  # fmt: skip
        assert done.returncode == 0, done.stderr

    return shared("migrated", make) / "migrated.sqlite3"


# Databases to commit to --------------------------------------------------------------------------


@dataclass(frozen=True)
class CommittedDb:
    """A database of its own for one test, under a web address that a subprocess can be given."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which a process of ours uses this database."""
        ours = {"DATABASE_URL": self.url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        return dict(os.environ) | ours

    def run(self, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run Python code in a process of its own, with Django set up, on this database."""
        return subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            cwd=ROOT,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=300,
        )

    def drain(self, **environment: str) -> subprocess.CompletedProcess[str]:
        """Have a worker of its own do every job that is due, then end."""
        return self.run("from casefile.worker import loop; loop.drain()", **environment)


@pytest.fixture(scope="session")
def _migrated(
    django_db_setup: None, django_db_blocker: Any, django_db_keepdb: bool
) -> Iterator[None]:
    """Migrate the test database also in a run whose tests all commit: pytest-django would not."""
    with django_db_blocker.unblock():
        is_there = CaseEvent._meta.db_table in connection.introspection.table_names()
        made = [] if is_there else setup_databases(0, interactive=False, keepdb=django_db_keepdb)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0, keepdb=django_db_keepdb)


@pytest.fixture
def committed_db(_migrated: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[CommittedDb]:
    """Point the connection at a copy of the migrated database, where a commit is a commit.

    The copy is thrown away, so nothing is ever flushed and the triggers are never switched off.
    """
    settings = connection.settings_dict
    template, copy = settings["NAME"], f"copy_{uuid4().hex}"
    with django_db_blocker.unblock():
        connections.close_all()
        if connection.vendor == "sqlite":
            copy = str(tmp_path / "committed.sqlite3")
        _copy_database(template, copy)
        settings["NAME"] = copy
        try:
            yield CommittedDb(_address(settings))
        finally:
            connections.close_all()
            settings["NAME"] = template
            _drop_database(copy)


@pytest.fixture
def empty_db(django_db_blocker: Any, tmp_path: Path) -> Iterator[CommittedDb]:
    """A database without a table, of the kind that the tests run on."""
    name = f"empty_{uuid4().hex}"
    if connection.vendor == "sqlite":
        yield CommittedDb(f"sqlite:///{tmp_path}/{name}")
        return
    with django_db_blocker.unblock():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
        yield CommittedDb(_address(connection.settings_dict | {"NAME": name}))
        _drop_database(name)


def _copy_database(template: str, copy: str) -> None:
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(template)) as old, closing(sqlite3.connect(copy)) as new:
            old.backup(new)
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{template}"')


def _drop_database(copy: str) -> None:
    if connection.vendor == "sqlite":
        return  # it lies in the test's own folder
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')


def _address(settings: dict[str, Any]) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    user = quote(settings["USER"]) + (f":{quote(p)}" if (p := settings["PASSWORD"]) else "")
    return f"postgresql://{user}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
