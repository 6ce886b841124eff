"""Conflicts of interest: who of the staff is kept from a case, or from a report, and why."""

from django.db import models
from django.db.models import Q

from casefile.models.cases import Case
from casefile.models.fields import EncryptedTextField, Record
from casefile.models.forces import Force
from casefile.models.users import User


class ConflictQuerySet(models.QuerySet["ConflictOfInterest"]):
    """Filters over conflicts."""

    def live(self) -> "ConflictQuerySet":
        """Conflicts that nobody has lifted."""
        return self.filter(lifted_at=None)


class ConflictOfInterest(Record):
    """A member of staff who must not see a subject: a case, or a report before it is one.

    `subject_id` is the key of the case or report, `label` what a supervisor calls it. Lifted, it
    stays as a row; set again, it is another.
    """

    DECLARED, FOUND = "declared", "found"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="conflicts")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    subject_id = models.UUIDField()
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="conflicts"
    )
    label = models.CharField(max_length=120, help_text="a reference; no name of anybody")
    how = models.CharField(max_length=10, help_text="declared by themselves, or found")
    reason = EncryptedTextField()
    set_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lift_reason = models.TextField(blank=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["force", "set_at"], name="conflict_by_force")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "subject_id"],
                condition=Q(lifted_at=None),
                name="conflict_set_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} and {self.label}"
