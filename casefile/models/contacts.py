"""How people may be reached, kept apart from who they are."""

from datetime import datetime, timedelta

from django.db import models

from casefile.models.fields import EncryptedTextField, Record
from casefile.models.people import Person
from casefile.models.users import User
from casefile.rules import contact_hours, london


class ContactPoint(Record):
    """One way to reach a person. A barred one is never used for any message."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_points")
    kind = models.CharField(max_length=10, help_text="phone, email or address")
    value = models.CharField(max_length=400)
    is_safe = models.BooleanField(default=False, help_text="the person said it may be used")
    unsafe_reason = models.CharField(max_length=200, blank=True, help_text="why it is not safe")
    barred_reason = models.CharField(max_length=200, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_how = models.CharField(
        max_length=12, blank=True, help_text="a key of rules/contact_hours.py VERIFIED_HOW"
    )
    verified_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "value"], name="contact_point_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"

    @property
    def may_be_used(self) -> bool:
        """Whether a message may go here at all: said to be safe, and not barred."""
        return self.is_safe and not self.barred_reason

    @property
    def is_verified(self) -> bool:
        """Whether somebody made sure that the person is reached here."""
        return self.verified_at is not None


class SafeContactPlan(Record):
    """A version of how a person may safely be reached; the newest one holds.

    Everything is off until the person said otherwise.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_plans")
    version = models.PositiveIntegerField()
    channels = models.JSONField(default=list, help_text="of email, text, phone, post; empty: none")
    days = models.JSONField(default=list, blank=True, help_text="of mon to sun; empty: not asked")
    parts = models.JSONField(
        default=list, blank=True, help_text="of morning, afternoon, evening; empty: not asked"
    )
    times = models.CharField(max_length=200, blank=True, help_text="in the person's words")
    notes = EncryptedTextField(blank=True)
    code_word = EncryptedTextField(blank=True)
    voicemail_ok = models.BooleanField(default=False)
    text_words = EncryptedTextField(blank=True, help_text="what a text may say")
    caller_id = models.CharField(
        max_length=6, blank=True, help_text="answers a call that shows no number: yes, no, unsure"
    )
    proxy = EncryptedTextField(blank=True, help_text="somebody trusted, and how to reach them")
    shared_device = models.CharField(
        max_length=6, blank=True, help_text="others may see device or messages: yes, no, unsure"
    )
    address_shared = models.CharField(
        max_length=6, blank=True, help_text="the suspect knows the address: yes, no, unsure"
    )
    safe_now = models.CharField(
        max_length=6, blank=True, help_text="it was safe while reporting: yes, no, unsure"
    )
    safe_to_visit = models.CharField(max_length=6, blank=True, help_text="yes, no, unsure")
    agreed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "version"], name="contact_plan_version")
        ]

    def __str__(self) -> str:
        return f"plan {self.version}"

    def allows(self, channel: str, at: datetime) -> bool:
        """Return whether an automatic message may leave by a channel at a moment; default no."""
        local = london.time_of(at)
        return channel in self.channels and contact_hours.is_allowed(local, self.days, self.parts)

    def next_allowed(self, channel: str, at: datetime) -> datetime | None:
        """Return the first moment from `at` on that the plan allows; None: never."""
        if channel not in self.channels:
            return None
        if self.allows(channel, at):
            return at
        start = at.replace(minute=0, second=0, microsecond=0)
        hours = (start + timedelta(hours=step) for step in range(1, contact_hours.HOURS_AHEAD))
        return next((hour for hour in hours if self.allows(channel, hour)), None)
