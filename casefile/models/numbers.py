"""Number series given under a lock, and blocks of them leased to a device that may go offline."""

from django.db import models

from casefile.models.fields import Record


class NumberSeries(models.Model):
    """A series such as exhibit numbers of one set of initials in one case."""

    name = models.CharField(max_length=120, primary_key=True)
    next_number = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class NumberLease(Record):
    """A block of numbers that only one holder may use; unused ones become explained gaps."""

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="leases")
    holder = models.CharField(max_length=120)
    first = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()
    next_number = models.PositiveBigIntegerField()
    leased_at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True, blank=True)
    given_back_reason = models.CharField(max_length=300, blank=True)
    given_back_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "first"], name="lease_block_once"),
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="lease_block_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.first} to {self.last}"
