"""How long the files of a case are kept, what holds them, and how they were disposed of."""

from datetime import datetime, timedelta

from django.db import models

from casefile.models.cases import Case
from casefile.models.exhibits import StoredObject
from casefile.models.fields import Record
from casefile.models.users import User
from casefile.rules.disposal_stages import LIVE
from casefile.rules.retention import COOLING_OFF_DAYS


class RetentionPlan(Record):
    """When the files of an ended case are to be reviewed, by which rules; planned anew by a job.

    `before` is what an earlier planning said, kept so that the difference can be shown.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="retention_plan")
    group = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20)
    ended_on = models.DateField()
    review_on = models.DateField(null=True)
    minimum_on = models.DateField(null=True)
    action = models.CharField(max_length=10)
    rules = models.JSONField(default=list)
    edition = models.CharField(max_length=20)
    planned_at = models.DateTimeField()
    before = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [models.Index(fields=["review_on"])]

    def __str__(self) -> str:
        return f"review on {self.review_on}"


class HoldQuerySet(models.QuerySet["Hold"]):
    """Filters over holds."""

    def live(self) -> "HoldQuerySet":
        """Holds that nobody removed."""
        return self.filter(removed_at=None)


class Hold(Record):
    """Why the files of a case may not be disposed of; it goes when two persons say so."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=20, help_text="of rules/retention.py HOLDS")
    reason = models.CharField(max_length=400)
    placed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    removal_reason = models.CharField(max_length=400, blank=True)
    removal_asked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    removal_asked_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = HoldQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} on {self.case_id}"


class DisposalQuerySet(models.QuerySet["Disposal"]):
    """Filters over disposals."""

    def live(self) -> "DisposalQuerySet":
        """Disposals that may still lead to something being destroyed."""
        return self.filter(stage__in=LIVE)


class Disposal(Record):
    """The disposing of every file of a case: who proposed and approved it, and what came of it."""

    life = "disposal"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disposals")
    stage = models.CharField(max_length=30, default="proposed")
    rules = models.JSONField(default=list)
    edition = models.CharField(max_length=20)
    warnings = models.JSONField(default=list, help_text="what was warned of when it was proposed")
    reason = models.CharField(max_length=400)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="who refused or undid it",
    )  # fmt: skip
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=400, blank=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    objects = DisposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(stage__in=list(LIVE)),
                name="one_disposal_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"disposal of the files of {self.case_id}"

    @property
    def is_live(self) -> bool:
        """Whether it may still lead to something being destroyed."""
        return self.stage in LIVE

    @property
    def destroys_from(self) -> datetime | None:
        """The moment from which files are destroyed; None before it is approved."""
        if self.approved_at is None:
            return None
        return self.approved_at + timedelta(days=COOLING_OFF_DAYS)


class DisposalItem(Record):
    """One stored file that a disposal is about, by id, hash and size: no name and no content."""

    disposal = models.ForeignKey(Disposal, on_delete=models.PROTECT, related_name="items")
    stored = models.ForeignKey(StoredObject, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    origin = models.CharField(max_length=10)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["disposal", "stored"], name="disposed_of_once")
        ]

    def __str__(self) -> str:
        return f"sha256:{self.sha256[:12]}"
