"""Tables of the public front door and the crime desk."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import casefile.models.fields


class Migration(migrations.Migration):
    dependencies = [
        ("casefile", "0001_the_record"),
        # Before the many tables that follow: each of its steps draws up every table there is.
        ("oauth2_provider", "0022_refreshtoken_token_family_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="AllocationDecision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("suggested_team", models.CharField(max_length=30)),
                (
                    "rule",
                    models.CharField(
                        help_text="the row of rules/allocation.py that fired", max_length=10
                    ),
                ),
                ("team", models.CharField(max_length=30)),
                (
                    "reason",
                    models.TextField(blank=True, help_text="why another team than suggested"),
                ),
                (
                    "not_investigated",
                    models.CharField(
                        blank=True, help_text="why there is no investigation now", max_length=20
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                (
                    "crime",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="casefile.recordedcrime",
                    ),
                ),
                (
                    "decided_by",
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
            name="Appeal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "code",
                    models.CharField(
                        help_text="random; the page's address", max_length=12, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("until_on", models.DateField()),
                ("stage", models.CharField(default="draft", max_length=30)),
                ("written_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="casefile.case",
                    ),
                ),
                (
                    "written_by",
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
            name="Camera",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "owner",
                    models.CharField(help_text="the business or body that runs it", max_length=120),
                ),
                ("place", models.CharField(max_length=200)),
                ("sees", models.TextField(help_text="what is in the picture, in words")),
                (
                    "keeps_days",
                    models.PositiveSmallIntegerField(help_text="days until it is overwritten"),
                ),
                ("contact_name", casefile.models.fields.EncryptedTextField()),
                ("contact_email", casefile.models.fields.EncryptedTextField()),
                ("contact_phone", casefile.models.fields.EncryptedTextField(blank=True)),
                ("registered_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "checked_by",
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
                        related_name="cameras",
                        to="casefile.force",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["force", "removed_at", "place"],
                        name="casefile_ca_force_i_6a90d3_idx",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConflictOfInterest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("subject_id", models.UUIDField()),
                (
                    "label",
                    models.CharField(help_text="a reference; no name of anybody", max_length=120),
                ),
                (
                    "how",
                    models.CharField(help_text="declared by themselves, or found", max_length=10),
                ),
                ("reason", casefile.models.fields.EncryptedTextField()),
                ("set_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("lift_reason", models.TextField(blank=True)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="casefile.case",
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
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["force", "set_at"], name="conflict_by_force")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("user", "subject_id"),
                        name="conflict_set_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CrimeCancellation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=4)),
                ("information", models.TextField()),
                ("cancelled_at", models.DateTimeField()),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "crime",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cancellation",
                        to="casefile.recordedcrime",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CrimeClassification",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("home_office_class", models.CharField(max_length=12)),
                ("title", models.CharField(max_length=200)),
                ("reason", models.TextField(blank=True)),
                (
                    "rule",
                    models.CharField(
                        blank=True, help_text="the suggestion, and why", max_length=400
                    ),
                ),
                (
                    "was_suggested",
                    models.BooleanField(help_text="whether it is the suggested class", null=True),
                ),
                ("classified_at", models.DateTimeField()),
                (
                    "classified_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "crime",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="classifications",
                        to="casefile.recordedcrime",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CrimeOutcome",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("outcome", models.PositiveSmallIntegerField()),
                ("of_which", models.CharField(blank=True, help_text="1A, 2A or 3A", max_length=2)),
                ("is_suspect_identified", models.BooleanField(null=True)),
                ("victim_supports", models.BooleanField(null=True)),
                (
                    "passed_to",
                    models.CharField(
                        blank=True, help_text="the body of outcome 20", max_length=120
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "warnings",
                    models.JSONField(
                        blank=True, default=list, help_text="what was warned of, and taken"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "crime",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="casefile.recordedcrime",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
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
            name="DescribedPerson",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("role", models.CharField(help_text="suspect or witness", max_length=10)),
                ("label", models.TextField(help_text="the question as it was asked")),
                ("words", casefile.models.fields.EncryptedTextField()),
                (
                    "is_known",
                    models.CharField(
                        blank=True, help_text="yes, no, unsure or blank", max_length=6
                    ),
                ),
                ("relation", models.CharField(blank=True, max_length=200)),
                ("question", models.CharField(blank=True, max_length=40)),
                ("identified_at", models.DateTimeField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="described_people",
                        to="casefile.case",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="descriptions",
                        to="casefile.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FootageRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("from_at", models.DateTimeField()),
                ("to_at", models.DateTimeField()),
                ("stage", models.CharField(default="asked", max_length=30)),
                ("asked_at", models.DateTimeField()),
                ("overwritten_on", models.DateField(help_text="the day from which it may be gone")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "camera",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="casefile.camera",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="footage_requests",
                        to="casefile.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "camera", "from_at", "to_at"), name="footage_asked_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_at__gt", models.F("from_at"))),
                        name="footage_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PropertyItem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(help_text="order on the case's list")),
                ("category", models.CharField(blank=True, max_length=40)),
                ("description", models.TextField()),
                ("brand", models.CharField(blank=True, max_length=200)),
                ("colour", models.CharField(blank=True, max_length=200)),
                ("serial", models.CharField(blank=True, help_text="as typed", max_length=200)),
                (
                    "serial_key",
                    models.CharField(blank=True, help_text="as compared", max_length=200),
                ),
                ("imei", models.CharField(blank=True, max_length=15)),
                ("marking", models.CharField(blank=True, max_length=200)),
                ("bought", models.CharField(blank=True, max_length=200)),
                (
                    "value_text",
                    models.CharField(blank=True, help_text="the worth as typed", max_length=200),
                ),
                ("value_pence", models.PositiveBigIntegerField(blank=True, null=True)),
                ("is_insured", models.BooleanField(null=True)),
                (
                    "status",
                    models.CharField(
                        help_text="a key of rules/property_statuses.py", max_length=12
                    ),
                ),
                (
                    "status_on",
                    models.DateField(
                        blank=True, help_text="when it was recovered, if so", null=True
                    ),
                ),
                (
                    "question",
                    models.CharField(blank=True, help_text="which question said so", max_length=40),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="property_items",
                        to="casefile.case",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="property_items",
                        to="casefile.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["serial_key"], name="casefile_pr_serial__b77779_idx"),
                    models.Index(fields=["imei"], name="casefile_pr_imei_9bdbc3_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="property_item_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RateCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("caller", models.CharField(max_length=120)),
                ("what", models.CharField(max_length=80)),
                ("starts_at", models.DateTimeField()),
                ("times", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("caller", "what", "starts_at"), name="rate_count_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportedFact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("position", models.PositiveIntegerField()),
                (
                    "feed",
                    models.CharField(
                        help_text="what the answer is about: offence.entry", max_length=40
                    ),
                ),
                ("question", models.CharField(max_length=40)),
                ("label", models.TextField()),
                ("words", casefile.models.fields.EncryptedTextField()),
                (
                    "content",
                    casefile.models.fields.EncryptedTextField(help_text="the answer as JSON"),
                ),
                ("said_at", models.DateTimeField()),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reported_facts",
                        to="casefile.person",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reported_facts",
                        to="casefile.case",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "feed"], name="casefile_re_case_id_e97299_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "position"), name="reported_fact_position"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SolvabilityFactor",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("factor", models.CharField(help_text="of rules/solvability.py", max_length=30)),
                ("state", models.CharField(help_text="present, absent or unknown", max_length=10)),
                (
                    "evidence",
                    models.CharField(
                        blank=True, help_text="what shows it, or where", max_length=400
                    ),
                ),
                (
                    "is_suggestion",
                    models.BooleanField(default=False, help_text="from answers; nobody looked yet"),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "crime",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="factors",
                        to="casefile.recordedcrime",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
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
            name="UploadLink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "report_id",
                    models.UUIDField(blank=True, help_text="of an app above this one", null=True),
                ),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                (
                    "asked_for",
                    casefile.models.fields.EncryptedTextField(
                        help_text="what the person is asked to send, as they read it"
                    ),
                ),
                ("max_files", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="upload_links",
                        to="casefile.case",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case", None), ("report_id__isnull", False)),
                            models.Q(("case__isnull", False), ("report_id", None)),
                            _connector="OR",
                        ),
                        name="upload_link_to_one_thing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "upload_id",
                    models.UUIDField(blank=True, help_text="until it is sealed", null=True),
                ),
                ("name", casefile.models.fields.EncryptedTextField()),
                ("media_type", models.CharField(help_text="by its content", max_length=120)),
                ("size_bytes", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("sent_at", models.DateTimeField()),
                (
                    "stored",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casefile.storedobject",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="casefile.uploadlink",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("link", "sha256"), name="link_file_sent_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Vehicle",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(help_text="order on the case's list")),
                (
                    "registration",
                    models.CharField(blank=True, help_text="capitals, no spaces", max_length=20),
                ),
                ("registration_typed", models.CharField(blank=True, max_length=30)),
                ("make", models.CharField(blank=True, max_length=80)),
                ("model", models.CharField(blank=True, max_length=80)),
                ("colour", models.CharField(blank=True, max_length=40)),
                ("description", models.CharField(blank=True, help_text="as typed", max_length=400)),
                ("vin", models.CharField(blank=True, max_length=17)),
                ("keys", models.CharField(blank=True, max_length=200)),
                (
                    "kept_by",
                    models.CharField(blank=True, help_text="whose it is, as told", max_length=200),
                ),
                ("tracker", models.CharField(blank=True, max_length=400)),
                (
                    "status",
                    models.CharField(
                        help_text="a key of rules/property_statuses.py", max_length=12
                    ),
                ),
                (
                    "status_on",
                    models.DateField(
                        blank=True, help_text="when it was recovered, if so", null=True
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vehicles",
                        to="casefile.case",
                    ),
                ),
                (
                    "keeper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vehicles",
                        to="casefile.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["registration"], name="casefile_ve_registr_c0644e_idx"),
                    models.Index(fields=["vin"], name="casefile_ve_vin_e47366_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="vehicle_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("visit_at", models.DateTimeField()),
                (
                    "place",
                    casefile.models.fields.EncryptedTextField(
                        blank=True, help_text="where they meet; blank is the home"
                    ),
                ),
                ("stage", models.CharField(default="booked", max_length=30)),
                ("reason", models.TextField(blank=True, help_text="why it was called off")),
                ("booked_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="casefile.case",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "victim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="casefile.victim",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["officer", "stage", "visit_at"],
                        name="casefile_vi_officer_164a74_idx",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="contactpoint",
            name="unsafe_reason",
            field=models.CharField(blank=True, help_text="why it is not safe", max_length=200),
        ),
        migrations.AddField(
            model_name="contactpoint",
            name="verified_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="contactpoint",
            name="verified_how",
            field=models.CharField(
                blank=True, help_text="a key of rules/contact_hours.py VERIFIED_HOW", max_length=12
            ),
        ),
        migrations.AddField(
            model_name="outboundmessage",
            name="stopped_reason",
            field=models.CharField(blank=True, help_text="why it never left", max_length=200),
        ),
        migrations.AddField(
            model_name="person",
            name="organisation",
            field=models.CharField(
                blank=True, help_text="set: a business, for which the names speak", max_length=200
            ),
        ),
        migrations.AddField(
            model_name="recordedcrime",
            name="allocated_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="recordedcrime",
            name="balance_reason",
            field=models.TextField(
                blank=True, help_text="why it is more likely than not that this is a crime"
            ),
        ),
        migrations.AddField(
            model_name="recordedcrime",
            name="contrary_reason",
            field=models.TextField(
                blank=True, help_text="why there is no credible evidence to the contrary"
            ),
        ),
        migrations.AddField(
            model_name="recordedcrime",
            name="counting_reason",
            field=models.TextField(blank=True, help_text="why it is counted apart"),
        ),
        migrations.AddField(
            model_name="recordedcrime",
            name="dwelling",
            field=models.CharField(
                blank=True, help_text="the home that was entered", max_length=300
            ),
        ),
        migrations.AddField(
            model_name="recordedcrime",
            name="filed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="recordedcrime",
            name="flags",
            field=models.JSONField(blank=True, default=list, help_text="of rules/crime_flags.py"),
        ),
        migrations.AddField(
            model_name="recordedcrime",
            name="is_notifiable",
            field=models.BooleanField(default=True, help_text="counted by the Home Office"),
        ),
        migrations.AddField(
            model_name="recordedcrime",
            name="is_recordable",
            field=models.BooleanField(
                blank=True,
                help_text="held on the Police National Computer; null: not known",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="recordedcrime",
            name="late_reason",
            field=models.TextField(blank=True, help_text="why it was recorded after its time"),
        ),
        migrations.AddField(
            model_name="recordedcrime",
            name="rules_version",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="recordedcrime",
            name="stage",
            field=models.CharField(default="recorded", max_length=30),
        ),
        migrations.AddField(
            model_name="recordedcrime",
            name="victim",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="crimes",
                to="casefile.victim",
            ),
        ),
        migrations.AddField(
            model_name="recordedcrime",
            name="victim_supports",
            field=models.BooleanField(
                blank=True, help_text="the victim's view; it changes nothing by itself", null=True
            ),
        ),
        migrations.AddField(
            model_name="safecontactplan",
            name="address_shared",
            field=models.CharField(
                blank=True, help_text="the suspect knows the address: yes, no, unsure", max_length=6
            ),
        ),
        migrations.AddField(
            model_name="safecontactplan",
            name="caller_id",
            field=models.CharField(
                blank=True,
                help_text="answers a call that shows no number: yes, no, unsure",
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="safecontactplan",
            name="days",
            field=models.JSONField(
                blank=True, default=list, help_text="of mon to sun; empty: not asked"
            ),
        ),
        migrations.AddField(
            model_name="safecontactplan",
            name="parts",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="of morning, afternoon, evening; empty: not asked",
            ),
        ),
        migrations.AddField(
            model_name="safecontactplan",
            name="proxy",
            field=casefile.models.fields.EncryptedTextField(
                blank=True, help_text="somebody trusted, and how to reach them"
            ),
        ),
        migrations.AddField(
            model_name="safecontactplan",
            name="safe_now",
            field=models.CharField(
                blank=True, help_text="it was safe while reporting: yes, no, unsure", max_length=6
            ),
        ),
        migrations.AddField(
            model_name="safecontactplan",
            name="safe_to_visit",
            field=models.CharField(blank=True, help_text="yes, no, unsure", max_length=6),
        ),
        migrations.AddField(
            model_name="safecontactplan",
            name="shared_device",
            field=models.CharField(
                blank=True,
                help_text="others may see device or messages: yes, no, unsure",
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="safecontactplan",
            name="text_words",
            field=casefile.models.fields.EncryptedTextField(
                blank=True, help_text="what a text may say"
            ),
        ),
        migrations.AddField(
            model_name="safecontactplan",
            name="voicemail_ok",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="storedobject",
            name="scan_detail",
            field=models.CharField(
                blank=True, help_text="what was found, or why not", max_length=200
            ),
        ),
        migrations.AddField(
            model_name="storedobject",
            name="scanned_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="safecontactplan",
            name="times",
            field=models.CharField(blank=True, help_text="in the person's words", max_length=200),
        ),
        migrations.AlterField(
            model_name="storedobject",
            name="scan",
            field=models.CharField(default="not scanned", help_text="for malware", max_length=20),
        ),
        migrations.AddIndex(
            model_name="recordedcrime",
            index=models.Index(
                fields=["force", "stage", "recorded_at"], name="casefile_re_force_i_8b8559_idx"
            ),
        ),
    ]
