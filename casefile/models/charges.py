"""Charges: proposed by the police, advised by a prosecutor, recorded by a custody officer."""

from django.db import models

from casefile.models.cases import Case
from casefile.models.custody import Arrest
from casefile.models.fields import Record
from casefile.models.forces import OffenceCode
from casefile.models.people import Suspect
from casefile.models.users import User
from casefile.rules import london


class Charge(Record):
    """An offence put, or to be put, to one suspect. Advice and recording are rows beside it."""

    life = "charge"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="charges")
    suspect = models.ForeignKey(Suspect, on_delete=models.PROTECT, related_name="charges")
    offence = models.ForeignKey(OffenceCode, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="sequence for this suspect")
    particulars = models.TextField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=300)
    stage = models.CharField(max_length=30, default="proposed")
    proposed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["suspect", "number"], name="charge_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.offence_id} {self.suspect}"


class RecordedCharge(Record):
    """What the custody officer put to the defendant: code, wording, reply and moment."""

    charge = models.OneToOneField(Charge, on_delete=models.PROTECT, related_name="recorded")
    arrest = models.ForeignKey(Arrest, on_delete=models.PROTECT, related_name="recorded_charges")
    offence = models.ForeignKey(OffenceCode, on_delete=models.PROTECT, related_name="+")
    particulars = models.TextField()
    reply = models.TextField(blank=True)
    charged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    charged_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.offence_id} on {london.day_of(self.charged_at):%d %b %Y}"
