"""The case, who is assigned to it, and emergency access to it."""

from django.db import models
from django.db.models import Q

from casefile.models.fields import Record
from casefile.models.forces import Force
from casefile.models.users import User


class CaseQuerySet(models.QuerySet["Case"]):
    """Filters over cases."""

    def of_force(self, code: str | None) -> "CaseQuerySet":
        """Cases that belong to a force."""
        return self.filter(force_id=code)

    def assigned_to(self, user_id: object) -> "CaseQuerySet":
        """Cases on which the user holds an assignment that is not revoked."""
        live = Q(assignments__user_id=user_id, assignments__revoked_at=None)
        return self.filter(live).distinct()

    def with_an_arrest(self) -> "CaseQuerySet":
        """Cases in which somebody was arrested: what a custody officer deals with."""
        return self.filter(arrests__isnull=False).distinct()

    def sent_to_area(self, area: str) -> "CaseQuerySet":
        """Cases with a file that has left for this CPS area."""
        sent = Q(submissions__cps_area=area, submissions__submitted_at__isnull=False)
        return self.filter(sent).distinct()


class Case(Record):
    """One investigation and prosecution. Status belongs to its suspects and charges, not to it."""

    life = "case"

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="cases")
    title = models.CharField(max_length=120)
    urn = models.CharField(max_length=11, null=True, blank=True, unique=True)
    urn_suffix = models.CharField(max_length=4, blank=True)
    incident_reference = models.CharField(max_length=40, blank=True)
    offence_place = models.CharField(max_length=300, blank=True)
    offence_from_at = models.DateTimeField(null=True)
    offence_to_at = models.DateTimeField(null=True)
    stage = models.CharField(max_length=30, default="open")
    opened_at = models.DateTimeField()
    flags = models.JSONField(default=list, blank=True, help_text="case flags, such as hate_crime")
    third_party_position = models.TextField(
        blank=True, help_text="who else holds material, or that nobody does; blank: not asked yet"
    )
    lead_case = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="child_cases"
    )

    objects = CaseQuerySet.as_manager()

    def __str__(self) -> str:
        return self.urn or self.title

    @property
    def stream(self) -> str:
        """The event stream that holds this case's changes."""
        return f"case:{self.pk}"

    @property
    def access_stream(self) -> str:
        """The event stream that holds who looked at this case; it never travels."""
        return f"access:{self.pk}"


class Assignment(Record):
    """A user's place on a case: officer_in_case, supervisor, disclosure_officer, investigator."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=40)
    assigned_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user", "role"],
                condition=Q(revoked_at=None),
                name="assigned_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.user}"


class BreakGlass(Record):
    """Emergency access to a case of the own force, with a reason, for a time; always reviewed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="break_glass")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="break_glass")
    reason = models.TextField()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="break_glass_reviews"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    was_justified = models.BooleanField(null=True, blank=True)
    review_note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.user} on {self.case}"
