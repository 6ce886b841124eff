"""Tables of the public front door and the crime desk."""

import datetime
import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import casefile.models.fields


class Migration(migrations.Migration):
    dependencies = [
        ("casefile", "0002_the_front_door"),
        ("casefile", "__first__"),
        ("intake", "0002_save_and_return"),
        ("oauth2_provider", "__first__"),
        ("uploads", "0001_the_front_door"),
    ]

    operations = [
        migrations.CreateModel(
            name="AreaAdvice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("area", models.CharField(max_length=120)),
                ("until_on", models.DateField()),
                ("published_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "force",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casefile.force",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="area_advice",
                        to="intake.crimereport",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BulkAction",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("action", models.CharField(max_length=20)),
                ("details", models.JSONField(default=dict)),
                (
                    "reports",
                    models.JSONField(
                        default=list, help_text="ids of those that the preview would change"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "results",
                    models.JSONField(
                        default=list, help_text="rows of {report, reference, refused}"
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
            name="ComeBackCode",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("secret_hash", models.CharField(max_length=200)),
                ("session_hash", models.CharField(max_length=64, null=True, unique=True)),
                ("session_until", models.DateTimeField(blank=True, null=True)),
                ("given_at", models.DateTimeField()),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="come_back",
                        to="intake.crimereport",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "reference",
                    models.CharField(help_text="random; opens nothing", max_length=12, unique=True),
                ),
                ("about", models.CharField(max_length=20)),
                ("text", casefile.models.fields.EncryptedTextField()),
                ("name", casefile.models.fields.EncryptedTextField(blank=True)),
                ("email", casefile.models.fields.EncryptedTextField(blank=True)),
                ("stage", models.CharField(default="received", max_length=30)),
                ("received_at", models.DateTimeField()),
                ("answer", casefile.models.fields.EncryptedTextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "force",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="casefile.force",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["force", "answered_at", "received_at"],
                        name="intake_comp_force_i_213015_idx",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeskLease",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("taken_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lease",
                        to="intake.crimereport",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DeskNotice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("text", models.CharField(max_length=600)),
                ("made_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="intake.crimereport",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="desk_notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("seen_at", None)),
                        fields=["user"],
                        name="desk_notice_unseen",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeskQuestion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("text", casefile.models.fields.EncryptedTextField()),
                ("asked_at", models.DateTimeField()),
                ("answer", casefile.models.fields.EncryptedTextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("respond_by", models.DateField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "called_at",
                    models.DateTimeField(blank=True, help_text="the last call about it", null=True),
                ),
                ("call_result", models.CharField(blank=True, max_length=20)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="intake.crimereport",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["report", "answered_at"], name="intake_desk_report__21f501_idx"
                    ),
                    models.Index(
                        condition=models.Q(("answered_at", None), ("reminded_at", None)),
                        fields=["respond_by"],
                        name="question_to_remind_of",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(default="file", help_text="file or voice", max_length=20),
                ),
                (
                    "question",
                    models.CharField(blank=True, help_text="which a voice answers", max_length=40),
                ),
                ("name", casefile.models.fields.EncryptedTextField()),
                ("media_type", models.CharField(help_text="by its content", max_length=120)),
                ("size_bytes", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField()),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="intake.draft",
                    ),
                ),
                (
                    "upload",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="uploads.upload",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("draft", "sha256"), name="draft_file_listed_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EmailCheck",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("address", casefile.models.fields.EncryptedTextField()),
                ("code_hash", models.CharField(max_length=200)),
                ("sent_at", models.DateTimeField()),
                ("times_sent", models.PositiveSmallIntegerField(default=1)),
                ("wrong_tries", models.PositiveSmallIntegerField(default=0)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="email_check",
                        to="intake.crimereport",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IntelligenceReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "source",
                    models.CharField(blank=True, help_text="how the teller knows", max_length=200),
                ),
                (
                    "is_identifiable",
                    models.CharField(
                        blank=True,
                        help_text="could somebody tell who told: yes, no, unsure",
                        max_length=6,
                    ),
                ),
                ("reason", casefile.models.fields.EncryptedTextField()),
                ("passed_at", models.DateTimeField()),
                (
                    "force",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casefile.force",
                    ),
                ),
                (
                    "passed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intelligence",
                        to="intake.crimereport",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["force", "passed_at", "id"], name="intake_inte_force_i_4cd240_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person_id", models.UUIDField(blank=True, null=True)),
                ("kind", models.CharField(help_text="of intake/match_kinds.py", max_length=20)),
                ("digest", models.CharField(max_length=43)),
                ("of_victim", models.BooleanField(default=False)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="casefile.case",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="match_keys",
                        to="intake.crimereport",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["digest"], name="match_by_digest"),
                    models.Index(fields=["person_id"], name="match_by_person"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("report__isnull", False)),
                        fields=("report", "digest"),
                        name="match_key_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerClient",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "scopes",
                    models.JSONField(default=list, help_text="of rules/permissions.py SCOPES"),
                ),
                ("registered_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("forms", models.JSONField(default=list, help_text="codes of intake/questions")),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(app_label)s_client",
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartnerWrite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=255)),
                ("operation", models.CharField(help_text="method and path", max_length=200)),
                ("request_sha256", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("body", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="writes",
                        to="intake.partnerclient",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("client", "key"), name="partner_write_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PriorityChange",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("from_priority", models.CharField(max_length=10)),
                ("to_priority", models.CharField(max_length=10)),
                ("reason", models.TextField()),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="priority_changes",
                        to="intake.crimereport",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProposedLink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("score", models.PositiveSmallIntegerField()),
                (
                    "why",
                    models.JSONField(default=list, help_text="the kinds of key that they share"),
                ),
                (
                    "state",
                    models.CharField(
                        help_text="same_event, same_people or rejected", max_length=12
                    ),
                ),
                ("reason", casefile.models.fields.EncryptedTextField(blank=True)),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links_back",
                        to="intake.crimereport",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="intake.crimereport",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("report", "other"), name="link_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportAddition",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("text", casefile.models.fields.EncryptedTextField()),
                ("added_at", models.DateTimeField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="additions",
                        to="intake.crimereport",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportAlarm",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.CharField(help_text="of intake.alarms.KINDS", max_length=20)),
                (
                    "cause",
                    models.CharField(
                        blank=True, help_text="what it is about, if not once", max_length=40
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(default=1)),
                ("raised_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alarms",
                        to="intake.crimereport",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("acknowledged_at", None)),
                        fields=["force", "raised_at"],
                        name="alarm_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "kind", "cause", "level"), name="alarm_raised_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AlarmCall",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "by_message",
                    models.BooleanField(default=False, help_text="a message went to their address"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "alarm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="intake.reportalarm",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("alarm", "user"), name="called_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReporterTold",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("letter", models.CharField(help_text="id of the template", max_length=40)),
                ("edition", models.CharField(max_length=20)),
                ("language", models.CharField(max_length=5)),
                (
                    "channel",
                    models.CharField(help_text="email, text, post, phone, page", max_length=10),
                ),
                ("subject", models.CharField(max_length=200)),
                (
                    "body",
                    casefile.models.fields.EncryptedTextField(
                        help_text="the words as the person reads them"
                    ),
                ),
                ("result", models.CharField(blank=True, help_text="of a call", max_length=20)),
                ("note", casefile.models.fields.EncryptedTextField(blank=True)),
                (
                    "is_done",
                    models.BooleanField(help_text="the person has been told, or chose not to be"),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="a double press is one telling", max_length=120, unique=True
                    ),
                ),
                ("told_at", models.DateTimeField()),
                (
                    "message",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casefile.outboundmessage",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told",
                        to="intake.crimereport",
                    ),
                ),
                (
                    "told_by",
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
            name="ReportFlag",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("code", models.CharField(help_text="of intake/vulnerability.py", max_length=30)),
                (
                    "told_by",
                    casefile.models.fields.EncryptedTextField(help_text="where it is known from"),
                ),
                ("visible_to", models.CharField(default="desk", max_length=20)),
                ("set_at", models.DateTimeField()),
                ("review_on", models.DateField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("end_reason", casefile.models.fields.EncryptedTextField(blank=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flags",
                        to="intake.crimereport",
                    ),
                ),
                (
                    "set_by",
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
                        condition=models.Q(("ended_at", None)),
                        fields=("report", "code"),
                        name="flag_set_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportTransfer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("to_code", models.CharField(help_text="as in the table of forces", max_length=2)),
                ("to_name", models.CharField(max_length=120)),
                ("passed_at", models.DateTimeField()),
                ("handed_over_at", models.DateTimeField(blank=True, null=True)),
                ("handed_over_how", models.CharField(blank=True, max_length=200)),
                (
                    "handed_over_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "received_as",
                    models.OneToOneField(
                        blank=True,
                        help_text="the entry at the other force's desk; none when it does not work here",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="received_by",
                        to="intake.crimereport",
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfer",
                        to="intake.crimereport",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handed_over_at", None),
                            models.Q(("handed_over_how", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="handed_over_says_how",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskAssessment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("tool", models.CharField(help_text="of intake/risk_tools.py", max_length=20)),
                ("version", models.CharField(max_length=20)),
                (
                    "content",
                    casefile.models.fields.EncryptedTextField(
                        blank=True, help_text="the answers as JSON, by prompt"
                    ),
                ),
                ("grade", models.CharField(help_text="by the crime desk", max_length=20)),
                ("officer_grade", models.CharField(blank=True, max_length=20)),
                ("supervisor_grade", models.CharField(blank=True, max_length=20)),
                ("rationale", casefile.models.fields.EncryptedTextField()),
                (
                    "reviews",
                    casefile.models.fields.EncryptedTextField(
                        blank=True, help_text="why others graded it so, one a line"
                    ),
                ),
                ("assessed_at", models.DateTimeField()),
                (
                    "assessed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risk_assessments",
                        to="intake.crimereport",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["report", "assessed_at"], name="intake_risk_report__87c9e8_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
                (
                    "filters",
                    models.JSONField(default=dict, help_text="as in the address of the queue"),
                ),
                ("every_minutes", models.PositiveIntegerField()),
                (
                    "round",
                    models.PositiveBigIntegerField(
                        default=0, help_text="how often it was looked at"
                    ),
                ),
                ("saved_at", models.DateTimeField()),
                ("looked_at", models.DateTimeField(blank=True, null=True)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                ("stopped_because", models.CharField(blank=True, max_length=200)),
                (
                    "force",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casefile.force",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SearchHit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("round", models.PositiveBigIntegerField()),
                ("found_at", models.DateTimeField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="intake.crimereport",
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hits",
                        to="intake.savedsearch",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("search", "report"), name="search_hit_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("ground", models.CharField(max_length=40)),
                ("reason", models.TextField()),
                ("asked_at", models.DateTimeField()),
                (
                    "was_approved",
                    models.BooleanField(blank=True, help_text="null: it waits", null=True),
                ),
                ("note", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_offs",
                        to="intake.crimereport",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("was_approved", None)),
                        fields=("report",),
                        name="one_sign_off_waits",
                    )
                ],
            },
        ),
        migrations.RemoveField(
            model_name="draftphoto",
            name="draft",
        ),
        migrations.RemoveIndex(
            model_name="crimereport",
            name="intake_crim_force_i_0ea27d_idx",
        ),
        migrations.AddField(
            model_name="crimereport",
            name="appeal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="casefile.appeal",
            ),
        ),
        migrations.AddField(
            model_name="crimereport",
            name="assigned_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="desk_reports",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="crimereport",
            name="automation_signs",
            field=models.JSONField(blank=True, default=list, help_text="of intake/automation.py"),
        ),
        migrations.AddField(
            model_name="crimereport",
            name="channel",
            field=models.CharField(
                default="online", help_text="of intake/channels.py", max_length=20
            ),
        ),
        migrations.AddField(
            model_name="crimereport",
            name="earlier_reports",
            field=models.PositiveIntegerField(
                default=0, help_text="of the same victim, counted anew each night"
            ),
        ),
        migrations.AddField(
            model_name="crimereport",
            name="language",
            field=models.CharField(
                default="en", help_text="en or cy: the reporter's", max_length=5
            ),
        ),
        migrations.AddField(
            model_name="crimereport",
            name="partner_reference",
            field=models.CharField(blank=True, help_text="the partner's own", max_length=100),
        ),
        migrations.AddField(
            model_name="crimereport",
            name="read_back",
            field=casefile.models.fields.EncryptedTextField(
                blank=True, help_text="whether it was read back, as JSON"
            ),
        ),
        migrations.AddField(
            model_name="crimereport",
            name="taken_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="crimereport",
            name="taken_for",
            field=casefile.models.fields.EncryptedTextField(
                blank=True, help_text="who was asked, as JSON"
            ),
        ),
        migrations.AddField(
            model_name="crimereport",
            name="transferred_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="passed_on_as",
                to="intake.crimereport",
            ),
        ),
        migrations.AddField(
            model_name="deskdecision",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="deskdecision",
            name="to_code",
            field=models.CharField(
                blank=True, help_text="of a force or another body", max_length=20
            ),
        ),
        migrations.AddField(
            model_name="deskdecision",
            name="told_at",
            field=models.DateTimeField(
                blank=True, help_text="when the reporter was told, or chose not to be", null=True
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="appeal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casefile.appeal",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="has_worked",
            field=models.BooleanField(
                default=False, help_text="the browser did the work that a person never notices"
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="signs",
            field=models.JSONField(blank=True, default=list, help_text="of intake/automation.py"),
        ),
        migrations.AddField(
            model_name="draft",
            name="taken_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="taking",
            field=casefile.models.fields.EncryptedTextField(
                blank=True, help_text="how staff take it down, as JSON"
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="turn_at",
            field=models.DateTimeField(
                blank=True, help_text="when its sending was counted", null=True
            ),
        ),
        migrations.AddField(
            model_name="reportfile",
            name="media_type",
            field=models.CharField(default="", help_text="by its content", max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reportfile",
            name="name",
            field=casefile.models.fields.EncryptedTextField(default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reportfile",
            name="question",
            field=models.CharField(blank=True, help_text="which a voice answers", max_length=40),
        ),
        migrations.AddField(
            model_name="reportfile",
            name="received_at",
            field=models.DateTimeField(
                default=datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.UTC)
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reportfile",
            name="sha256",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reportfile",
            name="size_bytes",
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reportfile",
            name="upload",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="uploads.upload",
            ),
        ),
        migrations.AlterField(
            model_name="crimereport",
            name="priority",
            field=models.CharField(
                help_text="high, standard, or uncertain: it may be automated", max_length=10
            ),
        ),
        migrations.AlterField(
            model_name="crimereport",
            name="reference",
            field=models.CharField(
                db_index=True, help_text="random; opens nothing; kept when passed on", max_length=12
            ),
        ),
        migrations.AlterField(
            model_name="deskdecision",
            name="outcome",
            field=models.CharField(help_text="the stage it led to", max_length=30),
        ),
        migrations.AlterField(
            model_name="reportfile",
            name="kind",
            field=models.CharField(default="file", help_text="file or voice", max_length=20),
        ),
        migrations.AlterField(
            model_name="reportfile",
            name="stored",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casefile.storedobject",
            ),
        ),
        migrations.AddIndex(
            model_name="deskdecision",
            index=models.Index(
                condition=models.Q(("told_at", None)),
                fields=["decided_at"],
                name="decision_not_told",
            ),
        ),
        migrations.AddField(
            model_name="crimereport",
            name="partner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="intake.partnerclient",
            ),
        ),
        migrations.AddIndex(
            model_name="crimereport",
            index=models.Index(
                condition=models.Q(("stage", "submitted")),
                fields=["force", "priority", "clock_started_at", "id"],
                name="report_urgency",
            ),
        ),
        migrations.AddIndex(
            model_name="crimereport",
            index=models.Index(
                condition=models.Q(("stage", "submitted")),
                fields=["force", "clock_started_at", "id"],
                name="report_clock",
            ),
        ),
        migrations.AddIndex(
            model_name="crimereport",
            index=models.Index(
                condition=models.Q(("stage", "submitted")),
                fields=["force", "form", "priority", "clock_started_at", "id"],
                name="report_form",
            ),
        ),
        migrations.AddIndex(
            model_name="crimereport",
            index=models.Index(
                condition=models.Q(("first_read_at", None), ("stage", "submitted")),
                fields=["force", "priority", "clock_started_at", "id"],
                name="report_unread_urgency",
            ),
        ),
        migrations.AddIndex(
            model_name="crimereport",
            index=models.Index(
                condition=models.Q(("first_read_at", None), ("stage", "submitted")),
                fields=["force", "submitted_at"],
                name="report_unread",
            ),
        ),
        migrations.AddIndex(
            model_name="crimereport",
            index=models.Index(
                condition=models.Q(("stage", "submitted"), _negated=True),
                fields=["force", "submitted_at", "id"],
                name="report_decided",
            ),
        ),
        migrations.AddIndex(
            model_name="crimereport",
            index=models.Index(
                condition=models.Q(("stage", "submitted"), _negated=True),
                fields=["force", "form", "submitted_at", "id"],
                name="report_decided_by_form",
            ),
        ),
        migrations.AddIndex(
            model_name="crimereport",
            index=models.Index(
                condition=models.Q(("assigned_to__isnull", False)),
                fields=["assigned_to", "stage"],
                name="report_assigned",
            ),
        ),
        migrations.AddConstraint(
            model_name="crimereport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("transferred_from", None)),
                fields=("reference",),
                name="report_reference_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="crimereport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("partner_reference", ""), _negated=True),
                fields=("partner", "partner_reference"),
                name="partner_reference_once",
            ),
        ),
        migrations.DeleteModel(
            name="DraftPhoto",
        ),
    ]
