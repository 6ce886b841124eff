"""What the service counts about itself: numbers by day, of nobody."""

from django.db import models


class ServiceCount(models.Model):
    """How often something happened on one day; it holds no person, address or report."""

    day = models.DateField()
    what = models.CharField(max_length=40)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "what"], name="service_count_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.what}: {self.times}"
