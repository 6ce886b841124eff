"""The triggers that keep the event tables append-only, on SQLite and PostgreSQL.

They are put back after every migrate (SQLite drops them when it rebuilds a table); servers and
workers refuse to start without them.
"""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

EVENTS, BODIES = "casefile_caseevent", "casefile_eventbody"
# REPLACE deletes the row in its way without firing a delete trigger, so an insert that would
# meet an existing row is refused before SQLite resolves the conflict.
_SQLITE = {
    "casefile_event_no_update": f"BEFORE UPDATE ON {EVENTS}",
    "casefile_event_no_delete": f"BEFORE DELETE ON {EVENTS}",
    "casefile_event_no_replace": f"BEFORE INSERT ON {EVENTS} WHEN EXISTS (SELECT 1 FROM {EVENTS}"  # noqa: S608
    " WHERE id = NEW.id OR rowid = NEW.rowid OR entry_hash = NEW.entry_hash"
    " OR (stream = NEW.stream AND sequence = NEW.sequence))",
    "casefile_body_no_update": f"BEFORE UPDATE ON {BODIES}",
    "casefile_body_no_replace": f"BEFORE INSERT ON {BODIES} WHEN EXISTS (SELECT 1 FROM {BODIES}"  # noqa: S608
    " WHERE event_id = NEW.event_id OR rowid = NEW.rowid)",
}
_POSTGRESQL = {
    "casefile_event_no_update": f"BEFORE UPDATE ON {EVENTS} FOR EACH ROW",
    "casefile_event_no_delete": f"BEFORE DELETE ON {EVENTS} FOR EACH ROW",
    "casefile_event_no_truncate": f"BEFORE TRUNCATE ON {EVENTS} FOR EACH STATEMENT",
    "casefile_body_no_update": f"BEFORE UPDATE ON {BODIES} FOR EACH ROW",
    "casefile_body_no_truncate": f"BEFORE TRUNCATE ON {BODIES} FOR EACH STATEMENT",
}
_PG_BODY = "BEGIN RAISE EXCEPTION 'the event chain is append-only (%)', TG_NAME; END"
_PG_FUNCTION = (
    "CREATE OR REPLACE FUNCTION casefile_append_only() RETURNS trigger LANGUAGE plpgsql"
    f" AS $${_PG_BODY}$$"
)
_PG_INSTALLED = """
SELECT t.tgname FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid
WHERE t.tgenabled = 'A' AND t.tgrelid IN (%s::regclass, %s::regclass) AND f.prosrc = %s
"""


def _sqlite_triggers() -> dict[str, str]:
    body = "BEGIN SELECT RAISE(ABORT, 'the event chain is append-only'); END"
    return {name: f"CREATE TRIGGER {name} {when} {body}" for name, when in _SQLITE.items()}


def _statements() -> list[str]:
    if connection.vendor == "sqlite":
        drops = [f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE]
        return drops + list(_sqlite_triggers().values())
    statements = [_PG_FUNCTION]
    for name, when in _POSTGRESQL.items():
        table = EVENTS if "event" in name else BODIES
        statements.append(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        statements.append(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION casefile_append_only()")
        # ALWAYS: fires even for a session in replica role, which a table owner could choose.
        statements.append(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    return statements


def install() -> None:
    """Create the triggers, replacing any that are there."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _statements():
            cursor.execute(statement)


def missing() -> list[str]:
    """Return the names of triggers that are not there, not enabled, or say something else."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            found = dict(cursor.fetchall())
            return [name for name, sql in _sqlite_triggers().items() if found.get(name) != sql]
        cursor.execute(_PG_INSTALLED, [EVENTS, BODIES, _PG_BODY])
        installed = {row[0] for row in cursor.fetchall()}
    return [name for name in _POSTGRESQL if name not in installed]


def require() -> None:
    """Stop the start of a server or worker whose event tables could be altered.

    Raises:
        ImproperlyConfigured: a trigger is missing; `manage.py migrate` puts it back.
    """
    if absent := missing():
        raise ImproperlyConfigured(f"the event chain is not protected: {', '.join(absent)}")
