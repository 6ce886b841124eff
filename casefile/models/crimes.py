"""The recorded crime: what the force counts, with its class and outcome. Not a charge."""

from django.db import models

from casefile.models.cases import Case
from casefile.models.fields import Record
from casefile.models.forces import Force


class RecordedCrime(Record):
    """A crime recorded under the counting rules; lesser offences inside it stay listed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="crimes")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="crimes")
    reference = models.CharField(max_length=40)
    home_office_class = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    reported_at = models.DateTimeField(help_text="when the first report reached the police")
    recorded_at = models.DateTimeField()
    included_offences = models.JSONField(default=list, blank=True)
    outcome = models.PositiveSmallIntegerField(null=True, blank=True, help_text="outcome 1 to 22")
    outcome_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["force", "reference"], name="crime_reference_once"),
            models.CheckConstraint(
                condition=models.Q(recorded_at__gte=models.F("reported_at")),
                name="recorded_after_reported",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
