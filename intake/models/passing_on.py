"""Reports that went to somebody else, and what reporters were told of decisions."""

from django.db import models
from django.db.models import Q

from casefile.models import EncryptedTextField, OutboundMessage, Record, User
from intake.models.reports import CrimeReport


class ReportTransfer(Record):
    """A report that was passed to another force: at its desk here, or as a file to hand over."""

    report = models.OneToOneField(CrimeReport, on_delete=models.PROTECT, related_name="transfer")
    to_code = models.CharField(max_length=2, help_text="as in the table of forces")
    to_name = models.CharField(max_length=120)
    received_as = models.OneToOneField(
        CrimeReport,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="received_by",
        help_text="the entry at the other force's desk; none when it does not work here",
    )
    passed_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True, blank=True)
    handed_over_how = models.CharField(max_length=200, blank=True)
    handed_over_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(handed_over_at=None) | ~Q(handed_over_how=""),
                name="handed_over_says_how",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id} to {self.to_name}"


class ReporterTold(Record):
    """One time that the reporter was told, or could not be: by which letter and which way."""

    report = models.ForeignKey(CrimeReport, on_delete=models.PROTECT, related_name="told")
    letter = models.CharField(max_length=40, help_text="id of the template")
    edition = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    channel = models.CharField(max_length=10, help_text="email, text, post, phone, page")
    message = models.OneToOneField(
        OutboundMessage, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject = models.CharField(max_length=200)
    body = EncryptedTextField(help_text="the words as the person reads them")
    result = models.CharField(max_length=20, blank=True, help_text="of a call")
    note = EncryptedTextField(blank=True)
    is_done = models.BooleanField(help_text="the person has been told, or chose not to be")
    key = models.CharField(max_length=120, unique=True, help_text="a double press is one telling")
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.letter} by {self.channel}"

    @property
    def force_id(self) -> str:
        """The force whose desk may read it."""
        return self.report.force_id

    @property
    def stream(self) -> str:
        """The event stream in which reading it is logged."""
        return self.report.stream
