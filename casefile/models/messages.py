"""Messages to people outside: written with the change that causes them, sent by a job."""

from django.db import models

from casefile.models.cases import Case
from casefile.models.fields import Record


class OutboundMessage(Record):
    """A mail, text or letter. In the embedded profile it is delivered to the outbox page."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
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

    def __str__(self) -> str:
        return self.template
