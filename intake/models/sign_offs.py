"""Requests of the desk that somebody with authority must agree to."""

from django.db import models

from casefile.models import Record, User
from intake.models.reports import CrimeReport


class SignOff(Record):
    """A wish not to record a report on a ground that a supervisor or the registrar signs off."""

    report = models.ForeignKey(CrimeReport, on_delete=models.PROTECT, related_name="sign_offs")
    ground = models.CharField(max_length=40)
    reason = models.TextField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    was_approved = models.BooleanField(null=True, blank=True, help_text="null: it waits")
    note = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(was_approved=None),
                name="one_sign_off_waits",
            )
        ]

    def __str__(self) -> str:
        return f"sign-off of {self.report}"

    @property
    def force_id(self) -> str:
        """The force whose people may read it."""
        return self.report.force_id

    @property
    def stream(self) -> str:
        """The event stream in which reading it is logged."""
        return self.report.stream
