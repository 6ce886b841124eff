"""Tablets, the codes that enrol them, and what their clocks said at each contact."""

from django.db import models

from casefile.models import Force, Record, User
from casefile.rules import london


class Device(Record):
    """One tablet of one force, known by its public key; the private one cannot leave it."""

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="devices")
    name = models.CharField(max_length=80)
    public_key = models.JSONField(help_text="JWK of a P-256 key")
    enrolled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    enrolled_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoke_reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def is_revoked(self) -> bool:
        """Whether it may no longer come in by itself; what it holds can still be handed in."""
        return self.revoked_at is not None


class EnrolmentCode(Record):
    """A code, kept as a hash, by which one device is enrolled once."""

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    device = models.OneToOneField(
        Device, on_delete=models.PROTECT, null=True, blank=True, related_name="code"
    )

    def __str__(self) -> str:
        return f"code of {london.time_of(self.made_at):%d %b %H:%M}"


class Contact(Record):
    """What a device's clock said when it came in, beside the server's; added to, never altered."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="contacts")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="by the server's clock")
    device_time = models.DateTimeField(null=True, help_text="None: what it said is no time")
    device_time_text = models.CharField(max_length=40)
    boot = models.UUIDField()
    monotonic_ms = models.BigIntegerField()
    round_trip_ms = models.PositiveIntegerField()
    skew_ms = models.BigIntegerField(null=True, help_text="device minus server")
    is_doubtful = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["device", "boot", "monotonic_ms"])]

    def __str__(self) -> str:
        return f"{self.device} at {london.time_of(self.at):%d %b %H:%M}"
