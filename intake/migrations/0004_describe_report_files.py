"""Files of reports say their own name, type, size and hash; those sent before take the store's."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery


def describe(apps: Any, schema_editor: Any) -> None:
    """Copy what the evidence store knows of each file that came before."""
    files = apps.get_model("intake", "ReportFile")
    stored = apps.get_model("casefile", "StoredObject").objects.filter(pk=OuterRef("stored_id"))
    files.objects.filter(sha256="").exclude(stored=None).update(
        name=Subquery(stored.values("original_name")[:1]),
        media_type=Subquery(stored.values("media_type")[:1]),
        size_bytes=Subquery(stored.values("size_bytes")[:1]),
        sha256=Subquery(stored.values("sha256")[:1]),
        received_at=Subquery(stored.values("received_at")[:1]),
    )


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_the_front_door")]

    operations = [migrations.RunPython(describe, migrations.RunPython.noop)]
