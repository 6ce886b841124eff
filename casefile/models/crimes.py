"""The recorded crime: what the force counts, and every class and outcome that it ever had.

Not a charge. How it may be solved and who is given it are in allocation.py.
"""

from django.db import models

from casefile.models.cases import Case
from casefile.models.fields import Record
from casefile.models.forces import Force
from casefile.models.people import Victim
from casefile.models.users import User


class CrimeQuerySet(models.QuerySet["RecordedCrime"]):
    """Filters over crimes."""

    def of_force(self, code: str | None) -> "CrimeQuerySet":
        """Crimes that a force recorded."""
        return self.filter(force_id=code)

    def counted(self) -> "CrimeQuerySet":
        """Crimes that count: not cancelled, and no report of rape that waits."""
        return self.exclude(stage="cancelled").exclude(is_notifiable=False)


class RecordedCrime(Record):
    """A crime recorded under the counting rules; lesser offences inside it stay listed.

    Class and outcome are the present ones. `rules_version` is the edition it was counted by: an
    old record is never counted anew.
    """

    life = "crime"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="crimes")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="crimes")
    victim = models.ForeignKey(
        Victim, on_delete=models.PROTECT, null=True, blank=True, related_name="crimes"
    )
    dwelling = models.CharField(max_length=300, blank=True, help_text="the home that was entered")
    reference = models.CharField(max_length=40)
    stage = models.CharField(max_length=30, default="recorded")
    home_office_class = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    rules_version = models.CharField(max_length=20, blank=True)
    is_notifiable = models.BooleanField(default=True, help_text="counted by the Home Office")
    is_recordable = models.BooleanField(
        null=True, blank=True, help_text="held on the Police National Computer; null: not known"
    )
    flags = models.JSONField(default=list, blank=True, help_text="of rules/crime_flags.py")
    reported_at = models.DateTimeField(help_text="when the first report reached the police")
    recorded_at = models.DateTimeField()
    late_reason = models.TextField(blank=True, help_text="why it was recorded after its time")
    allocated_at = models.DateTimeField(null=True, blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)
    included_offences = models.JSONField(default=list, blank=True)
    balance_reason = models.TextField(
        blank=True, help_text="why it is more likely than not that this is a crime"
    )
    contrary_reason = models.TextField(
        blank=True, help_text="why there is no credible evidence to the contrary"
    )
    counting_reason = models.TextField(blank=True, help_text="why it is counted apart")
    victim_supports = models.BooleanField(
        null=True, blank=True, help_text="the victim's view; it changes nothing by itself"
    )
    outcome = models.PositiveSmallIntegerField(null=True, blank=True, help_text="outcome 1 to 22")
    outcome_at = models.DateTimeField(null=True, blank=True)

    objects = CrimeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["force", "stage", "recorded_at"])]
        constraints = [
            models.UniqueConstraint(fields=["force", "reference"], name="crime_reference_once"),
            models.CheckConstraint(
                condition=models.Q(recorded_at__gte=models.F("reported_at")),
                name="recorded_after_reported",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_live(self) -> bool:
        """Whether it still counts as a record: not cancelled."""
        return self.stage != "cancelled"


class CrimeClassification(Record):
    """A class that a crime was given, with the reason; the newest one holds."""

    crime = models.ForeignKey(
        RecordedCrime, on_delete=models.PROTECT, related_name="classifications"
    )
    home_office_class = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    rule = models.CharField(max_length=400, blank=True, help_text="the suggestion, and why")
    was_suggested = models.BooleanField(null=True, help_text="whether it is the suggested class")
    classified_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    classified_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.home_office_class} of {self.crime_id}"


class CrimeOutcome(Record):
    """An outcome that a crime was given; the newest one holds, and none is ever rewritten."""

    crime = models.ForeignKey(RecordedCrime, on_delete=models.PROTECT, related_name="outcomes")
    outcome = models.PositiveSmallIntegerField()
    of_which = models.CharField(max_length=2, blank=True, help_text="1A, 2A or 3A")
    is_suspect_identified = models.BooleanField(null=True)
    victim_supports = models.BooleanField(null=True)
    passed_to = models.CharField(max_length=120, blank=True, help_text="the body of outcome 20")
    reason = models.TextField(blank=True)
    warnings = models.JSONField(default=list, blank=True, help_text="what was warned of, and taken")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"outcome {self.outcome} of {self.crime_id}"


class CrimeCancellation(Record):
    """Why a record was cancelled: a reason of the table and information that can be checked."""

    crime = models.OneToOneField(
        RecordedCrime, on_delete=models.PROTECT, related_name="cancellation"
    )
    code = models.CharField(max_length=4)
    information = models.TextField()
    cancelled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.code} of {self.crime_id}"
