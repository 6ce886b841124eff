import sqlite3
from contextlib import closing

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from casefile.models import CaseEvent, EventBody
from casefile.services import triggers
from tests.factories import make_event

EVENTS, BODIES = triggers.EVENTS, triggers.BODIES
IS_SQLITE = connection.vendor == "sqlite"
on_sqlite = pytest.mark.skipif(not IS_SQLITE, reason="how SQLite resolves conflicts")
on_postgresql = pytest.mark.skipif(IS_SQLITE, reason="SQLite has no TRUNCATE and no roles")


def refused(sql):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    return True


def refused_to_a_plain_connection(committed_db, sql):
    path = committed_db.url.removeprefix("sqlite:///")
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as database,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        database.execute(sql)
    return True


def columns(table):
    with connection.cursor() as cursor:
        return [c.name for c in connection.introspection.get_table_description(cursor, table)]


def copy_of_a_row(table, **changed):
    """Return `(columns) SELECT ...` that copies the one row of a table, with values changed."""
    names = columns(table)
    values = ", ".join(changed.get(name, name) for name in names)
    return f"({', '.join(names)}) SELECT {values} FROM {table}"


@pytest.mark.both
@pytest.mark.parametrize("table", [EVENTS, BODIES])
def test_a_row_of_the_chain_is_never_changed(db, table):
    make_event()

    for name in columns(table):
        assert refused(f"UPDATE {table} SET {name} = {name}")


@pytest.mark.both
def test_an_entry_is_never_deleted_though_its_body_may_be(db):
    event = make_event()

    assert EventBody.objects.filter(event=event).delete()[0] == 1
    assert refused(f"DELETE FROM {EVENTS}")


@pytest.mark.both
def test_an_entry_is_not_changed_by_way_of_an_insert_that_conflicts(db):
    make_event()

    copied = copy_of_a_row(EVENTS)
    assert refused(
        f"INSERT INTO {EVENTS} {copied} WHERE true"
        " ON CONFLICT (stream, sequence) DO UPDATE SET kind = 'case.closed'"
    )


@pytest.mark.both
@on_postgresql
def test_the_tables_are_not_truncated(committed_db):
    make_event()

    assert refused(f"TRUNCATE {EVENTS} CASCADE")
    assert refused(f"TRUNCATE {BODIES}")


@pytest.mark.both
@on_postgresql
def test_a_session_in_replica_role_is_held_too(db):
    make_event()

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    assert refused(f"UPDATE {EVENTS} SET kind = kind")


NEW = "lower(hex(randomblob(16)))"
IN_THE_WAY = {
    "id": {"entry_hash": NEW, "sequence": "999"},
    "stream and sequence": {"id": NEW, "entry_hash": NEW},
    "entry_hash": {"id": NEW, "sequence": "999"},
}


@on_sqlite
@pytest.mark.parametrize("conflict", IN_THE_WAY)
def test_a_plain_connection_cannot_replace_an_entry(committed_db, conflict):
    make_event()
    copied = copy_of_a_row(EVENTS, kind="'case.closed'", **IN_THE_WAY[conflict])

    assert refused_to_a_plain_connection(committed_db, f"INSERT OR REPLACE INTO {EVENTS} {copied}")
    assert refused_to_a_plain_connection(committed_db, f"REPLACE INTO {EVENTS} {copied}")


@on_sqlite
@pytest.mark.parametrize("table", [EVENTS, BODIES])
def test_a_plain_connection_cannot_replace_a_row_by_its_rowid(committed_db, table):
    make_event()
    fresh = {"id": NEW, "event_id": NEW, "entry_hash": NEW, "sequence": "999"}
    copied = copy_of_a_row(table, **fresh)
    with_rowid = copied.replace(") SELECT", ", rowid) SELECT").replace(" FROM", ", rowid FROM")

    assert refused_to_a_plain_connection(
        committed_db, f"INSERT OR REPLACE INTO {table} {with_rowid}"
    )


@on_sqlite
def test_a_plain_connection_cannot_replace_a_body(committed_db):
    make_event()

    assert refused_to_a_plain_connection(
        committed_db, f"INSERT OR REPLACE INTO {BODIES} {copy_of_a_row(BODIES)}"
    )


@on_sqlite
@pytest.mark.parametrize("how", ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"])
def test_a_plain_connection_cannot_move_an_entry_over_another(committed_db, how):
    first = make_event()
    make_event(stream=first.stream)

    assert refused_to_a_plain_connection(committed_db, f"{how} {EVENTS} SET sequence = 1")
    assert refused_to_a_plain_connection(committed_db, f"DELETE FROM {EVENTS}")


@pytest.mark.both
@pytest.mark.parametrize("index", range(5))
def test_a_start_is_refused_when_one_trigger_is_gone(db, index):
    name = drop_trigger(index)

    with pytest.raises(ImproperlyConfigured, match=name):
        triggers.require()


@pytest.mark.both
def test_a_migrate_puts_back_what_was_dropped(db):
    for index in range(5):
        drop_trigger(index)

    call_command("migrate", verbosity=0)

    assert triggers.missing() == []


@on_sqlite
def test_a_table_rebuild_drops_triggers_and_the_migrate_around_it_puts_them_back(committed_db):
    with connection.schema_editor() as editor:
        editor._remake_table(CaseEvent)
    assert len(triggers.missing()) == 3

    call_command("migrate", verbosity=0)

    assert triggers.missing() == []


@on_sqlite
def test_a_trigger_of_the_same_name_that_does_nothing_counts_as_missing(db):
    name = drop_trigger(0)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON {EVENTS} BEGIN SELECT 1; END")

    assert triggers.missing() == [name]


@pytest.mark.both
@on_postgresql
def test_a_disabled_trigger_or_a_function_that_does_nothing_counts_as_missing(db):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {EVENTS} DISABLE TRIGGER casefile_event_no_update")
    assert triggers.missing() == ["casefile_event_no_update"]

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION casefile_append_only() RETURNS trigger"
            " LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$"
        )
    assert len(triggers.missing()) == 5


def drop_trigger(index):
    on_this = triggers._SQLITE if connection.vendor == "sqlite" else triggers._POSTGRESQL
    name = list(on_this)[index]
    table = EVENTS if "event" in name else BODIES
    where = "" if connection.vendor == "sqlite" else f" ON {table}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{where}")
    return name


SERVE = "from casefile.config.wsgi import application; print('serving')"


@pytest.mark.both
def test_a_server_starts_over_a_protected_chain_and_over_no_other(committed_db):
    served = committed_db.run(SERVE)
    name = drop_trigger(0)
    refused_to = committed_db.run(SERVE)

    assert "serving" in served.stdout, served.stderr
    assert refused_to.returncode != 0
    assert name in refused_to.stderr
    assert "serving" not in refused_to.stdout


def test_the_chain_counts_nothing_that_was_refused(db):
    event = make_event()

    refused(f"UPDATE {EVENTS} SET kind = 'case.closed'")

    assert CaseEvent.objects.get().kind == event.kind
