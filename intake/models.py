"""Reports from the public, the drafts they grow from, and imported incident logs."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import models

from casefile.models import Case, EncryptedTextField, Force, Record, StoredObject, User
from intake import clocks
from intake.fields import EncryptedBinaryField


def hash_of(token: str) -> str:
    """Return what is stored of a secret token."""
    return hashlib.sha256(token.encode()).hexdigest()


class Draft(Record):
    """An unfinished report, found by a random cookie alone. Its id becomes the report's id."""

    token_hash = models.CharField(max_length=64, unique=True)
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=20)
    content = EncryptedTextField(blank=True)
    is_checking = models.BooleanField(
        default=False, help_text="the answers were shown for checking"
    )
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def answers(self) -> dict[str, Any]:
        """The answers so far, by question key."""
        found: dict[str, Any] = json.loads(self.content or "{}")
        return found


class DraftPhoto(Record):
    """A photo of an unfinished report; sealed in the evidence store only when it is sent."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="photos")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size_bytes = models.BigIntegerField()
    content = EncryptedBinaryField()
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"photo of {self.draft_id}"


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


class CrimeReportQuerySet(models.QuerySet["CrimeReport"]):
    """Filters over reports."""

    def of_force(self, code: str | None) -> "CrimeReportQuerySet":
        """Reports made to a force."""
        return self.filter(force_id=code)

    def waiting(self) -> "CrimeReportQuerySet":
        """Reports without a decision: high first, then the one whose clock has run longest."""
        # "high" sorts before "standard" by its letters, so one index serves the whole queue.
        return self.filter(stage="submitted").order_by("priority", "clock_started_at", "pk")

    def decided(self) -> "CrimeReportQuerySet":
        """Reports with a decision, newest first."""
        return self.exclude(stage="submitted").order_by("-submitted_at", "pk")


class CrimeReport(Record):
    """A report as it was sent in. Receipt, incident and crime have references of their own."""

    life = "report"

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="reports")
    form = models.CharField(max_length=20)
    edition = models.CharField(max_length=20)
    reference = models.CharField(max_length=12, unique=True, help_text="random; opens nothing")
    incident_reference = models.CharField(max_length=40)
    priority = models.CharField(max_length=10, help_text="high or standard")
    priority_reasons = models.JSONField(default=list, blank=True)
    submitted_at = models.DateTimeField()
    clock_started_at = models.DateTimeField(help_text="the first report by any way")
    first_read_at = models.DateTimeField(null=True, blank=True)
    stage = models.CharField(max_length=30, default="submitted")
    incident = models.ForeignKey(
        IncidentLog, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )

    objects = CrimeReportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["force", "stage", "priority", "clock_started_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(clock_started_at__lte=models.F("submitted_at")),
                name="clock_runs_from_first_report",
            )
        ]

    def __str__(self) -> str:
        return self.reference

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
    """A file that came with a report."""

    report = models.ForeignKey(CrimeReport, on_delete=models.PROTECT, related_name="files")
    stored = models.ForeignKey(StoredObject, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, default="photo")

    def __str__(self) -> str:
        return f"{self.kind} {self.stored}"

    @property
    def force_id(self) -> str:
        """The force whose desk may read it."""
        return self.report.force_id

    @property
    def stream(self) -> str:
        """The event stream in which reading it is logged."""
        return self.report.stream


class DeskDecision(Record):
    """What the crime desk decided on a report, once."""

    report = models.OneToOneField(CrimeReport, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=30, help_text="recorded, incident_only or transferred")
    reason = models.TextField(blank=True)
    ground = models.CharField(max_length=40, blank=True)
    to_force = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=10, blank=True, help_text="standard or high")
    visit_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.outcome
