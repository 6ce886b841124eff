"""Links by which one person sends files to one case or one report, and what came by them."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from casefile.models.cases import Case
from casefile.models.exhibits import StoredObject
from casefile.models.fields import EncryptedTextField, Record
from casefile.models.forces import Force
from casefile.models.users import User


class UploadLink(Record):
    """A way in for one person's files. What opens it is kept as a hash alone."""

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="upload_links"
    )
    report_id = models.UUIDField(null=True, blank=True, help_text="of an app above this one")
    code_hash = models.CharField(max_length=64, unique=True)
    asked_for = EncryptedTextField(help_text="what the person is asked to send, as they read it")
    declared = EncryptedTextField(default="", blank=True, help_text="by the sender, as JSON")
    max_files = models.PositiveIntegerField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(case=None, report_id__isnull=False)
                | Q(case__isnull=False, report_id=None),
                name="upload_link_to_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"

    @property
    def stream(self) -> str:
        """The event stream of what it leads to."""
        return self.case.stream if self.case else f"report:{self.report_id}"

    def is_open(self, at: datetime) -> bool:
        """Whether files may be sent by it."""
        return self.revoked_at is None and at < self.expires_at


class LinkFile(Record):
    """A file that somebody sent by a link, with what was measured on arrival."""

    link = models.ForeignKey(UploadLink, on_delete=models.PROTECT, related_name="files")
    upload_id = models.UUIDField(null=True, blank=True, help_text="until it is sealed")
    stored = models.ForeignKey(
        StoredObject, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = EncryptedTextField()
    media_type = models.CharField(max_length=120, help_text="by its content")
    size_bytes = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    declared = EncryptedTextField(default="", blank=True, help_text="by the sender, as JSON")
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "sha256"], name="link_file_sent_once")
        ]

    def __str__(self) -> str:
        return f"file sent by {self.link_id}"
