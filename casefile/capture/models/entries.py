"""What tablets sealed, exactly as they signed it, and what the server made of it."""

from django.db import models

from casefile.capture.models.devices import Device
from casefile.models import Case, EncryptedTextField, Force, Record, StoredObject, User


class EntryQuerySet(models.QuerySet["Entry"]):
    """Filters over entries."""

    def for_a_person(self) -> "EntryQuerySet":
        """Entries that a person must look at, not yet closed."""
        return self.filter(outcome__in=Entry.FOR_A_PERSON, closed_at=None)


class Entry(Record):
    """One sealed entry. Its manifest is kept as signed; nothing in it is ever changed."""

    ACCEPTED, WAITING, KEPT = "accepted", "waiting", "kept"
    CONFLICT, QUARANTINED = "conflict", "quarantined"
    FOR_A_PERSON = (KEPT, CONFLICT, QUARANTINED)

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="entries")
    officer = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="captured", help_text="who took it"
    )
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="captured"
    )
    kind = models.CharField(max_length=30)
    counter = models.BigIntegerField()
    manifest = EncryptedTextField(help_text="the text that was signed, to the last sign")
    manifest_sha256 = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    signature = models.CharField(max_length=120)
    boot = models.UUIDField(null=True)
    monotonic_ms = models.BigIntegerField(default=0)
    device_time = models.DateTimeField(null=True, help_text="None: what it said is no time")
    device_time_text = models.CharField(max_length=80, blank=True)
    estimated_at = models.DateTimeField(
        null=True, help_text="by the monotonic clock and a contact of the same start"
    )
    received_at = models.DateTimeField(help_text="by the server's clock")
    flags = models.JSONField(default=list)
    outcome = models.CharField(max_length=12)
    code = models.CharField(max_length=40, blank=True)
    message = models.TextField(blank=True, help_text="why a person is asked")
    file_sha256 = models.CharField(max_length=64, blank=True)
    file_size_bytes = models.BigIntegerField(null=True, blank=True)
    stored = models.ForeignKey(
        StoredObject, on_delete=models.PROTECT, null=True, blank=True, related_name="captured"
    )
    reference = models.CharField(max_length=40, blank=True, help_text="as given on the tablet")
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.UUIDField(null=True, help_text="what it became in the record")
    not_used_reason = models.TextField(blank=True, help_text="kept, and marked not used (EV-24)")
    erased_at = models.DateTimeField(null=True, blank=True, help_text="from the tablet")
    receipt = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    close_reason = models.TextField(blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["device", "counter"]),
            models.Index(fields=["device", "changed_at"]),
            models.Index(fields=["outcome", "closed_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.counter}"

    @property
    def needs_bytes(self) -> bool:
        """Whether a file belongs to it that has not come, or came as something else."""
        return bool(self.file_sha256) and self.stored_id is None

    @property
    def account(self) -> User:
        """The officer's account. Raises: TypeError where the device named nobody of the force."""
        if self.officer is None:
            raise TypeError(f"{self.pk} names no officer")
        return self.officer

    @property
    def stream(self) -> str:
        """Where it is told in the log: its case, or the force where it has none.

        What was only looked at is told with the reads, which never travel.
        """
        if self.case is None:
            return f"force:{self.force_id}"
        return self.case.access_stream if self.kind == "viewed" else self.case.stream


class SetAside(Record):
    """What does not fit its seal: declared and found are both kept, apart from the record."""

    BAD_SIGNATURE, BAD_MANIFEST = "bad_signature", "bad_manifest"
    OTHER_ENTRY, OTHER_BYTES = "other_entry", "other_bytes"

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="set_aside")
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="set_aside"
    )
    kind = models.CharField(max_length=20)
    manifest = EncryptedTextField(blank=True)
    manifest_sha256 = models.CharField(max_length=64, blank=True)
    signature = models.CharField(max_length=200, blank=True)
    declared_sha256 = models.CharField(max_length=64, blank=True)
    found_sha256 = models.CharField(max_length=64, blank=True)
    size_bytes = models.BigIntegerField(null=True, blank=True)
    store_key = models.CharField(max_length=120, blank=True)
    received_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    close_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["device", "kind", "manifest_sha256", "signature", "found_sha256"],
                name="set_aside_once",
            )
        ]

    def __str__(self) -> str:
        return self.kind.replace("_", " ")

    @property
    def case(self) -> Case | None:
        """The case of the entry that it is about, if it is about one."""
        return self.entry.case if self.entry else None

    @property
    def stream(self) -> str:
        """Where it is told in the log."""
        return self.entry.stream if self.entry else f"force:{self.force_id}"


class FieldConflict(Record):
    """One field that was changed in two places; both values stay, and a person chooses (EV-70)."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="conflicts")
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    field = models.CharField(max_length=40)
    seen = EncryptedTextField(blank=True, help_text="what the officer saw before")
    wanted = EncryptedTextField(blank=True, help_text="what the tablet says")
    found = EncryptedTextField(blank=True, help_text="what the record said when it came")
    found_by = models.CharField(max_length=120, blank=True)
    found_at = models.DateTimeField(null=True, blank=True)
    chosen = models.CharField(max_length=8, blank=True, help_text="wanted or found")
    chosen_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    chosen_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "field"], name="conflict_once_a_field")
        ]

    def __str__(self) -> str:
        return self.field.replace("_", " ")
