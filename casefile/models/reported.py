"""What somebody said when they reported: answers as given, and people described but not known.

Nothing here is an assessment, and nobody here is a suspect before an officer says who it is.
"""

import json
from typing import Any

from django.db import models

from casefile.models.cases import Case
from casefile.models.fields import EncryptedTextField, Record
from casefile.models.people import Person


class ReportedFact(Record):
    """One answer of a report as the case keeps it: the question as asked, the answer in words."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reported_facts")
    about = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="reported_facts"
    )
    position = models.PositiveIntegerField()
    feed = models.CharField(max_length=40, help_text="what the answer is about: offence.entry")
    question = models.CharField(max_length=40)
    label = models.TextField()
    words = EncryptedTextField()
    content = EncryptedTextField(help_text="the answer as JSON")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="reported_fact_position")
        ]
        indexes = [models.Index(fields=["case", "feed"])]

    def __str__(self) -> str:
        return self.question

    @property
    def topic(self) -> str:
        """The part of the record it belongs to: offence, needs, risk."""
        return self.feed.partition(".")[0]

    @property
    def values(self) -> list[str]:
        """The answer as a list of codes or words."""
        found: Any = json.loads(self.content)
        return [str(one) for one in found] if isinstance(found, list) else [str(found)]


class DescribedPerson(Record):
    """Somebody a reporter described, as suspect or witness; `person` is set once identified."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="described_people")
    role = models.CharField(max_length=10, help_text="suspect or witness")
    label = models.TextField(help_text="the question as it was asked")
    words = EncryptedTextField()
    is_known = models.CharField(max_length=6, blank=True, help_text="yes, no, unsure or blank")
    relation = models.CharField(max_length=200, blank=True)
    question = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="descriptions"
    )
    identified_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"described {self.role}"

    @property
    def is_proposed(self) -> bool:
        """Whether the reporter said who it is, and no officer has confirmed it yet."""
        return self.is_known == "yes" and self.person_id is None
