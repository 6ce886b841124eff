"""What the crime desk asks a reporter, what comes back, and what a reporter adds unasked."""

from django.db import models

from casefile.models import EncryptedTextField, Record, User
from intake.models.reports import CrimeReport


class DeskQuestionQuerySet(models.QuerySet["DeskQuestion"]):
    """Filters over the desk's questions."""

    def open(self) -> "DeskQuestionQuerySet":
        """Questions without an answer, the oldest first."""
        return self.filter(answered_at=None).order_by("asked_at", "pk")

    def answered(self) -> "DeskQuestionQuerySet":
        """Questions with their answer, the newest answer first."""
        return self.exclude(answered_at=None).order_by("-answered_at", "pk")


class DeskQuestion(Record):
    """One question of the desk to whoever sent a report in, and the one answer to it."""

    report = models.ForeignKey(CrimeReport, on_delete=models.PROTECT, related_name="questions")
    text = EncryptedTextField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = EncryptedTextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    respond_by = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True, help_text="the last call about it")
    call_result = models.CharField(max_length=20, blank=True)

    objects = DeskQuestionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["report", "answered_at"]),
            models.Index(
                fields=["respond_by"],
                condition=models.Q(answered_at=None, reminded_at=None),
                name="question_to_remind_of",
            ),
        ]

    def __str__(self) -> str:
        return f"question on {self.report_id}"

    @property
    def force_id(self) -> str:
        """The force whose desk asked it."""
        return self.report.force_id

    @property
    def stream(self) -> str:
        """The event stream in which reading it is logged."""
        return self.report.stream


class ReportAddition(Record):
    """Words that a reporter added to a report after it was sent in."""

    report = models.ForeignKey(CrimeReport, on_delete=models.PROTECT, related_name="additions")
    text = EncryptedTextField()
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"addition to {self.report_id}"
