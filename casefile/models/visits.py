"""Visits to victims: who comes, when and where, and what became of it."""

from django.db import models

from casefile.models.cases import Case
from casefile.models.fields import EncryptedTextField, Record
from casefile.models.people import Victim
from casefile.models.users import User


class Visit(Record):
    """An officer's visit to a victim, agreed with them."""

    life = "visit"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visits")
    victim = models.ForeignKey(Victim, on_delete=models.PROTECT, related_name="visits")
    officer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="visits")
    visit_at = models.DateTimeField()
    place = EncryptedTextField(blank=True, help_text="where they meet; blank is the home")
    stage = models.CharField(max_length=30, default="booked")
    reason = models.TextField(blank=True, help_text="why it was called off")
    booked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["officer", "stage", "visit_at"])]

    def __str__(self) -> str:
        return f"visit to {self.victim}"
