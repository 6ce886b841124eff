"""Each comparison of stored bytes with their seal, the rounds of such checks, and files unknown."""

from django.db import models

from casefile.models.exhibits import StoredObject
from casefile.models.fields import Record
from casefile.rules import london


class StoreScan(models.Model):
    """One round through the evidence store, in slices; the positions say how far it has come."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    row_position = models.CharField(max_length=80, blank=True, help_text="last key compared")
    file_position = models.CharField(max_length=80, blank=True, help_text="last file looked at")
    checked = models.PositiveBigIntegerField(default=0)
    size_bytes = models.PositiveBigIntegerField(default=0)
    problems = models.PositiveBigIntegerField(default=0)
    files = models.PositiveBigIntegerField(default=0)
    set_aside = models.PositiveBigIntegerField(
        default=0, help_text="files that came with another hash than was declared"
    )

    def __str__(self) -> str:
        return f"round {self.pk}"


class StoreCheck(Record):
    """One hash taken of stored bytes: by whom, where, with what; never changed by a later one."""

    WHOLE, CHANGED, MISSING = "whole", "changed", "missing"

    stored = models.ForeignKey(StoredObject, on_delete=models.PROTECT, related_name="checks")
    at = models.DateTimeField()
    result = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64, blank=True, help_text="as found; empty when missing")
    size_bytes = models.BigIntegerField(null=True)
    place = models.CharField(max_length=40, help_text="where it was taken: store")
    tool = models.CharField(max_length=60)
    by = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["result", "at"])]

    def __str__(self) -> str:
        return f"{self.result} at {london.day_of(self.at)}"


class OrphanFile(Record):
    """A file in the evidence store that no row names; listed for a person, never deleted."""

    key = models.CharField(max_length=80, unique=True)
    size_bytes = models.BigIntegerField()
    written_at = models.DateTimeField()
    first_seen_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key
