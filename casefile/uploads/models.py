"""One file on its way in: how much of it is safely on the disk, whose it is, who writes to it."""

import json
from collections.abc import Mapping

from django.db import models

from casefile.models import EncryptedTextField, Record


class UploadQuerySet(models.QuerySet["Upload"]):
    """Filters over uploads."""

    def of_owner(self, kind: str, owner_id: str) -> "UploadQuerySet":
        """Uploads of one owner."""
        return self.filter(owner_kind=kind, owner_id=owner_id)

    def finished(self) -> "UploadQuerySet":
        """Uploads whose last byte arrived, in the order in which they were begun."""
        return self.exclude(finished_at=None).order_by("created_at", "pk")

    def unfinished(self) -> "UploadQuerySet":
        """Uploads that still want bytes."""
        return self.filter(finished_at=None)


class Upload(Record):
    """A file on its way in. Its bytes lie in a part file; `offset_bytes` of them are synced."""

    owner_kind = models.CharField(max_length=40)
    owner_id = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField(help_text="what the sender said it would be")
    offset_bytes = models.BigIntegerField(default=0)
    metadata = EncryptedTextField(help_text="what the sender said about it, as JSON")
    declared_sha256 = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(help_text="for one that is not finished")
    finished_at = models.DateTimeField(null=True, blank=True)
    held_by = models.CharField(max_length=32, blank=True, help_text="the request that writes")
    held_until = models.DateTimeField(null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner_kind", "owner_id"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(offset_bytes__lte=models.F("size_bytes")),
                name="upload_within_its_size",
            )
        ]

    def __str__(self) -> str:
        return f"upload {self.pk}"

    @property
    def about(self) -> Mapping[str, str]:
        """What the sender said about the file: `filename` and the owner's own keys."""
        found: dict[str, str] = json.loads(self.metadata or "{}")
        return found
