"""Say whose message it is when no case does."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casefile", "0001_the_record")]

    operations = [
        migrations.AddField(
            model_name="outboundmessage",
            name="force",
            field=models.ForeignKey(
                blank=True,
                help_text="who sent it, when there is no case to say so",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="messages",
                to="casefile.force",
            ),
        )
    ]
