"""What the owner of a database can do to the log behind the product's back."""

import hashlib
import json

from django.db import connection

from casefile.models import CaseEvent, StreamHead
from casefile.services import events, triggers

EVENTS, BODIES = triggers.EVENTS, triggers.BODIES


def behind_the_triggers(*statements):
    """Do as a database owner would who drops the triggers, tampers, and puts them back."""
    on_these = triggers._SQLITE if connection.vendor == "sqlite" else triggers._POSTGRESQL
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in on_these:
            where = f" ON {EVENTS if 'event' in name else BODIES}"
            cursor.execute(f"DROP TRIGGER {name}{'' if connection.vendor == 'sqlite' else where}")
        for statement, *params in statements:
            cursor.execute(statement, params)
    triggers.install()


def key(event):
    """Return an entry's key as the database at hand writes it."""
    return event.pk.hex if connection.vendor == "sqlite" else str(event.pk)


def remove(entry):
    """Take an entry out as a database owner could, its head put back to the one before."""
    before = CaseEvent.objects.filter(stream=entry.stream, sequence=entry.sequence - 1).first()
    behind_the_triggers(
        (f"DELETE FROM {BODIES} WHERE event_id = %s", key(entry)),
        (f"DELETE FROM {EVENTS} WHERE id = %s", key(entry)),
    )
    StreamHead.objects.filter(stream=entry.stream).update(
        sequence=entry.sequence - 1, entry_hash=before.entry_hash if before else ""
    )


def rewrite(stream):
    """Write a whole stream anew so that it fits in every way, as whoever holds the tables could."""
    previous = ""
    for row in CaseEvent.objects.filter(stream=stream).order_by("sequence"):
        header = json.loads(bytes(row.header)) | {"previous": previous, "release": "forged"}
        raw = events.canonical(header)
        previous = hashlib.sha256(raw).hexdigest()
        behind_the_triggers(
            (
                f"UPDATE {EVENTS} SET header = %s, entry_hash = %s WHERE id = %s",
                raw,
                previous,
                key(row),
            )
        )
    StreamHead.objects.filter(stream=stream).update(entry_hash=previous)
