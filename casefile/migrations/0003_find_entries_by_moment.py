"""Let the access log be read newest first without sorting all of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casefile", "0002_messages_without_a_case")]

    operations = [
        migrations.AddIndex(
            model_name="caseevent",
            index=models.Index(fields=["at", "id"], name="event_by_moment"),
        )
    ]
