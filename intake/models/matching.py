"""What reports are matched by, and what people said of the matches."""

import uuid

from django.db import models

from casefile.models import Case, EncryptedTextField, Record, User
from intake.models.reports import CrimeReport


class MatchKey(models.Model):
    """A keyed hash of something that names a person, thing, place or moment; never the thing.

    Of a report, or of a person in a case (`person_id`). The hash holds the force, so that nothing
    of another force is ever found.
    """

    report = models.ForeignKey(
        CrimeReport, on_delete=models.CASCADE, null=True, blank=True, related_name="match_keys"
    )
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    person_id = models.UUIDField(null=True, blank=True)
    kind = models.CharField(max_length=20, help_text="of intake/match_kinds.py")
    digest = models.CharField(max_length=43)
    of_victim = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["digest"], name="match_by_digest"),
            models.Index(fields=["person_id"], name="match_by_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "digest"],
                condition=models.Q(report__isnull=False),
                name="match_key_once",
            )
        ]

    def __str__(self) -> str:
        return self.kind


class ProposedLink(Record):
    """Two reports that may belong together, once a person has said whether they do.

    `report` has the smaller key of the two, so that a pair is one row whichever page it is on.
    """

    report = models.ForeignKey(CrimeReport, on_delete=models.PROTECT, related_name="links")
    other = models.ForeignKey(CrimeReport, on_delete=models.PROTECT, related_name="links_back")
    score = models.PositiveSmallIntegerField()
    why = models.JSONField(default=list, help_text="the kinds of key that they share")
    state = models.CharField(max_length=12, help_text="same_event, same_people or rejected")
    reason = EncryptedTextField(blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "other"], name="link_once")]

    def __str__(self) -> str:
        return self.state

    def other_than(self, report_id: uuid.UUID) -> uuid.UUID:
        """Return the key of the report at the other end."""
        return self.other_id if self.report_id == report_id else self.report_id
