"""Messages to people outside: written with the change that causes them, sent by a job."""

from uuid import UUID

from django.db import models

from casefile.models.cases import Case
from casefile.models.fields import Record
from casefile.models.forces import Force


class OutboundMessageQuerySet(models.QuerySet["OutboundMessage"]):
    """Filters over messages."""

    def of_force(self, code: str | None) -> "OutboundMessageQuerySet":
        """Messages about cases of a force, and those it sent without a case."""
        return self.filter(models.Q(case__force_id=code) | models.Q(force_id=code, case=None))


class OutboundMessage(Record):
    """A mail, text or letter. In the embedded profile it is delivered to the outbox page."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    force = models.ForeignKey(
        Force,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
        help_text="who sent it, when there is no case to say so",
    )
    recipient_id = models.UUIDField(help_text="the person, report or user it is for")
    channel = models.CharField(max_length=10, help_text="email, text, phone or post")
    address = models.CharField(max_length=400)
    template = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    key = models.CharField(max_length=120, unique=True, help_text="one message per cause")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    stopped_reason = models.CharField(max_length=200, blank=True, help_text="why it never left")

    objects = OutboundMessageQuerySet.as_manager()

    def __str__(self) -> str:
        return self.template

    @property
    def conflict_keys(self) -> list[UUID]:
        """Who is kept from the report that it went to does not read it either."""
        return [self.recipient_id]
