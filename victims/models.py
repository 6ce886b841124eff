"""What the tracker may read: accounts, sessions, news and duties, copied out of the record.

The ids of victim, person and case are plain columns: no page of a victim can follow them.
"""

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q

from casefile.models import Record
from casefile.rules import london


class TrackerAccount(Record):
    """One victim's place in the tracker. The code is a second proof, handed over in person."""

    victim_id = models.UUIDField(unique=True)
    person_id = models.UUIDField()
    case_id = models.UUIDField(db_index=True)
    handle = models.CharField(max_length=32, unique=True, help_text="the personal link, 128 bit")
    code_hash = models.CharField(max_length=128, blank=True)
    code_set_at = models.DateTimeField(null=True, blank=True)
    is_self_service_allowed = models.BooleanField(default=False)
    decided_by = models.UUIDField(
        null=True, blank=True, help_text="the officer who last switched it; empty: by rule"
    )
    enabled_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    last_signed_in_at = models.DateTimeField(null=True, blank=True)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_how = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"tracker account {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether news may be copied here and read by the victim."""
        return self.is_self_service_allowed and self.closed_at is None


class Invitation(Record):
    """A link that was sent to a safe address; it opens the tracker once, with the code."""

    account = models.ForeignKey(
        TrackerAccount, on_delete=models.PROTECT, related_name="invitations"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"invitation of {london.day_of(self.created_at):%d %b %Y}"

    def is_live(self, at: datetime) -> bool:
        """Whether it can still be used."""
        return self.used_at is None and self.replaced_at is None and at <= self.expires_at


class TrackerSession(Record):
    """A victim who is signed in on one device. It lives by the machine's clock."""

    account = models.ForeignKey(TrackerAccount, on_delete=models.PROTECT, related_name="sessions")
    token_hash = models.CharField(max_length=64, unique=True)
    news_read_until = models.DateTimeField(
        null=True, blank=True, help_text="the visit before this one; later news is new"
    )
    last_used_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"session of {self.account_id}"


class PublishedUpdateQuerySet(models.QuerySet["PublishedUpdate"]):
    """Filters over published news."""

    def visible(self, at: datetime) -> "PublishedUpdateQuerySet":
        """News that a victim may see at this moment."""
        return self.filter(published_at__isnull=False, publish_after__lte=at)

    def waiting_for_a_call(self) -> "PublishedUpdateQuerySet":
        """News that is shown only after somebody has phoned."""
        return self.filter(publish_after=None)


class PublishedUpdate(Record):
    """One piece of news as a victim reads it: a template, its allowed variables, and the words."""

    account = models.ForeignKey(TrackerAccount, on_delete=models.PROTECT, related_name="updates")
    key = models.CharField(max_length=200, help_text="one piece of news per cause")
    event_id = models.UUIDField()
    template_id = models.CharField(max_length=60)
    variables = models.JSONField(default=dict)
    title = models.CharField(max_length=200)
    body = models.TextField()
    happens_next = models.TextField(blank=True)
    by_when = models.DateField(null=True, blank=True)
    happened_at = models.DateTimeField()
    order = models.BigIntegerField(default=0, help_text="of the event in its stream")
    publish_after = models.DateTimeField(
        null=True, blank=True, help_text="empty: waits until somebody has phoned"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=120, blank=True, help_text="a rule, or who phoned")

    objects = PublishedUpdateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="news_published_once")
        ]

    def __str__(self) -> str:
        return self.template_id


class DutyQuerySet(models.QuerySet["Duty"]):
    """Filters over duties."""

    def open(self) -> "DutyQuerySet":
        """Duties not met, and not set aside for a reason."""
        return self.filter(met_at=None, exception_reason="")

    def late(self, at: datetime) -> "DutyQuerySet":
        """Duties met after their time, or still open past it."""
        out_of_time = Q(met_at__gt=F("due_at")) | Q(met_at=None, due_at__lt=at)
        return self.filter(out_of_time, exception_reason="")


class Duty(Record):
    """One duty under the Victims' Code with its clock. A late one stays late for good."""

    account = models.ForeignKey(TrackerAccount, on_delete=models.PROTECT, related_name="duties")
    victim_id = models.UUIDField()
    case_id = models.UUIDField(db_index=True)
    event_id = models.UUIDField()
    code = models.CharField(max_length=8, help_text="a row of rights.NOTIFICATIONS")
    code_edition = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)
    met_how = models.CharField(max_length=200, blank=True)
    exception_reason = models.CharField(max_length=200, blank=True)
    update = models.ForeignKey(
        PublishedUpdate,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="duties",
        help_text="the news that meets it",
    )

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "duties"
        constraints = [
            models.UniqueConstraint(fields=["account", "code", "event_id"], name="duty_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} due {self.due_on}"

    @property
    def due_on(self) -> date | None:
        """The day it is due; None where the Code names no number of days."""
        return london.day_of(self.due_at) if self.due_at else None

    def is_late(self, at: datetime) -> bool:
        """Whether it was met late, or is open past its time."""
        if self.due_at is None or self.exception_reason:
            return False
        return (self.met_at or at) > self.due_at
