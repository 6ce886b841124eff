"""Blocks of exhibit numbers that tablets hold."""

from django.db import models

from casefile.capture.models.devices import Device
from casefile.models import Case, NumberLease, Person, Record


class DeviceLease(Record):
    """A block of exhibit numbers of one producer in one case, for one device alone."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="leases")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="device_leases")
    producer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="device_leases")
    initials = models.CharField(max_length=5)
    block = models.OneToOneField(NumberLease, on_delete=models.PROTECT, related_name="device_lease")
    leased_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.initials}/{self.block.first} to {self.block.last}"
