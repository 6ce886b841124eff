"""Hand-overs of things, and of a case: offered by one, taken over or not by the other."""

from django.db import models

from casefile.models.cases import Case
from casefile.models.exhibits import Exhibit, StoredObject
from casefile.models.fields import Record
from casefile.models.users import User


class HandOver(Record):
    """One change of hands with both sides of it; until it is taken over the giver holds the thing.

    One of the two may be outside the force: named, and signing on the screen of the other.
    """

    life = "hand_over"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hand_overs")
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="hand_overs")
    from_name = models.CharField(max_length=200)
    from_user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="given_over"
    )
    to_name = models.CharField(max_length=200)
    to_user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="taken_over"
    )
    from_place = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200)
    reason = models.CharField(max_length=300)
    seal_number = models.CharField(max_length=40, blank=True)
    condition = models.CharField(max_length=200, blank=True)
    return_on = models.DateField(null=True, blank=True, help_text="set: it is lent until this day")
    signature_name = models.CharField(max_length=120, blank=True)
    signature = models.ForeignKey(
        StoredObject, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    stage = models.CharField(max_length=30, default="offered")
    offered_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="unanswered by then: everybody concerned is alerted")
    alerted_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True, help_text="condition found, or why not")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["exhibit"],
                condition=models.Q(stage="offered"),
                name="one_open_hand_over",
            )
        ]

    def __str__(self) -> str:
        return f"{self.exhibit} from {self.from_name} to {self.to_name}"


class OfficerHandOver(Record):
    """A case passing from one officer in the case to the next; until taken over it stays."""

    life = "officer_hand_over"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="officer_hand_overs")
    from_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    to_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(help_text="why, and what is still to be done")
    stage = models.CharField(max_length=30, default="offered")
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(stage="offered"),
                name="one_open_officer_hand_over",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} from {self.from_user} to {self.to_user}"
