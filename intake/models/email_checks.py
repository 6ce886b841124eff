"""Whether a reporter reads the email address that was given: a code sent there and typed back."""

from django.db import models

from casefile.models import EncryptedTextField, Record
from intake.models.reports import CrimeReport


class EmailCheck(Record):
    """The newest code of a report's email address. The code itself is not kept."""

    report = models.OneToOneField(CrimeReport, on_delete=models.PROTECT, related_name="email_check")
    address = EncryptedTextField()
    code_hash = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    times_sent = models.PositiveSmallIntegerField(default=1)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"email check of {self.report_id}"
