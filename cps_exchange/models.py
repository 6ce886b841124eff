"""Machine clients and what they sent, the file as it was sent, and who has seen it."""

from django.db import models

from casefile.models import AnsweredWrite, MachineClient, Record, Submission
from casefile.rules import london

COURT_SCOPE = "exchange:court"


class ExchangeClient(MachineClient):
    """A machine client of the exchange, and whose area it sees."""

    cps_area = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.application} of {self.cps_area}"

    @property
    def roles(self) -> frozenset[str]:
        """A prosecutors' system, a court's system, or both, by its scopes."""
        return frozenset(
            "court_system" if scope == COURT_SCOPE else "prosecutor_system" for scope in self.scopes
        )

    @property
    def own_area(self) -> str:
        """The area whose files it sees."""
        return self.cps_area


class IdempotencyRecord(AnsweredWrite):
    """The answer given to one write of one client of the exchange."""

    client = models.ForeignKey(ExchangeClient, on_delete=models.PROTECT, related_name="writes")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "key"], name="idempotency_key_once")
        ]


class SentFile(Record):
    """The structured file as it stood when it left; later work on the case does not change it."""

    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, related_name="sent_file"
    )
    content = models.JSONField(
        help_text="valid against contract/v1/submission.json, less its state"
    )
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"file of {self.submission}"


class FirstLook(models.Model):
    """When a viewer, a client's id or 'people' for the pages, first opened a file."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="looks")
    viewer = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "viewer"], name="first_look_once")
        ]

    def __str__(self) -> str:
        return f"{self.viewer} at {london.time_of(self.at):%d %b %H:%M}"


class GuidanceAssessment(Record):
    """The Director's Guidance Assessment of a file: passed, or failed with reasons."""

    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, related_name="assessment"
    )
    is_pass = models.BooleanField()
    failures = models.JSONField(default=list, blank=True, help_text="rows of {code, title, detail}")
    assessed_by_name = models.CharField(max_length=120)
    assessed_at = models.DateTimeField()

    def __str__(self) -> str:
        return "pass" if self.is_pass else "fail"
