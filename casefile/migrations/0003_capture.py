"""Tables of evidence: tablets' numbers, media, hand-overs, signing, seals and retention."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import casefile.models.fields


class Migration(migrations.Migration):
    dependencies = [
        ("casefile", "0002_the_front_door"),
    ]

    operations = [
        migrations.CreateModel(
            name="AttendantSignature",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("role", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=120)),
                ("relation", models.CharField(blank=True, max_length=120)),
                ("declaration", models.TextField(help_text="the words signed, verbatim")),
                ("typed_name", models.CharField(blank=True, max_length=120)),
                (
                    "strokes",
                    casefile.models.fields.EncryptedTextField(
                        blank=True, help_text="JSON points x, y, t; never disclosed"
                    ),
                ),
                ("signed_at", models.DateTimeField()),
                (
                    "image",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casefile.storedobject",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendants",
                        to="casefile.statementversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "role"), name="attendant_role_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="BodyWornRecord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("camera_serial", models.CharField(max_length=60)),
                ("wearer", models.CharField(max_length=120)),
                ("recording_id", models.CharField(max_length=80)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                (
                    "segment",
                    models.PositiveIntegerField(
                        default=1, help_text="its place among the segments"
                    ),
                ),
                (
                    "pre_record_seconds",
                    models.PositiveIntegerField(
                        default=0, help_text="kept from before the button was pressed"
                    ),
                ),
                (
                    "is_muted",
                    models.BooleanField(default=False, help_text="sound was off for a part"),
                ),
                ("category", models.CharField(blank=True, max_length=40)),
                (
                    "evidential",
                    models.CharField(
                        blank=True, help_text="empty until somebody says", max_length=20
                    ),
                ),
                ("evidential_at", models.DateTimeField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "evidential_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "exhibit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="body_worn",
                        to="casefile.exhibit",
                    ),
                ),
                (
                    "recorded_by",
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
            name="CctvRecord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("premises", models.CharField(max_length=200)),
                ("make_model", models.CharField(blank=True, max_length=120)),
                (
                    "cameras",
                    models.PositiveIntegerField(blank=True, help_text="how many it has", null=True),
                ),
                (
                    "system_time",
                    models.DateTimeField(
                        blank=True, help_text="as the system showed it", null=True
                    ),
                ),
                (
                    "true_time",
                    models.DateTimeField(blank=True, help_text="at the same moment", null=True),
                ),
                (
                    "true_time_from",
                    models.CharField(blank=True, help_text="which clock", max_length=120),
                ),
                ("checked_by", models.CharField(blank=True, max_length=120)),
                ("period_from", models.DateTimeField(help_text="by the system's clock")),
                ("period_to", models.DateTimeField()),
                (
                    "is_native",
                    models.BooleanField(help_text="in the system's own format, not converted"),
                ),
                (
                    "is_complete",
                    models.BooleanField(help_text="nothing is left that is still wanted"),
                ),
                (
                    "player",
                    models.CharField(
                        blank=True, help_text="program supplied to view it", max_length=120
                    ),
                ),
                ("exported_by", models.CharField(max_length=120)),
                ("keeps_days", models.PositiveIntegerField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "exhibit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cctv",
                        to="casefile.exhibit",
                    ),
                ),
                (
                    "recorded_by",
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
            name="Derivation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        help_text="thumbnail, poster, proxy, clip and so on", max_length=30
                    ),
                ),
                ("tool", models.CharField(max_length=60)),
                ("version", models.CharField(blank=True, max_length=60)),
                ("parameters", models.JSONField(blank=True, default=dict)),
                (
                    "input_sha256",
                    models.JSONField(default=list, help_text="of each input, as it was read"),
                ),
                ("output_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "made_sha256",
                    models.CharField(
                        blank=True,
                        help_text="of the output before content credentials were put in",
                        max_length=64,
                    ),
                ),
                (
                    "credentials_by",
                    models.CharField(
                        blank=True,
                        help_text="the tool that put content credentials in",
                        max_length=60,
                    ),
                ),
                (
                    "no_credentials",
                    models.CharField(
                        blank=True,
                        help_text="why it carries none although it should: a code",
                        max_length=60,
                    ),
                ),
                (
                    "made_by",
                    models.CharField(help_text="who asked for it, as named then", max_length=200),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                (
                    "is_deterministic",
                    models.BooleanField(
                        default=True,
                        help_text="a second run with the same parameters gives the same bytes",
                    ),
                ),
                ("outcome", models.CharField(default="made", max_length=10)),
                (
                    "failure",
                    models.CharField(blank=True, help_text="code of the sandbox", max_length=60),
                ),
                (
                    "run",
                    models.PositiveIntegerField(
                        default=1, help_text="1, and one more for each repeat"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="derivations",
                        to="casefile.case",
                    ),
                ),
                (
                    "inputs",
                    models.ManyToManyField(related_name="derivations", to="casefile.storedobject"),
                ),
                (
                    "output",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="derived_by",
                        to="casefile.storedobject",
                    ),
                ),
                (
                    "repeats",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repeats_of_it",
                        to="casefile.derivation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "run"], name="casefile_de_kind_1dcc6d_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("repeats", "run"), name="derivation_run_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Disposal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("stage", models.CharField(default="proposed", max_length=30)),
                ("rules", models.JSONField(default=list)),
                ("edition", models.CharField(max_length=20)),
                (
                    "warnings",
                    models.JSONField(
                        default=list, help_text="what was warned of when it was proposed"
                    ),
                ),
                ("reason", models.CharField(max_length=400)),
                ("proposed_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("end_reason", models.CharField(blank=True, max_length=400)),
                ("destroyed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disposals",
                        to="casefile.case",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="who refused or undid it",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stage__in", ["proposed", "approved", "destroying"])),
                        fields=("case",),
                        name="one_disposal_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DisposalItem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("sha256", models.CharField(max_length=64)),
                ("size_bytes", models.BigIntegerField()),
                ("origin", models.CharField(max_length=10)),
                ("destroyed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "disposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="casefile.disposal",
                    ),
                ),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casefile.storedobject",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("disposal", "stored"), name="disposed_of_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ExhibitInitials",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("letters", models.CharField(max_length=5)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exhibit_initials",
                        to="casefile.case",
                    ),
                ),
                (
                    "producer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exhibit_initials",
                        to="casefile.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "letters"), name="exhibit_initials_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerReference",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=20)),
                ("reason", models.CharField(max_length=300)),
                ("corrected_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_references",
                        to="casefile.case",
                    ),
                ),
                (
                    "corrected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "exhibit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_references",
                        to="casefile.exhibit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "reference"), name="former_exhibit_reference_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("from_name", models.CharField(max_length=200)),
                ("to_name", models.CharField(max_length=200)),
                ("from_place", models.CharField(blank=True, max_length=200)),
                ("place", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=300)),
                ("seal_number", models.CharField(blank=True, max_length=40)),
                ("condition", models.CharField(blank=True, max_length=200)),
                (
                    "return_on",
                    models.DateField(
                        blank=True, help_text="set: it is lent until this day", null=True
                    ),
                ),
                ("signature_name", models.CharField(blank=True, max_length=120)),
                ("stage", models.CharField(default="offered", max_length=30)),
                ("offered_at", models.DateTimeField()),
                (
                    "due_at",
                    models.DateTimeField(
                        help_text="unanswered by then: everybody concerned is alerted"
                    ),
                ),
                ("alerted_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True, help_text="condition found, or why not", max_length=300
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="casefile.case",
                    ),
                ),
                (
                    "exhibit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="casefile.exhibit",
                    ),
                ),
                (
                    "from_user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given_over",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signature",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casefile.storedobject",
                    ),
                ),
                (
                    "to_user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_over",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stage", "offered")),
                        fields=("exhibit",),
                        name="one_open_hand_over",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.CharField(help_text="of rules/retention.py HOLDS", max_length=20)),
                ("reason", models.CharField(max_length=400)),
                ("placed_at", models.DateTimeField()),
                ("removal_reason", models.CharField(blank=True, max_length=400)),
                ("removal_asked_at", models.DateTimeField(blank=True, null=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="casefile.case",
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removal_asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_by",
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
            name="LogRestore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kept_seal",
                    models.BigIntegerField(
                        help_text="the last seal that the database still has; or 0"
                    ),
                ),
                (
                    "outside_seal",
                    models.BigIntegerField(help_text="the last seal that was kept outside"),
                ),
                (
                    "lost",
                    models.JSONField(
                        default=list, help_text="stream, first and last of what is gone"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="OfficerHandOver",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("reason", models.TextField(help_text="why, and what is still to be done")),
                ("stage", models.CharField(default="offered", max_length=30)),
                ("offered_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="officer_hand_overs",
                        to="casefile.case",
                    ),
                ),
                (
                    "from_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stage", "offered")),
                        fields=("case",),
                        name="one_open_officer_hand_over",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrphanFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=80, unique=True)),
                ("size_bytes", models.BigIntegerField()),
                ("written_at", models.DateTimeField()),
                ("first_seen_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("gone_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Playback",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("session", models.CharField(help_text="hash of the session's key", max_length=64)),
                ("started_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("sent_bytes", models.BigIntegerField(default=0)),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="playbacks",
                        to="casefile.storedobject",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("stored", "user", "session"), name="playback_once_a_session"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RemoteSigning",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "code_hash",
                    models.CharField(
                        help_text="of what the link holds", max_length=64, unique=True
                    ),
                ),
                (
                    "secret_hash",
                    models.CharField(help_text="of what the officer says aloud", max_length=64),
                ),
                (
                    "session_hash",
                    models.CharField(blank=True, help_text="of the open browser", max_length=64),
                ),
                (
                    "call_reference",
                    models.CharField(blank=True, help_text="of the recorded call", max_length=120),
                ),
                ("wrong_tries", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True, help_text="signed, closed or wrong", max_length=20
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
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remote_signings",
                        to="casefile.statementversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RetentionPlan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("group", models.CharField(max_length=20)),
                ("outcome", models.CharField(max_length=20)),
                ("ended_on", models.DateField()),
                ("review_on", models.DateField(null=True)),
                ("minimum_on", models.DateField(null=True)),
                ("action", models.CharField(max_length=10)),
                ("rules", models.JSONField(default=list)),
                ("edition", models.CharField(max_length=20)),
                ("planned_at", models.DateTimeField()),
                ("before", models.JSONField(blank=True, default=dict)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retention_plan",
                        to="casefile.case",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["review_on"], name="casefile_re_review__5e1557_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="ScreenshotRecord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("taken_by", models.CharField(max_length=120)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("device", models.CharField(help_text="on which it was taken", max_length=120)),
                (
                    "account",
                    models.CharField(help_text="or the address of the page", max_length=200),
                ),
                (
                    "was_source_seen",
                    models.BooleanField(help_text="an officer saw the live source"),
                ),
                ("is_original_held", models.BooleanField(default=False)),
                (
                    "export_asked_on",
                    models.DateField(blank=True, help_text="of the account's holder", null=True),
                ),
                (
                    "preservation_asked_on",
                    models.DateField(blank=True, help_text="of the provider", null=True),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "exhibit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screenshot",
                        to="casefile.exhibit",
                    ),
                ),
                (
                    "of_thing",
                    models.ForeignKey(
                        blank=True,
                        help_text="the device, where it was seized",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screenshots_of_it",
                        to="casefile.exhibit",
                    ),
                ),
                (
                    "recorded_by",
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
            name="SealedHead",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                (
                    "first_leaf",
                    models.BigIntegerField(help_text="place of its first new entry, from 0"),
                ),
                ("size", models.BigIntegerField(help_text="entries in the tree")),
                ("root", models.CharField(max_length=64)),
                (
                    "peaks",
                    models.JSONField(
                        default=list, help_text="roots of the full subtrees, largest first"
                    ),
                ),
                ("head", models.BinaryField()),
                ("signature", models.BinaryField()),
                ("key_id", models.CharField(max_length=16)),
            ],
        ),
        migrations.CreateModel(
            name="SealedSpan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stream", models.CharField(max_length=60)),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("entry_hash", models.CharField(max_length=64)),
                (
                    "seal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spans",
                        to="casefile.sealedhead",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["stream", "last"], name="sealed_up_to")],
                "constraints": [
                    models.UniqueConstraint(fields=("stream", "first"), name="entry_sealed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SealStamp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("authority", models.CharField(max_length=300)),
                ("asked_at", models.DateTimeField()),
                ("reply", models.BinaryField(null=True)),
                (
                    "stamped_at",
                    models.DateTimeField(
                        help_text="the moment that the authority signed", null=True
                    ),
                ),
                ("serial", models.CharField(blank=True, max_length=60)),
                ("problem", models.CharField(blank=True, max_length=200)),
                (
                    "seal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stamps",
                        to="casefile.sealedhead",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatementCorrection",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                (
                    "position",
                    models.PositiveIntegerField(
                        help_text="of `inserted`, in characters of the words"
                    ),
                ),
                ("struck", models.TextField()),
                ("inserted", models.TextField(blank=True)),
                (
                    "initials",
                    models.CharField(help_text="as the witness typed them", max_length=10),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="casefile.statementversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "number"), name="correction_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StoreCheck",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("result", models.CharField(max_length=10)),
                (
                    "sha256",
                    models.CharField(
                        blank=True, help_text="as found; empty when missing", max_length=64
                    ),
                ),
                ("size_bytes", models.BigIntegerField(null=True)),
                ("place", models.CharField(help_text="where it was taken: store", max_length=40)),
                ("tool", models.CharField(max_length=60)),
                ("by", models.CharField(max_length=120)),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="casefile.storedobject",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["result", "at"], name="casefile_st_result_b21e20_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="StoreScan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "row_position",
                    models.CharField(blank=True, help_text="last key compared", max_length=80),
                ),
                (
                    "file_position",
                    models.CharField(blank=True, help_text="last file looked at", max_length=80),
                ),
                ("checked", models.PositiveBigIntegerField(default=0)),
                ("size_bytes", models.PositiveBigIntegerField(default=0)),
                ("problems", models.PositiveBigIntegerField(default=0)),
                ("files", models.PositiveBigIntegerField(default=0)),
                (
                    "set_aside",
                    models.PositiveBigIntegerField(
                        default=0, help_text="files that came with another hash than was declared"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="continuityentry",
            name="code",
            field=models.CharField(
                blank=True, help_text="why it was refused or failed", max_length=40
            ),
        ),
        migrations.AddField(
            model_name="continuityentry",
            name="done_by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="continuityentry",
            name="event_id",
            field=models.UUIDField(blank=True, help_text="its entry of the chain", null=True),
        ),
        migrations.AlterField(
            model_name="continuityentry",
            name="from_holder",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="continuityentry",
            name="result",
            field=models.CharField(
                default="success", help_text="or refused, failed", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="continuityentry",
            name="to_holder",
            field=models.CharField(max_length=200),
        ),
        migrations.AlterField(
            model_name="continuityentry",
            name="verb",
            field=models.CharField(help_text="from rules/continuity.py", max_length=30),
        ),
        migrations.AddField(
            model_name="exhibit",
            name="custody",
            field=models.CharField(
                blank=True,
                help_text="person, store or outside; blank: recorded before",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="exhibit",
            name="held_by",
            field=models.ForeignKey(
                blank=True,
                help_text="the holder, where it is somebody of the force",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="held_exhibits",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exhibit",
            name="holder",
            field=models.CharField(blank=True, help_text="who has it now, by name", max_length=200),
        ),
        migrations.AddField(
            model_name="exhibit",
            name="labelled_at",
            field=models.DateTimeField(
                blank=True, help_text="set: a label to scan is on it", null=True
            ),
        ),
        migrations.AddField(
            model_name="exhibit",
            name="same_as",
            field=models.ForeignKey(
                blank=True,
                help_text="the first exhibit of the same bytes, where somebody else produces them too",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="re_exhibits",
                to="casefile.exhibit",
            ),
        ),
        migrations.AddField(
            model_name="exhibit",
            name="sensitive",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="codes of rules/recordings.py: not shown unasked",
            ),
        ),
        migrations.AddField(
            model_name="exhibit",
            name="shelf",
            field=models.CharField(blank=True, help_text="where in that store", max_length=80),
        ),
        migrations.AddField(
            model_name="linkfile",
            name="declared",
            field=casefile.models.fields.EncryptedTextField(
                blank=True, default="", help_text="by the sender, as JSON"
            ),
        ),
        migrations.AddField(
            model_name="numberlease",
            name="given_back_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="numberlease",
            name="given_back_by",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="numberlease",
            name="given_back_reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name="signature",
            name="officer_present",
            field=models.ForeignKey(
                help_text="none where the witness signed elsewhere, by a link",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signature",
            name="screen",
            field=models.CharField(blank=True, help_text="size in pixels", max_length=40),
        ),
        migrations.AddField(
            model_name="statementversion",
            name="page_breaks",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="where pages after the first begin, in characters of the words, as a "
                "tablet showed them; empty for pages that were made here",
            ),
        ),
        migrations.AddField(
            model_name="storedobject",
            name="destroyed_at",
            field=models.DateTimeField(
                blank=True, help_text="when its bytes were disposed of", null=True
            ),
        ),
        migrations.AddField(
            model_name="storedobject",
            name="device_at",
            field=models.DateTimeField(
                blank=True, help_text="by the clock of the device that captured it", null=True
            ),
        ),
        migrations.AddField(
            model_name="storedobject",
            name="device_at_text",
            field=models.CharField(blank=True, help_text="with its zone", max_length=80),
        ),
        migrations.AddField(
            model_name="storedobject",
            name="integrity_failed_at",
            field=models.DateTimeField(
                blank=True,
                help_text="since when its bytes are not those that were sealed",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="storedobject",
            name="origin",
            field=models.CharField(
                default="captured",
                help_text="captured, derived from it, or generated",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="storedobject",
            name="picture_hash",
            field=models.CharField(
                blank=True, help_text="of what a picture looks like; empty when flat", max_length=16
            ),
        ),
        migrations.AddIndex(
            model_name="storedobject",
            index=models.Index(fields=["force", "sha256"], name="casefile_st_force_i_c717b0_idx"),
        ),
        migrations.AddField(
            model_name="uploadlink",
            name="declared",
            field=casefile.models.fields.EncryptedTextField(
                blank=True, default="", help_text="by the sender, as JSON"
            ),
        ),
        migrations.AddField(
            model_name="witnessstatement",
            name="is_read_over",
            field=models.BooleanField(default=False, help_text="the witness cannot read it"),
        ),
        migrations.AddField(
            model_name="witnessstatement",
            name="language",
            field=models.CharField(default="English", max_length=40),
        ),
    ]
