"""Who at the crime desk works on what: leases on reports, notices, saved searches, bulk actions."""

from django.db import models
from django.db.models import Q

from casefile.models import Force, Record, User
from intake.models.reports import CrimeReport


class DeskLease(Record):
    """The one person who has a report in hand; it ends by itself when nothing happens."""

    report = models.OneToOneField(CrimeReport, on_delete=models.CASCADE, related_name="lease")
    holder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.holder} has {self.report_id}"


class DeskNotice(Record):
    """Something that one person of the desk is told on the next page that they open."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="desk_notices")
    report = models.ForeignKey(CrimeReport, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=600)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["user"], condition=Q(seen_at=None), name="desk_notice_unseen")
        ]

    def __str__(self) -> str:
        return f"notice to {self.user_id}"


class SavedSearch(Record):
    """Filters of the queue under a name, looked at on a clock to mail what is new."""

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="saved_searches")
    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    filters = models.JSONField(default=dict, help_text="as in the address of the queue")
    every_minutes = models.PositiveIntegerField()
    round = models.PositiveBigIntegerField(default=0, help_text="how often it was looked at")
    saved_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_because = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class SearchHit(Record):
    """A report that a saved search has told its owner about; never twice."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="hits")
    report = models.ForeignKey(CrimeReport, on_delete=models.CASCADE, related_name="+")
    round = models.PositiveBigIntegerField()
    found_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["search", "report"], name="search_hit_once")]

    def __str__(self) -> str:
        return f"{self.search_id} found {self.report_id}"


class BulkAction(Record):
    """One action on several reports: what was previewed, and what became of each."""

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=20)
    details = models.JSONField(default=dict)
    reports = models.JSONField(default=list, help_text="ids of those that the preview would change")
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    results = models.JSONField(default=list, help_text="rows of {report, reference, refused}")

    def __str__(self) -> str:
        return f"{self.action} of {len(self.reports)}"
