"""The pocket notebook: numbered notes of one officer, added to and never altered (EV-65)."""

from django.db import models

from casefile.capture.models.entries import Entry
from casefile.models import Case, EncryptedTextField, Record, UnusedMaterial, User
from casefile.rules.capture import NOTE_LATE_AFTER


class NotebookEntry(Record):
    """One note. A correction is a note of its own that strikes an earlier one; both are shown."""

    officer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notebook")
    number = models.PositiveIntegerField(help_text="runs on for each officer, without gaps")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="notebook"
    )
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="note")
    text = EncryptedTextField()
    event_at = models.DateTimeField(help_text="when it happened, as the officer says")
    event_at_text = models.CharField(max_length=80, blank=True)
    written_at = models.DateTimeField(help_text="when it was written, as the device says")
    written_at_text = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField(help_text="by the server's clock")
    strikes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="struck_by"
    )
    unused = models.OneToOneField(
        UnusedMaterial, on_delete=models.PROTECT, null=True, blank=True, related_name="note"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "number"], name="note_number_once")
        ]

    def __str__(self) -> str:
        return f"note {self.number}"

    @property
    def is_late(self) -> bool:
        """Whether it was written long after what it is about."""
        return self.written_at - self.event_at > NOTE_LATE_AFTER

    @property
    def delay_words(self) -> str:
        """How long after the event it was written, where that is late."""
        minutes = int((self.written_at - self.event_at).total_seconds() // 60)
        hours, rest = divmod(minutes, 60)
        return f"{hours} h {rest} min after the event" if self.is_late else ""
