"""Sealed heads of the log: what stood in it at a moment, signed, each bound to the one before."""

from django.db import models


class SealedHead(models.Model):
    """The root of the tree over every entry sealed so far. `head` holds the bytes that are signed.

    The new leaves are the entries of its spans: by stream in order of name, by sequence within one.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    first_leaf = models.BigIntegerField(help_text="place of its first new entry, from 0")
    size = models.BigIntegerField(help_text="entries in the tree")
    root = models.CharField(max_length=64)
    peaks = models.JSONField(default=list, help_text="roots of the full subtrees, largest first")
    head = models.BinaryField()
    signature = models.BinaryField()
    key_id = models.CharField(max_length=16)

    def __str__(self) -> str:
        return f"seal {self.number} over {self.size} entries"


class SealedSpan(models.Model):
    """The entries of one stream that one seal added; `entry_hash` is that of the last of them."""

    seal = models.ForeignKey(SealedHead, on_delete=models.PROTECT, related_name="spans")
    stream = models.CharField(max_length=60)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    entry_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "first"], name="entry_sealed_once")
        ]
        indexes = [models.Index(fields=["stream", "last"], name="sealed_up_to")]

    def __str__(self) -> str:
        return f"{self.stream} {self.first} to {self.last}"


class SealStamp(models.Model):
    """What an outside authority answered when asked to stamp a head: its reply, or what failed."""

    seal = models.ForeignKey(SealedHead, on_delete=models.PROTECT, related_name="stamps")
    authority = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    reply = models.BinaryField(null=True)
    stamped_at = models.DateTimeField(null=True, help_text="the moment that the authority signed")
    serial = models.CharField(max_length=60, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"stamp of seal {self.seal_id}"


class LogRestore(models.Model):
    """That the database was put back from a copy, and which sealed entries are not in it."""

    kept_seal = models.BigIntegerField(help_text="the last seal that the database still has; or 0")
    outside_seal = models.BigIntegerField(help_text="the last seal that was kept outside")
    lost = models.JSONField(default=list, help_text="stream, first and last of what is gone")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"restored to seal {self.kept_seal} of {self.outside_seal}"
