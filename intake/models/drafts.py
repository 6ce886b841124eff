"""Unfinished reports, found by a secret that only their writer holds."""

import hashlib
import json
from typing import Any

from django.db import models

from casefile.models import Appeal, EncryptedTextField, Force, Record, User
from casefile.uploads.models import Upload


def hash_of(token: str) -> str:
    """Return what is stored of a secret token."""
    return hashlib.sha256(token.encode()).hexdigest()


class Draft(Record):
    """An unfinished report. Its id becomes the report's id.

    One of the public is found by a random cookie alone; one that staff take down, by its id.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=20)
    appeal = models.ForeignKey(
        Appeal, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    content = EncryptedTextField(blank=True)
    is_checking = models.BooleanField(
        default=False, help_text="the answers were shown for checking"
    )
    return_code_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001
    return_secret_hash = models.CharField(max_length=200, blank=True)
    taken_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taking = EncryptedTextField(blank=True, help_text="how staff take it down, as JSON")
    has_worked = models.BooleanField(
        default=False, help_text="the browser did the work that a person never notices"
    )
    signs = models.JSONField(default=list, blank=True, help_text="of intake/automation.py")
    turn_at = models.DateTimeField(null=True, blank=True, help_text="when its sending was counted")
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def stream(self) -> str:
        """The event stream of the report it becomes; reading it is logged there."""
        return f"report:{self.pk}"

    @property
    def answers(self) -> dict[str, Any]:
        """The answers so far, by question key."""
        found: dict[str, Any] = json.loads(self.content or "{}")
        return found


class DraftFile(Record):
    """A file of an unfinished report. Its bytes lie in the part file of its upload."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    upload = models.OneToOneField(Upload, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, default="file", help_text="file or voice")
    question = models.CharField(max_length=40, blank=True, help_text="which a voice answers")
    name = EncryptedTextField()
    media_type = models.CharField(max_length=120, help_text="by its content")
    size_bytes = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "sha256"], name="draft_file_listed_once")
        ]

    def __str__(self) -> str:
        return f"file of {self.draft_id}"
