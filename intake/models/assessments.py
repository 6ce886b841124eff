"""What people judged of the risk in a report, and of its place in the queue."""

import json
from typing import Any

from django.db import models

from casefile.models import Case, EncryptedTextField, Record, User
from intake.models.reports import CrimeReport


class RiskAssessment(Record):
    """One assessment with one tool, by a named person. There may be several of one report.

    It is for the police alone: no page for a victim, and no file that is served, reads it.
    """

    report = models.ForeignKey(
        CrimeReport, on_delete=models.PROTECT, related_name="risk_assessments"
    )
    tool = models.CharField(max_length=20, help_text="of intake/risk_tools.py")
    version = models.CharField(max_length=20)
    content = EncryptedTextField(blank=True, help_text="the answers as JSON, by prompt")
    grade = models.CharField(max_length=20, help_text="by the crime desk")
    officer_grade = models.CharField(max_length=20, blank=True)
    supervisor_grade = models.CharField(max_length=20, blank=True)
    rationale = EncryptedTextField()
    reviews = EncryptedTextField(blank=True, help_text="why others graded it so, one a line")
    assessed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["report", "assessed_at"])]

    def __str__(self) -> str:
        return f"{self.tool}: {self.grade}"

    @property
    def case(self) -> Case | None:
        """The case that the report became, whose officers may read it."""
        return self.report.case

    @property
    def force_id(self) -> str:
        """The force whose desk may read it."""
        return self.report.force_id

    @property
    def stream(self) -> str:
        """The event stream in which reading it is logged."""
        return self.report.stream

    @property
    def answers(self) -> dict[str, Any]:
        """Return the answers by prompt."""
        found: dict[str, Any] = json.loads(self.content or "{}")
        return found


class PriorityChange(Record):
    """A person, or a flag that a person set, moved a report in the queue, with the reason."""

    report = models.ForeignKey(
        CrimeReport, on_delete=models.PROTECT, related_name="priority_changes"
    )
    from_priority = models.CharField(max_length=10)
    to_priority = models.CharField(max_length=10)
    reason = models.TextField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.from_priority} to {self.to_priority}"
