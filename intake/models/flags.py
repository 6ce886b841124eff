"""Vulnerability flags that people set on a report."""

from django.db import models

from casefile.models import EncryptedTextField, Record, User
from intake.models.reports import CrimeReport


class ReportFlag(Record):
    """One flag: what it is, who says so, who set it, when to look at it again, who may see it."""

    report = models.ForeignKey(CrimeReport, on_delete=models.PROTECT, related_name="flags")
    code = models.CharField(max_length=30, help_text="of intake/vulnerability.py")
    told_by = EncryptedTextField(help_text="where it is known from")
    visible_to = models.CharField(max_length=20, default="desk")
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    review_on = models.DateField()
    ended_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = EncryptedTextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "code"],
                condition=models.Q(ended_at=None),
                name="flag_set_once",
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def force_id(self) -> str:
        """The force whose desk may read it."""
        return self.report.force_id

    @property
    def stream(self) -> str:
        """The event stream in which reading it is logged."""
        return self.report.stream
