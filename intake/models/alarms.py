"""Alarms of the crime desk: a clock ran out, and people were called until one of them answers."""

from django.db import models

from casefile.models import Force, Record, User
from intake.models.reports import CrimeReport


class ReportAlarm(Record):
    """One alarm about one report, raised once at each level; the task of whoever answers first."""

    report = models.ForeignKey(CrimeReport, on_delete=models.PROTECT, related_name="alarms")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, help_text="of intake.alarms.KINDS")
    cause = models.CharField(max_length=40, blank=True, help_text="what it is about, if not once")
    level = models.PositiveSmallIntegerField(default=1)
    raised_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["force", "raised_at"],
                condition=models.Q(acknowledged_at=None),
                name="alarm_open",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "kind", "cause", "level"], name="alarm_raised_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.level}"


class AlarmCall(Record):
    """One person who was called by an alarm."""

    alarm = models.ForeignKey(ReportAlarm, on_delete=models.PROTECT, related_name="calls")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by_message = models.BooleanField(default=False, help_text="a message went to their address")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alarm", "user"], name="called_once")]

    def __str__(self) -> str:
        return str(self.user)
