"""Arrests, each owning its arrest/summons number, and bail."""

from django.db import models

from casefile.models.cases import Case
from casefile.models.fields import Record
from casefile.models.people import Person, Suspect
from casefile.models.users import User
from casefile.rules import london


class Arrest(Record):
    """One arrest of one suspect, as the custody record gives it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="arrests")
    suspect = models.ForeignKey(Suspect, on_delete=models.PROTECT, related_name="arrests")
    asn = models.CharField(max_length=21, unique=True)
    custody_number = models.CharField(max_length=40, blank=True)
    arrested_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    grounds = models.TextField()
    arrested_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    release = models.CharField(
        max_length=30, blank=True, help_text="in_custody, police_bail, under_investigation"
    )

    def __str__(self) -> str:
        return self.asn


class Bail(Record):
    """A grant of bail, with or without conditions, to a police station or a court."""

    suspect = models.ForeignKey(Suspect, on_delete=models.PROTECT, related_name="bails")
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    surrender_to = models.CharField(max_length=200)
    surrender_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"bail of {self.suspect} to {london.day_of(self.surrender_at):%d %b %Y}"


class BailCondition(Record):
    """One condition of bail and the ground for it."""

    bail = models.ForeignKey(Bail, on_delete=models.PROTECT, related_name="conditions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bail", "number"], name="bail_condition_number")
        ]

    def __str__(self) -> str:
        return f"condition {self.number}"
