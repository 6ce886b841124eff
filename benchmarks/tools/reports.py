"""Fills a desk with reports by copying one of them in the database; nobody in them is real."""

from datetime import timedelta

from django.db import connection
from django.db.models import Max

from intake.models import CrimeReport

WAITING_ONE_IN = 10


def grow_to(total: int) -> None:
    """Copy the newest report until there are so many, one in ten still waiting for the desk."""
    have = CrimeReport.objects.count()
    pattern = CrimeReport.objects.latest("submitted_at")
    start = CrimeReport.objects.aggregate(Max("submitted_at"))["submitted_at__max"]
    oldest = start - timedelta(days=900)
    columns = [row.column for row in CrimeReport._meta.concrete_fields]
    made = {
        "id": "gen_random_uuid()",
        "reference": "lpad(to_hex(n), 10, '0')",
        "stage": f"CASE WHEN n %% {WAITING_ONE_IN} = 0 THEN 'submitted' ELSE 'incident_only' END",
        "priority": "CASE WHEN n %% 7 = 0 THEN 'high' ELSE 'standard' END",
        "submitted_at": "%(oldest)s::timestamptz + n * interval '1 minute'",
        "clock_started_at": "%(oldest)s::timestamptz + n * interval '1 minute'",
    }
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(made.get(name, f'pattern."{name}"') for name in columns)
    table = CrimeReport._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} AS pattern, "  # noqa: S608
            "generate_series(%(first)s, %(last)s) AS n WHERE pattern.id = %(pattern)s",
            {"oldest": oldest, "first": have + 1, "last": total, "pattern": pattern.pk},
        )
        cursor.execute(f"VACUUM ANALYZE {table}")
