"""The code with which somebody who gave no name comes back to a report."""

from django.db import models

from casefile.models import Record
from intake.models.reports import CrimeReport


class ComeBackCode(Record):
    """A code and a second secret for one report, of which only hashes are kept."""

    report = models.OneToOneField(CrimeReport, on_delete=models.PROTECT, related_name="come_back")
    code_hash = models.CharField(max_length=64, unique=True)
    secret_hash = models.CharField(max_length=200)
    session_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001
    session_until = models.DateTimeField(null=True, blank=True)
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"code for {self.report_id}"
