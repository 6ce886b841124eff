"""Information about others that was passed to intelligence. It has no victim and no case."""

from django.db import models

from casefile.models import EncryptedTextField, Force, Record, User
from intake.models.reports import CrimeReport


class IntelligenceReport(Record):
    """A report of information; only the roles of INTELLIGENCE see it from then on."""

    report = models.OneToOneField(
        CrimeReport, on_delete=models.PROTECT, related_name="intelligence"
    )
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=200, blank=True, help_text="how the teller knows")
    is_identifiable = models.CharField(
        max_length=6, blank=True, help_text="could somebody tell who told: yes, no, unsure"
    )
    reason = EncryptedTextField()
    passed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    passed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["force", "passed_at", "id"])]

    def __str__(self) -> str:
        return f"intelligence of {self.report_id}"
