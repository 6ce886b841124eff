"""Stored bytes, exhibits and their continuity."""

from django.db import models

from casefile.models.cases import Case
from casefile.models.fields import Record
from casefile.models.forces import Force
from casefile.models.people import Person
from casefile.models.users import User


class StoredObject(Record):
    """Bytes in the evidence store, described by what the server measured, and its receipt."""

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="stored_objects"
    )
    key = models.CharField(max_length=80, unique=True)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    media_type = models.CharField(max_length=120)
    original_name = models.CharField(max_length=400, blank=True)
    metadata = models.JSONField(default=dict, blank=True)
    scan = models.CharField(max_length=20, default="not scanned")
    received_at = models.DateTimeField()
    receipt = models.TextField()

    def __str__(self) -> str:
        return f"sha256:{self.sha256[:12]}"


class Exhibit(Record):
    """A thing or recording produced by a person; its reference is never changed or used again."""

    life = "exhibit"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exhibits")
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, help_text="photo, video, audio, document or physical")
    description = models.CharField(max_length=400)
    producer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="exhibits")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="sub_exhibits"
    )
    parent_sha256 = models.CharField(max_length=64, blank=True)
    content = models.ForeignKey(
        StoredObject, on_delete=models.PROTECT, null=True, blank=True, related_name="exhibits"
    )
    clip_from_seconds = models.FloatField(null=True, blank=True)
    clip_to_seconds = models.FloatField(null=True, blank=True)
    clip_reason = models.CharField(max_length=300, blank=True)
    clock_error_seconds = models.IntegerField(
        null=True, blank=True, help_text="recorder's clock minus true time"
    )
    clock_checked_how = models.CharField(max_length=300, blank=True)
    seal_number = models.CharField(max_length=40, blank=True)
    held_at = models.CharField(max_length=200, blank=True)
    captured_at = models.DateTimeField()
    captured_at_text = models.CharField(max_length=80, blank=True)
    stage = models.CharField(max_length=30, default="held")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "reference"], name="exhibit_reference_once")
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_recording(self) -> bool:
        """Whether it is video or audio, and so needs its relevant part marked."""
        return self.kind in {"video", "audio"}

    @property
    def clock_error_words(self) -> str:
        """How far the recorder's clock was from true time, such as '4 minutes fast'."""
        minutes, seconds = divmod(abs(self.clock_error_seconds or 0), 60)
        parts = [(minutes, "minute"), (seconds, "second")]
        words = " ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n)
        if not words:
            return "right"
        return f"{words} {'fast' if (self.clock_error_seconds or 0) > 0 else 'slow'}"


class ContinuityEntry(Record):
    """One change of holder, place or state of an exhibit; added to, never altered."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="continuity")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=30, help_text="seized, stored, handed_over, derived, viewed")
    from_holder = models.CharField(max_length=120, blank=True)
    to_holder = models.CharField(max_length=120)
    place = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    seal_number = models.CharField(max_length=40, blank=True)
    condition = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exhibit", "number"], name="continuity_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.to_holder}"
