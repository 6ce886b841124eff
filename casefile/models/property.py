"""Things and vehicles in a case: taken, damaged, lost, found or seen, and what became of them."""

from django.db import models

from casefile.models.cases import Case
from casefile.models.fields import Record
from casefile.models.people import Person


class PropertyItem(Record):
    """One thing, as whoever lost or found it described it; `status` says what became of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="property_items")
    owner = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="property_items"
    )
    number = models.PositiveIntegerField(help_text="order on the case's list")
    category = models.CharField(max_length=40, blank=True)
    description = models.TextField()
    brand = models.CharField(max_length=200, blank=True)
    colour = models.CharField(max_length=200, blank=True)
    serial = models.CharField(max_length=200, blank=True, help_text="as typed")
    serial_key = models.CharField(max_length=200, blank=True, help_text="as compared")
    imei = models.CharField(max_length=15, blank=True)
    marking = models.CharField(max_length=200, blank=True)
    bought = models.CharField(max_length=200, blank=True)
    value_text = models.CharField(max_length=200, blank=True, help_text="the worth as typed")
    value_pence = models.PositiveBigIntegerField(null=True, blank=True)
    is_insured = models.BooleanField(null=True)
    status = models.CharField(max_length=12, help_text="a key of rules/property_statuses.py")
    status_on = models.DateField(null=True, blank=True, help_text="when it was recovered, if so")
    question = models.CharField(max_length=40, blank=True, help_text="which question said so")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="property_item_number_once")
        ]
        indexes = [models.Index(fields=["serial_key"]), models.Index(fields=["imei"])]

    def __str__(self) -> str:
        return f"property item {self.number}"

    @property
    def in_words(self) -> str:
        """What it is, in one line."""
        imei = f"IMEI {self.imei}" if self.imei else ""
        serial = f"serial {self.serial}" if self.serial else ""
        more = ", ".join(filter(None, (self.brand, self.colour, imei, serial)))
        return f"{self.description}: {more}" if more else self.description


class Vehicle(Record):
    """A vehicle that was stolen, damaged or seen. The registration is kept as typed, too."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="vehicles")
    keeper = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="vehicles"
    )
    number = models.PositiveIntegerField(help_text="order on the case's list")
    registration = models.CharField(max_length=20, blank=True, help_text="capitals, no spaces")
    registration_typed = models.CharField(max_length=30, blank=True)
    make = models.CharField(max_length=80, blank=True)
    model = models.CharField(max_length=80, blank=True)
    colour = models.CharField(max_length=40, blank=True)
    description = models.CharField(max_length=400, blank=True, help_text="as typed")
    vin = models.CharField(max_length=17, blank=True)
    keys = models.CharField(max_length=200, blank=True)
    kept_by = models.CharField(max_length=200, blank=True, help_text="whose it is, as told")
    tracker = models.CharField(max_length=400, blank=True)
    status = models.CharField(max_length=12, help_text="a key of rules/property_statuses.py")
    status_on = models.DateField(null=True, blank=True, help_text="when it was recovered, if so")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="vehicle_number_once")
        ]
        indexes = [models.Index(fields=["registration"]), models.Index(fields=["vin"])]

    def __str__(self) -> str:
        return self.registration or f"vehicle {self.number}"

    @property
    def in_words(self) -> str:
        """What it is, in one line."""
        named = " ".join(filter(None, (self.colour, self.make, self.model)))
        parts = (self.registration, named or self.description)
        return ", ".join(filter(None, parts)) or "Vehicle"
