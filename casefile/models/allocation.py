"""What could solve a crime, and who decided which team takes it. The crime is in crimes.py."""

from django.db import models

from casefile.models.crimes import RecordedCrime
from casefile.models.fields import Record
from casefile.models.users import User


class SolvabilityFactor(Record):
    """One factor of one crime as somebody judged it; the newest one of each factor holds."""

    crime = models.ForeignKey(RecordedCrime, on_delete=models.PROTECT, related_name="factors")
    factor = models.CharField(max_length=30, help_text="of rules/solvability.py")
    state = models.CharField(max_length=10, help_text="present, absent or unknown")
    evidence = models.CharField(max_length=400, blank=True, help_text="what shows it, or where")
    is_suggestion = models.BooleanField(default=False, help_text="from answers; nobody looked yet")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.factor}: {self.state}"


class AllocationDecision(Record):
    """Which team was suggested for a crime, and which one a person decided on, with the reason."""

    crime = models.ForeignKey(RecordedCrime, on_delete=models.PROTECT, related_name="allocations")
    suggested_team = models.CharField(max_length=30)
    rule = models.CharField(max_length=10, help_text="the row of rules/allocation.py that fired")
    team = models.CharField(max_length=30)
    reason = models.TextField(blank=True, help_text="why another team than suggested")
    not_investigated = models.CharField(
        max_length=20, blank=True, help_text="why there is no investigation now"
    )
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.team} for {self.crime_id}"

    @property
    def is_override(self) -> bool:
        """Whether a person decided otherwise than was suggested."""
        return self.team != self.suggested_team
