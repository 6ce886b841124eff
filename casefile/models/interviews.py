"""Interviews of suspects under caution."""

from django.db import models

from casefile.models.cases import Case
from casefile.models.exhibits import Exhibit
from casefile.models.fields import Record
from casefile.models.people import Suspect
from casefile.models.users import User


class Interview(Record):
    """One interview and the officer's summary of it (MG15)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="interviews")
    suspect = models.ForeignKey(Suspect, on_delete=models.PROTECT, related_name="interviews")
    kind = models.CharField(max_length=20, default="SDN", help_text="SDN, ROTI, ROVI or notes")
    place = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    interviewers = models.ManyToManyField(User, related_name="+")
    others_present = models.CharField(max_length=300, blank=True)
    caution_given = models.BooleanField()
    recording_reference = models.CharField(max_length=60, blank=True)
    recording = models.ForeignKey(
        Exhibit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    prepared_statement = models.TextField(blank=True)
    summary = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__gt=models.F("started_at")),
                name="interview_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"interview of {self.suspect}"


class ConvictionPrint(Record):
    """A previous-convictions print of a person, or that there is no trace."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="conviction_prints")
    person = models.ForeignKey(
        "casefile.Person", on_delete=models.PROTECT, related_name="conviction_prints"
    )
    printed_on = models.DateField()
    is_no_trace = models.BooleanField()
    convictions = models.JSONField(
        default=list, help_text="rows of {on, court, offence, sentence}, oldest first"
    )

    def __str__(self) -> str:
        return f"print of {self.person} on {self.printed_on}"
