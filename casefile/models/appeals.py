"""Public appeals for information about an incident: what the public reads, and until when."""

from datetime import date

from django.db import models

from casefile.models.cases import Case
from casefile.models.fields import Record
from casefile.models.users import User


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Filters over appeals."""

    def open_on(self, day: date) -> "AppealQuerySet":
        """Appeals that the public may read on a day, the newest first."""
        return self.filter(stage="published", until_on__gte=day).order_by("-published_at", "pk")


class Appeal(Record):
    """What a force asks the public about one incident; its page names nobody."""

    life = "appeal"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appeals")
    code = models.CharField(max_length=12, unique=True, help_text="random; the page's address")
    title = models.CharField(max_length=120)
    text = models.TextField()
    until_on = models.DateField()
    stage = models.CharField(max_length=30, default="draft")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    objects = AppealQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title
