"""What the owner of a database can do to the log behind the product's back."""

from django.db import connection

from casefile.services import triggers


def behind_the_triggers(*statements):
    """Do as a database owner would who drops the triggers, tampers, and puts them back."""
    on_these = triggers._SQLITE if connection.vendor == "sqlite" else triggers._POSTGRESQL
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in on_these:
            where = f" ON {triggers.EVENTS if 'event' in name else triggers.BODIES}"
            cursor.execute(f"DROP TRIGGER {name}{'' if connection.vendor == 'sqlite' else where}")
        for statement, *params in statements:
            cursor.execute(statement, params)
    triggers.install()


def key(event):
    """Return an entry's key as the database at hand writes it."""
    return event.pk.hex if connection.vendor == "sqlite" else str(event.pk)
