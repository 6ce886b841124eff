"""Court hearings, per defendant."""

from django.db import models

from casefile.models.cases import Case
from casefile.models.fields import Record
from casefile.models.forces import OrganisationUnit
from casefile.models.people import Suspect


class Hearing(Record):
    """A hearing for one defendant: where, when, of what kind, and its result when known."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearings")
    defendant = models.ForeignKey(Suspect, on_delete=models.PROTECT, related_name="hearings")
    kind = models.CharField(max_length=30, default="first_hearing")
    court = models.ForeignKey(
        OrganisationUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    court_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    result = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["defendant", "kind", "at"], name="hearing_listed_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.court_name}"
