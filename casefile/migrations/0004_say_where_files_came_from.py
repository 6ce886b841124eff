"""Says of files made before the column was there whether they were derived or generated."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def say(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Clips were cut from a recording by ffmpeg; the rest of what we made is pages and bundles."""
    made = apps.get_model("casefile", "StoredObject").objects.filter(metadata__has_key="made_by")
    made.filter(metadata__made_by="ffmpeg").update(origin="derived")
    made.exclude(metadata__made_by="ffmpeg").update(origin="generated")


class Migration(migrations.Migration):
    dependencies = [("casefile", "0003_capture")]

    operations = [migrations.RunPython(say, migrations.RunPython.noop)]
