"""Reports as they were sent in, their answers and files, and imported incident logs."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from casefile.models import Appeal, Case, EncryptedTextField, Force, Record, StoredObject, User
from casefile.rules.permissions import INTELLIGENCE
from casefile.services.actors import Actor
from casefile.uploads.models import Upload
from intake import clocks
from intake.models.partners import PartnerClient


class IncidentLog(Record):
    """A log of command and control, imported with the recording of its call."""

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    text = models.TextField()
    audio = models.ForeignKey(StoredObject, on_delete=models.PROTECT, null=True, related_name="+")
    imported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["force", "number"], name="incident_number_once")
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def conflict_keys(self) -> list[UUID]:
        """Keys of the reports and cases it is linked to; who is kept from one does not hear it."""
        pairs = self.reports.values_list("pk", "case_id")
        return [key for pair in pairs for key in pair if key]


def _queue_indexes() -> list[models.Index]:
    """Return one index for each way in which the queue is read, each in the order of its pages."""
    waiting, unread = Q(stage="submitted"), Q(stage="submitted", first_read_at=None)
    ways = (
        ("report_urgency", ["force", "priority", "clock_started_at", "id"], waiting),
        ("report_clock", ["force", "clock_started_at", "id"], waiting),
        ("report_form", ["force", "form", "priority", "clock_started_at", "id"], waiting),
        ("report_unread_urgency", ["force", "priority", "clock_started_at", "id"], unread),
    )
    return [
        models.Index(fields=fields, condition=condition, name=name)
        for name, fields, condition in ways
    ]


INTELLIGENCE_ONLY = "intel_only"


class CrimeReportQuerySet(models.QuerySet["CrimeReport"]):
    """Filters over reports."""

    def of_force(self, code: str | None) -> "CrimeReportQuerySet":
        """Reports made to a force."""
        return self.filter(force_id=code)

    def open_to(self, actor: Actor) -> "CrimeReportQuerySet":
        """Reports of the actor's force, but for those in which they have an interest."""
        rows = self.of_force(actor.force)
        if actor.roles.isdisjoint(INTELLIGENCE):
            rows = rows.exclude(stage=INTELLIGENCE_ONLY)
        if not actor.conflicts:
            return rows
        return rows.exclude(pk__in=actor.conflicts).exclude(case_id__in=actor.conflicts)

    def waiting(self) -> "CrimeReportQuerySet":
        """Reports without a decision: high first, then the one whose clock has run longest."""
        # "high" sorts before "standard", and "uncertain" last, by their letters, so one index
        # serves the whole queue.
        return self.filter(stage="submitted").order_by("priority", "clock_started_at", "pk")

    def past_recording(self, at: datetime) -> "CrimeReportQuerySet":
        """Reports that still wait although a crime should have been recorded by now."""
        hours = timedelta(hours=clocks.RECORD_WITHIN_HOURS)
        return self.filter(stage="submitted", clock_started_at__lt=at - hours)

    def decided(self) -> "CrimeReportQuerySet":
        """Reports with a decision, newest first."""
        return self.exclude(stage="submitted").order_by("-submitted_at", "-pk")


class CrimeReport(Record):
    """A report as it was sent in. Receipt, incident and crime have references of their own."""

    life = "report"

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="reports")
    form = models.CharField(max_length=20)
    edition = models.CharField(max_length=20)
    language = models.CharField(max_length=5, default="en", help_text="en or cy: the reporter's")
    reference = models.CharField(
        max_length=12, db_index=True, help_text="random; opens nothing; kept when passed on"
    )
    incident_reference = models.CharField(max_length=40)
    priority = models.CharField(
        max_length=10, help_text="high, standard, or uncertain: it may be automated"
    )
    priority_reasons = models.JSONField(default=list, blank=True)
    automation_signs = models.JSONField(
        default=list, blank=True, help_text="of intake/automation.py"
    )
    submitted_at = models.DateTimeField()
    clock_started_at = models.DateTimeField(help_text="the first report by any way")
    first_read_at = models.DateTimeField(null=True, blank=True)
    earlier_reports = models.PositiveIntegerField(
        default=0, help_text="of the same victim, counted anew each night"
    )
    stage = models.CharField(max_length=30, default="submitted")
    channel = models.CharField(max_length=20, default="online", help_text="of intake/channels.py")
    taken_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_for = EncryptedTextField(blank=True, help_text="who was asked, as JSON")
    read_back = EncryptedTextField(blank=True, help_text="whether it was read back, as JSON")
    partner = models.ForeignKey(
        PartnerClient, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    partner_reference = models.CharField(max_length=100, blank=True, help_text="the partner's own")
    appeal = models.ForeignKey(
        Appeal, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    incident = models.ForeignKey(
        IncidentLog, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )

    assigned_to = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="desk_reports"
    )
    transferred_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="passed_on_as"
    )

    objects = CrimeReportQuerySet.as_manager()

    class Meta:
        indexes = [
            *_queue_indexes(),
            models.Index(
                fields=["force", "submitted_at"],
                condition=Q(stage="submitted", first_read_at=None),
                name="report_unread",
            ),
            models.Index(
                fields=["force", "submitted_at", "id"],
                condition=~Q(stage="submitted"),
                name="report_decided",
            ),
            models.Index(
                fields=["force", "form", "submitted_at", "id"],
                condition=~Q(stage="submitted"),
                name="report_decided_by_form",
            ),
            models.Index(
                fields=["assigned_to", "stage"],
                condition=Q(assigned_to__isnull=False),
                name="report_assigned",
            ),
        ]
        constraints = [
            # One that another force received keeps the reference that its reporter holds.
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(transferred_from=None),
                name="report_reference_once",
            ),
            models.CheckConstraint(
                condition=models.Q(clock_started_at__lte=models.F("submitted_at")),
                name="clock_runs_from_first_report",
            ),
            models.UniqueConstraint(
                fields=["partner", "partner_reference"],
                condition=~models.Q(partner_reference=""),
                name="partner_reference_once",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def only_for(self) -> tuple[str, ...]:
        """The only roles that may see it, whatever else they may see; empty: no such limit."""
        return INTELLIGENCE if self.stage == INTELLIGENCE_ONLY else ()

    @property
    def stream(self) -> str:
        """The event stream of this report."""
        return f"report:{self.pk}"

    @property
    def record_by(self) -> datetime:
        """The moment by which a crime must be recorded."""
        return clocks.record_by(self.clock_started_at)


class ReportAnswer(Record):
    """One answer, with its question as it was asked and the answer as it was shown."""

    report = models.ForeignKey(CrimeReport, on_delete=models.PROTECT, related_name="answers")
    position = models.PositiveIntegerField()
    page = models.CharField(max_length=40)
    question = models.CharField(max_length=40)
    label = models.TextField()
    content = EncryptedTextField(help_text="the answer as JSON")
    shown = EncryptedTextField(blank=True, help_text="the answer in words")
    feeds = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "question"], name="question_answered_once")
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def value(self) -> Any:
        """The answer: text, a list of text, or None."""
        return json.loads(self.content)


class ReportFile(Record):
    """A file that came with a report. What it is was measured on arrival; it is sealed by a job."""

    report = models.ForeignKey(CrimeReport, on_delete=models.PROTECT, related_name="files")
    upload = models.OneToOneField(
        Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    stored = models.ForeignKey(
        StoredObject, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=20, default="file", help_text="file or voice")
    question = models.CharField(max_length=40, blank=True, help_text="which a voice answers")
    name = EncryptedTextField()
    media_type = models.CharField(max_length=120, help_text="by its content")
    size_bytes = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} sha256:{self.sha256[:12]}"

    @property
    def force_id(self) -> str:
        """The force whose desk may read it."""
        return self.report.force_id

    @property
    def stream(self) -> str:
        """The event stream in which reading it is logged."""
        return self.report.stream
