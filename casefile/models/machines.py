"""Systems that call us, and their writes, as rows that each door completes with whose data it is.

Nothing here is a table: a client of the exchange has an area, a partner of intake has a force.
"""

from django.db import models

from casefile.models.fields import Record


class MachineClient(Record):
    """A system with an id and a secret: which scopes it may be given, and since when it is out."""

    application = models.OneToOneField(
        "oauth2_provider.Application", on_delete=models.PROTECT, related_name="%(app_label)s_client"
    )
    scopes = models.JSONField(default=list, help_text="of rules/permissions.py SCOPES")
    registered_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.application}"

    @property
    def is_live(self) -> bool:
        """Whether it may still come in."""
        return self.revoked_at is None

    @property
    def roles(self) -> frozenset[str]:
        """The roles of rules/permissions.py that it acts in."""
        return frozenset()

    @property
    def own_force(self) -> str | None:
        """The code of the force whose records it may reach, if any."""
        return None

    @property
    def own_area(self) -> str:
        """The CPS area whose files it may reach, if any."""
        return ""


class AnsweredWrite(models.Model):
    """The answer given to one write of one client; the same key again gets the same answer.

    Each door adds `client`, with the related name `writes`, and allows a key once for each client.
    """

    key = models.CharField(max_length=255)
    operation = models.CharField(max_length=200, help_text="method and path")
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.operation} {self.key}"


class RateCount(models.Model):
    """How often one caller did one thing in one stretch of time, counted for every process."""

    caller = models.CharField(max_length=120)
    what = models.CharField(max_length=80)
    starts_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["caller", "what", "starts_at"], name="rate_count_once")
        ]

    def __str__(self) -> str:
        return f"{self.caller}: {self.what} {self.times}"
