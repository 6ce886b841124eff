"""Relevant material not used as evidence, as the disclosure schedules list it."""

from django.db import models

from casefile.models.cases import Case
from casefile.models.exhibits import StoredObject
from casefile.models.fields import Record
from casefile.models.people import Person
from casefile.models.users import User


class UnusedMaterial(Record):
    """An item of unused material; its schedule number is never used again."""

    life = "unused_material"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="unused_material")
    schedule = models.CharField(max_length=1, default="C", help_text="C non-sensitive, D sensitive")
    item_number = models.PositiveIntegerField()
    description = models.TextField()
    location = models.CharField(max_length=200)
    presumption_class = models.CharField(max_length=1, blank=True, help_text="a to g, or none")
    content = models.ForeignKey(
        StoredObject, on_delete=models.PROTECT, null=True, blank=True, related_name="unused"
    )
    text = models.TextField(blank=True, help_text="where the item is text, such as a log")
    about = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    origin = models.CharField(max_length=80, help_text="which part of the record it came from")
    meets_test = models.BooleanField(null=True, help_text="undermines or assists; None: not looked")
    meets_test_reason = models.TextField(blank=True)
    sensitivity_reason = models.TextField(blank=True)
    examined_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    prosecutor_decision = models.CharField(
        max_length=4, blank=True, help_text="D disclose, I inspect, CND clearly not disclosable"
    )
    stage = models.CharField(max_length=30, default="listed")
    listed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "item_number"], name="unused_item_number_once")
        ]

    def __str__(self) -> str:
        return f"item {self.item_number}"


class LineOfEnquiry(Record):
    """A reasonable line of enquiry: pursued, not pursued and why, or outstanding."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="lines_of_enquiry")
    number = models.PositiveIntegerField()
    description = models.TextField()
    points = models.CharField(max_length=10, help_text="towards or away from the suspect, or both")
    status = models.CharField(max_length=20, help_text="done, not_pursued or outstanding")
    reason = models.TextField(blank=True)
    result = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="line_of_enquiry_number")
        ]

    def __str__(self) -> str:
        return self.description[:60]
