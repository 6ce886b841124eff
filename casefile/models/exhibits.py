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
    origin = models.CharField(
        max_length=10, default="captured", help_text="captured, derived from it, or generated"
    )
    original_name = models.CharField(max_length=400, blank=True)
    metadata = models.JSONField(default=dict, blank=True)
    picture_hash = models.CharField(
        max_length=16, blank=True, help_text="of what a picture looks like; empty when flat"
    )
    scan = models.CharField(max_length=20, default="not scanned", help_text="for malware")
    scan_detail = models.CharField(
        max_length=200, blank=True, help_text="what was found, or why not"
    )
    scanned_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    device_at = models.DateTimeField(
        null=True, blank=True, help_text="by the clock of the device that captured it"
    )
    device_at_text = models.CharField(max_length=80, blank=True, help_text="with its zone")
    receipt = models.TextField()
    integrity_failed_at = models.DateTimeField(
        null=True, blank=True, help_text="since when its bytes are not those that were sealed"
    )
    destroyed_at = models.DateTimeField(
        null=True, blank=True, help_text="when its bytes were disposed of"
    )

    class Meta:
        indexes = [models.Index(fields=["force", "sha256"])]

    def __str__(self) -> str:
        return f"sha256:{self.sha256[:12]}"


class Exhibit(Record):
    """A thing or recording produced by a person; its reference is never changed or used again."""

    life = "exhibit"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exhibits")
    reference = models.CharField(max_length=20)
    same_as = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="re_exhibits",
        help_text="the first exhibit of the same bytes, where somebody else produces them too",
    )
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
    sensitive = models.JSONField(
        default=list, blank=True, help_text="codes of rules/recordings.py: not shown unasked"
    )
    seal_number = models.CharField(max_length=40, blank=True)
    held_at = models.CharField(max_length=200, blank=True)
    shelf = models.CharField(max_length=80, blank=True, help_text="where in that store")
    labelled_at = models.DateTimeField(
        null=True, blank=True, help_text="set: a label to scan is on it"
    )
    custody = models.CharField(
        max_length=10, blank=True, help_text="person, store or outside; blank: recorded before"
    )
    holder = models.CharField(max_length=200, blank=True, help_text="who has it now, by name")
    held_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="held_exhibits",
        help_text="the holder, where it is somebody of the force",
    )
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
    def former_names(self) -> list[str]:
        """References that it was known by before; one query unless they were prefetched."""
        return [row.reference for row in self.former_references.all()]

    @property
    def twins(self) -> "list[Exhibit]":
        """Exhibits of the same bytes that others produce. Two queries unless prefetched."""
        first = self.same_as or self
        rows = [first, *first.re_exhibits.all()]
        return [row for row in rows if row.pk != self.pk and row.stage != "void"]

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


class FormerReference(Record):
    """A reference that an exhibit was known by; it stays its own and is never given again."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="former_references")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="former_references")
    reference = models.CharField(max_length=20)
    reason = models.CharField(max_length=300)
    corrected_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "reference"], name="former_exhibit_reference_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.exhibit}, formerly {self.reference}"


class ExhibitInitials(Record):
    """The letters that one producer's references begin with in one case; nobody else's do."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exhibit_initials")
    producer = models.OneToOneField(
        Person, on_delete=models.PROTECT, related_name="exhibit_initials"
    )
    letters = models.CharField(max_length=5)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "letters"], name="exhibit_initials_once")
        ]

    def __str__(self) -> str:
        return self.letters


class ContinuityEntry(Record):
    """One thing done to an exhibit or tried; added to, never altered.

    The chain is the record: this row is its copy for pages and lists, and names its entry.
    """

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="continuity")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=30, help_text="from rules/continuity.py")
    from_holder = models.CharField(max_length=200, blank=True)
    to_holder = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    seal_number = models.CharField(max_length=40, blank=True)
    condition = models.CharField(max_length=200, blank=True)
    done_by = models.CharField(max_length=200, blank=True)
    result = models.CharField(max_length=10, default="success", help_text="or refused, failed")
    code = models.CharField(max_length=40, blank=True, help_text="why it was refused or failed")
    event_id = models.UUIDField(null=True, blank=True, help_text="its entry of the chain")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exhibit", "number"], name="continuity_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.to_holder}"
