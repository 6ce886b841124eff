"""What the crime desk decided on a report."""

from django.db import models
from django.db.models import Q

from casefile.models import Record, User
from intake.models.reports import CrimeReport


class DeskDecision(Record):
    """What the crime desk decided on a report, once."""

    report = models.OneToOneField(CrimeReport, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=30, help_text="the stage it led to")
    reason = models.TextField(blank=True)
    ground = models.CharField(max_length=40, blank=True)
    to_force = models.CharField(max_length=120, blank=True)
    to_code = models.CharField(max_length=20, blank=True, help_text="of a force or another body")
    level = models.CharField(max_length=10, blank=True, help_text="standard or high")
    visit_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField()
    told_at = models.DateTimeField(
        null=True, blank=True, help_text="when the reporter was told, or chose not to be"
    )

    class Meta:
        indexes = [
            models.Index(fields=["decided_at"], condition=Q(told_at=None), name="decision_not_told")
        ]

    def __str__(self) -> str:
        return self.outcome
