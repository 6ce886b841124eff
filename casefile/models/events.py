"""The event chain: append-only rows, hash-chained by stream, with an erasable side table.

The triggers that keep these tables append-only are in services/triggers.py.
"""

from django.db import models

from casefile.models.fields import Record


class StreamHead(models.Model):
    """The last sequence and hash of a stream; locked to append the next entry."""

    stream = models.CharField(max_length=60, primary_key=True)
    sequence = models.BigIntegerField(default=0)
    entry_hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.stream} at {self.sequence}"


class CaseEvent(Record):
    """One entry of one stream. `header` holds the exact bytes whose SHA-256 is `entry_hash`."""

    stream = models.CharField(max_length=60)
    sequence = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    case_id = models.UUIDField(null=True)
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.UUIDField(null=True)
    actor_id = models.UUIDField(null=True)
    header = models.BinaryField()
    entry_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "sequence"], name="event_sequence_once")
        ]
        indexes = [
            models.Index(fields=["case_id", "kind"]),
            models.Index(fields=["actor_id", "at"]),
            models.Index(fields=["at", "id"], name="event_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.sequence} {self.kind}"


class EventBody(models.Model):
    """The body of an event: exact bytes and salt. May be erased (with an event), never changed."""

    event = models.OneToOneField(
        CaseEvent, on_delete=models.PROTECT, primary_key=True, related_name="body"
    )
    salt = models.BinaryField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"body of {self.event_id}"
