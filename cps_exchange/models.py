"""Machine clients and what they sent, the file as it was sent, and who has seen it."""

from django.db import models

from casefile.models import Record, Submission


class ExchangeClient(Record):
    """A machine client of the exchange: whose area it sees and which scopes it may be given."""

    application = models.OneToOneField(
        "oauth2_provider.Application",
        on_delete=models.PROTECT,
        related_name="exchange_client",
    )
    cps_area = models.CharField(max_length=40)
    scopes = models.JSONField(default=list, help_text="of rules/permissions.py SCOPES")
    registered_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.application} of {self.cps_area}"

    @property
    def is_live(self) -> bool:
        """Whether it may still come in."""
        return self.revoked_at is None


class IdempotencyRecord(models.Model):
    """The answer given to one write of one client; the same key again gets the same answer."""

    client = models.ForeignKey(ExchangeClient, on_delete=models.PROTECT, related_name="writes")
    key = models.CharField(max_length=255)
    operation = models.CharField(max_length=200, help_text="method and path")
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "key"], name="idempotency_key_once")
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.key}"


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
        return f"{self.viewer} at {self.at:%d %b %H:%M}"


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
