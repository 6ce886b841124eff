"""The register of cameras that businesses and others run, and requests for their recordings."""

from django.db import models

from casefile.models.cases import Case
from casefile.models.fields import EncryptedTextField, Record
from casefile.models.forces import Force
from casefile.models.users import User


class CameraQuerySet(models.QuerySet["Camera"]):
    """Filters over cameras."""

    def of_force(self, code: str | None) -> "CameraQuerySet":
        """Cameras registered in a force's area and not removed."""
        return self.filter(force_id=code, removed_at=None)

    def usable(self) -> "CameraQuerySet":
        """Cameras whose owner somebody of the force has spoken to."""
        return self.exclude(checked_at=None).filter(removed_at=None)


class Camera(Record):
    """A camera that its owner registered: what it sees, how long it keeps, whom to ask."""

    force = models.ForeignKey(Force, on_delete=models.PROTECT, related_name="cameras")
    owner = models.CharField(max_length=120, help_text="the business or body that runs it")
    place = models.CharField(max_length=200)
    sees = models.TextField(help_text="what is in the picture, in words")
    keeps_days = models.PositiveSmallIntegerField(help_text="days until it is overwritten")
    contact_name = EncryptedTextField()
    contact_email = EncryptedTextField()
    contact_phone = EncryptedTextField(blank=True)
    registered_at = models.DateTimeField()
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = CameraQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["force", "removed_at", "place"])]

    def __str__(self) -> str:
        return f"{self.owner}, {self.place}"


class FootageRequest(Record):
    """What an officer asks of a camera's owner: a stretch of time, before it is overwritten."""

    life = "footage_request"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="footage_requests")
    camera = models.ForeignKey(Camera, on_delete=models.PROTECT, related_name="requests")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    stage = models.CharField(max_length=30, default="asked")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    overwritten_on = models.DateField(help_text="the day from which it may be gone")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "camera", "from_at", "to_at"], name="footage_asked_once"
            ),
            models.CheckConstraint(
                condition=models.Q(to_at__gt=models.F("from_at")), name="footage_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"footage of {self.camera}"
