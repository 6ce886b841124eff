"""Advice to the homes of an area after a burglary there; it names no address and no person."""

from datetime import date

from django.db import models

from casefile.models import Force, Record, User
from intake.models.reports import CrimeReport


class AreaAdviceQuerySet(models.QuerySet["AreaAdvice"]):
    """Filters over area advice."""

    def current(self, on: date) -> "AreaAdviceQuerySet":
        """Advice that stands on a day, the newest first."""
        standing = self.filter(until_on__gte=on, withdrawn_at=None)
        return standing.order_by("-published_at", "pk")


class AreaAdvice(Record):
    """That homes in an area are at raised risk until a day. The area is words, no address."""

    report = models.OneToOneField(CrimeReport, on_delete=models.PROTECT, related_name="area_advice")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=120)
    until_on = models.DateField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AreaAdviceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.area
