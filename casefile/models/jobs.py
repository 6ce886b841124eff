"""Work to be done after a change: the outbox, with leases and fencing."""

from django.db import models

from casefile.models.fields import Record


class Job(Record):
    """One piece of work, inserted in the transaction that causes it, done exactly once."""

    WAITING, LEASED, DONE, PARKED = "waiting", "leased", "done", "parked"

    key = models.CharField(max_length=160, unique=True, help_text="cause and handler")
    handler = models.CharField(max_length=160, help_text="dotted path of a function")
    payload = models.JSONField(default=dict, help_text="ids only")
    state = models.CharField(max_length=10, default=WAITING)
    caused_at = models.DateTimeField(help_text="the moment of the change that caused it")
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    fence = models.PositiveBigIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "run_after"])]

    def __str__(self) -> str:
        return f"{self.handler} {self.state}"
