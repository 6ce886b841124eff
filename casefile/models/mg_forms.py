"""MG forms as answered: each answer with its label as asked, edition and origin."""

from django.db import models

from casefile.models.cases import Case
from casefile.models.fields import Record
from casefile.models.people import Person
from casefile.models.users import User


class MGForm(Record):
    """One form of a case, about the case or about one person, under one edition of its table."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="mg_forms")
    code = models.CharField(max_length=10)
    edition = models.CharField(max_length=80)
    about = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="mg_forms"
    )
    started_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code", "about"],
                condition=models.Q(about__isnull=False),
                name="one_form_per_person",
            ),
            models.UniqueConstraint(
                fields=["case", "code"], condition=models.Q(about=None), name="one_form_per_case"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class MGAnswer(Record):
    """An answer typed by a person. What the record already knows is never stored here."""

    form = models.ForeignKey(MGForm, on_delete=models.PROTECT, related_name="answers")
    field_key = models.CharField(max_length=80)
    label = models.CharField(max_length=400, help_text="as asked")
    value = models.JSONField()
    origin = models.CharField(max_length=120, default="typed", help_text="typed, or from where")
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "field_key"], name="one_answer_per_field")
        ]

    def __str__(self) -> str:
        return self.field_key
