"""The triggers that keep the event tables append-only, on SQLite and PostgreSQL.

They are put back after every migrate (SQLite drops them when it rebuilds a table); servers and
workers refuse to start without them.
"""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

EVENTS, BODIES = "casefile_caseevent", "casefile_eventbody"
NAMES = (
    "casefile_event_no_update",
    "casefile_event_no_delete",
    "casefile_event_no_replace",
    "casefile_body_no_update",
    "casefile_body_no_replace",
)
PG_NAMES = (
    "casefile_event_no_update",
    "casefile_event_no_delete",
    "casefile_event_no_truncate",
    "casefile_body_no_update",
    "casefile_body_no_truncate",
)

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
_PG_FUNCTION = """
CREATE OR REPLACE FUNCTION casefile_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the event chain is append-only (%)', TG_NAME; END $$
"""


def _statements() -> list[str]:
    if connection.vendor == "sqlite":
        drops = [f"DROP TRIGGER IF EXISTS {name}" for name in NAMES]
        body = "BEGIN SELECT RAISE(ABORT, 'the event chain is append-only'); END"
        return drops + [f"CREATE TRIGGER {name} {when} {body}" for name, when in _SQLITE.items()]
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
    with connection.schema_editor() as editor:
        for statement in _statements():
            editor.execute(statement, params=None)


def missing() -> list[str]:
    """Return the names of triggers that should be there, enabled, and are not."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            wanted = NAMES
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled = 'A'")
            wanted = PG_NAMES
        found = {row[0] for row in cursor.fetchall()}
    return [name for name in wanted if name not in found]


def require() -> None:
    """Stop the start of a server or worker whose event tables could be altered.

    Raises:
        ImproperlyConfigured: a trigger is missing; `manage.py migrate` puts it back.
    """
    if absent := missing():
        raise ImproperlyConfigured(f"the event chain is not protected: {', '.join(absent)}")
