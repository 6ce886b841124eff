"""Sessions of resumable uploads."""

import uuid

from django.db import migrations, models

import casefile.models.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("owner_kind", models.CharField(max_length=40)),
                ("owner_id", models.CharField(max_length=64)),
                (
                    "size_bytes",
                    models.BigIntegerField(help_text="what the sender said it would be"),
                ),
                ("offset_bytes", models.BigIntegerField(default=0)),
                (
                    "metadata",
                    casefile.models.fields.EncryptedTextField(
                        help_text="what the sender said about it, as JSON"
                    ),
                ),
                ("declared_sha256", models.CharField(blank=True, max_length=64)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(help_text="for one that is not finished")),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "held_by",
                    models.CharField(
                        blank=True, help_text="the request that writes", max_length=32
                    ),
                ),
                ("held_until", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["owner_kind", "owner_id"], name="uploads_upl_owner_k_f4afb9_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("offset_bytes__lte", models.F("size_bytes"))),
                        name="upload_within_its_size",
                    )
                ],
            },
        ),
    ]
