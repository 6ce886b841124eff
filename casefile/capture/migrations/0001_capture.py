"""Tables of the officers' tablets: devices, entries and what waits for a person."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import casefile.models.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casefile", "0003_capture"),
        ("casefile", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Device",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
                ("public_key", models.JSONField(help_text="JWK of a P-256 key")),
                ("enrolled_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoke_reason", models.CharField(blank=True, max_length=300)),
                (
                    "enrolled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "force",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="devices",
                        to="casefile.force",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DeviceLease",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("initials", models.CharField(max_length=5)),
                ("leased_at", models.DateTimeField()),
                (
                    "block",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="device_lease",
                        to="casefile.numberlease",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="device_leases",
                        to="casefile.case",
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leases",
                        to="capture.device",
                    ),
                ),
                (
                    "producer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="device_leases",
                        to="casefile.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EnrolmentCode",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "device",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="code",
                        to="capture.device",
                    ),
                ),
                (
                    "force",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casefile.force",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=30)),
                ("counter", models.BigIntegerField()),
                (
                    "manifest",
                    casefile.models.fields.EncryptedTextField(
                        help_text="the text that was signed, to the last sign"
                    ),
                ),
                ("manifest_sha256", models.CharField(max_length=64)),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("signature", models.CharField(max_length=120)),
                ("boot", models.UUIDField(null=True)),
                ("monotonic_ms", models.BigIntegerField(default=0)),
                (
                    "device_time",
                    models.DateTimeField(help_text="None: what it said is no time", null=True),
                ),
                ("device_time_text", models.CharField(blank=True, max_length=80)),
                (
                    "estimated_at",
                    models.DateTimeField(
                        help_text="by the monotonic clock and a contact of the same start",
                        null=True,
                    ),
                ),
                ("received_at", models.DateTimeField(help_text="by the server's clock")),
                ("flags", models.JSONField(default=list)),
                ("outcome", models.CharField(max_length=12)),
                ("code", models.CharField(blank=True, max_length=40)),
                ("message", models.TextField(blank=True, help_text="why a person is asked")),
                ("file_sha256", models.CharField(blank=True, max_length=64)),
                ("file_size_bytes", models.BigIntegerField(blank=True, null=True)),
                (
                    "reference",
                    models.CharField(blank=True, help_text="as given on the tablet", max_length=40),
                ),
                ("subject_type", models.CharField(blank=True, max_length=40)),
                (
                    "subject_id",
                    models.UUIDField(help_text="what it became in the record", null=True),
                ),
                (
                    "not_used_reason",
                    models.TextField(blank=True, help_text="kept, and marked not used (EV-24)"),
                ),
                (
                    "erased_at",
                    models.DateTimeField(blank=True, help_text="from the tablet", null=True),
                ),
                ("receipt", models.TextField(blank=True)),
                ("changed_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("close_reason", models.TextField(blank=True)),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="captured",
                        to="casefile.case",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="capture.device",
                    ),
                ),
                (
                    "force",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casefile.force",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        help_text="who took it",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="captured",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stored",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="captured",
                        to="casefile.storedobject",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["device", "counter"], name="capture_ent_device__9911f9_idx"
                    ),
                    models.Index(
                        fields=["device", "changed_at"], name="capture_ent_device__552b47_idx"
                    ),
                    models.Index(
                        fields=["outcome", "closed_at"], name="capture_ent_outcome_efcdec_idx"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FieldConflict",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("subject_type", models.CharField(max_length=40)),
                ("subject_id", models.UUIDField()),
                ("field", models.CharField(max_length=40)),
                (
                    "seen",
                    casefile.models.fields.EncryptedTextField(
                        blank=True, help_text="what the officer saw before"
                    ),
                ),
                (
                    "wanted",
                    casefile.models.fields.EncryptedTextField(
                        blank=True, help_text="what the tablet says"
                    ),
                ),
                (
                    "found",
                    casefile.models.fields.EncryptedTextField(
                        blank=True, help_text="what the record said when it came"
                    ),
                ),
                ("found_by", models.CharField(blank=True, max_length=120)),
                ("found_at", models.DateTimeField(blank=True, null=True)),
                ("chosen", models.CharField(blank=True, help_text="wanted or found", max_length=8)),
                ("chosen_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "chosen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="capture.entry",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "field"), name="conflict_once_a_field")
                ],
            },
        ),
        migrations.CreateModel(
            name="NotebookEntry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "number",
                    models.PositiveIntegerField(help_text="runs on for each officer, without gaps"),
                ),
                ("text", casefile.models.fields.EncryptedTextField()),
                (
                    "event_at",
                    models.DateTimeField(help_text="when it happened, as the officer says"),
                ),
                ("event_at_text", models.CharField(blank=True, max_length=80)),
                (
                    "written_at",
                    models.DateTimeField(help_text="when it was written, as the device says"),
                ),
                ("written_at_text", models.CharField(blank=True, max_length=80)),
                ("recorded_at", models.DateTimeField(help_text="by the server's clock")),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notebook",
                        to="casefile.case",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="note",
                        to="capture.entry",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notebook",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "strikes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="struck_by",
                        to="capture.notebookentry",
                    ),
                ),
                (
                    "unused",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="note",
                        to="casefile.unusedmaterial",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("officer", "number"), name="note_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SetAside",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("manifest", casefile.models.fields.EncryptedTextField(blank=True)),
                ("manifest_sha256", models.CharField(blank=True, max_length=64)),
                ("signature", models.CharField(blank=True, max_length=200)),
                ("declared_sha256", models.CharField(blank=True, max_length=64)),
                ("found_sha256", models.CharField(blank=True, max_length=64)),
                ("size_bytes", models.BigIntegerField(blank=True, null=True)),
                ("store_key", models.CharField(blank=True, max_length=120)),
                ("received_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("close_reason", models.TextField(blank=True)),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="set_aside",
                        to="capture.device",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="set_aside",
                        to="capture.entry",
                    ),
                ),
                (
                    "force",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casefile.force",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("device", "kind", "manifest_sha256", "signature", "found_sha256"),
                        name="set_aside_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(help_text="by the server's clock")),
                (
                    "device_time",
                    models.DateTimeField(help_text="None: what it said is no time", null=True),
                ),
                ("device_time_text", models.CharField(max_length=40)),
                ("boot", models.UUIDField()),
                ("monotonic_ms", models.BigIntegerField()),
                ("round_trip_ms", models.PositiveIntegerField()),
                ("skew_ms", models.BigIntegerField(help_text="device minus server", null=True)),
                ("is_doubtful", models.BooleanField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="capture.device",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["device", "boot", "monotonic_ms"],
                        name="capture_con_device__dda464_idx",
                    )
                ],
            },
        ),
    ]
