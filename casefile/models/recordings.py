"""What is known of a recording or a screenshot beside its file: where from, by whom, how exact."""

from datetime import date, timedelta

from django.db import models

from casefile.models.exhibits import Exhibit
from casefile.models.fields import Record
from casefile.models.users import User
from casefile.rules import london


class CctvRecord(Record):
    """How a recording was recovered from a camera system, as the officer wrote it down."""

    exhibit = models.OneToOneField(Exhibit, on_delete=models.PROTECT, related_name="cctv")
    premises = models.CharField(max_length=200)
    make_model = models.CharField(max_length=120, blank=True)
    cameras = models.PositiveIntegerField(null=True, blank=True, help_text="how many it has")
    system_time = models.DateTimeField(null=True, blank=True, help_text="as the system showed it")
    true_time = models.DateTimeField(null=True, blank=True, help_text="at the same moment")
    true_time_from = models.CharField(max_length=120, blank=True, help_text="which clock")
    checked_by = models.CharField(max_length=120, blank=True)
    period_from = models.DateTimeField(help_text="by the system's clock")
    period_to = models.DateTimeField()
    is_native = models.BooleanField(help_text="in the system's own format, not converted")
    is_complete = models.BooleanField(help_text="nothing is left that is still wanted")
    player = models.CharField(max_length=120, blank=True, help_text="program supplied to view it")
    exported_by = models.CharField(max_length=120)
    keeps_days = models.PositiveIntegerField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.premises

    @property
    def overwritten_on(self) -> date | None:
        """The day from which the system may have written over it; None where it is not known."""
        if not self.keeps_days:
            return None
        return london.day_of(self.period_from + timedelta(days=self.keeps_days))


class BodyWornRecord(Record):
    """What a body-worn camera says of one recording, and whether it is evidence."""

    exhibit = models.OneToOneField(Exhibit, on_delete=models.PROTECT, related_name="body_worn")
    camera_serial = models.CharField(max_length=60)
    wearer = models.CharField(max_length=120)
    recording_id = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    segment = models.PositiveIntegerField(default=1, help_text="its place among the segments")
    pre_record_seconds = models.PositiveIntegerField(
        default=0, help_text="kept from before the button was pressed"
    )
    is_muted = models.BooleanField(default=False, help_text="sound was off for a part")
    category = models.CharField(max_length=40, blank=True)
    evidential = models.CharField(max_length=20, blank=True, help_text="empty until somebody says")
    evidential_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidential_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.recording_id


class ScreenshotRecord(Record):
    """Whose screen a picture is of; a weak copy of what a phone or a provider holds."""

    exhibit = models.OneToOneField(Exhibit, on_delete=models.PROTECT, related_name="screenshot")
    taken_by = models.CharField(max_length=120)
    taken_at = models.DateTimeField(null=True, blank=True)
    device = models.CharField(max_length=120, help_text="on which it was taken")
    account = models.CharField(max_length=200, help_text="or the address of the page")
    was_source_seen = models.BooleanField(help_text="an officer saw the live source")
    is_original_held = models.BooleanField(default=False)
    export_asked_on = models.DateField(null=True, blank=True, help_text="of the account's holder")
    preservation_asked_on = models.DateField(null=True, blank=True, help_text="of the provider")
    of_thing = models.ForeignKey(
        Exhibit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="screenshots_of_it",
        help_text="the device, where it was seized",
    )
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.account
