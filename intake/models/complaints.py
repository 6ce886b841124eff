"""Complaints about the service. They point at no report and no case, so no officer meets them."""

from django.db import models

from casefile.models import EncryptedTextField, Force, Record, User


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    """Filters over complaints."""

    def of_force(self, code: str | None) -> "ComplaintQuerySet":
        """Complaints about a force."""
        return self.filter(force_id=code)

    def oldest_first(self) -> "ComplaintQuerySet":
        """Those without an answer first, and of each the one that waits longest."""
        return self.order_by("answered_at", "received_at", "pk")


class Complaint(Record):
    """What somebody complains of, kept apart from cases and read by professional standards."""

    life = "complaint"

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="complaints")
    reference = models.CharField(max_length=12, unique=True, help_text="random; opens nothing")
    about = models.CharField(max_length=20)
    text = EncryptedTextField()
    name = EncryptedTextField(blank=True)
    email = EncryptedTextField(blank=True)
    stage = models.CharField(max_length=30, default="received")
    received_at = models.DateTimeField()
    answer = EncryptedTextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["force", "answered_at", "received_at"])]

    def __str__(self) -> str:
        return self.reference

    @property
    def stream(self) -> str:
        """The event stream in which it and its readers are logged."""
        return f"force:{self.force_id}"
