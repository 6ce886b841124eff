"""Forms about recordings of registered cameras."""

from casefile.desk.forms.boxes import CaseForm, moment, pick, yes_no
from casefile.models import Camera
from casefile.services import cameras


class AskForm(CaseForm):
    """Which camera, and from when to when."""

    camera = pick("Camera")
    from_at = moment("From")
    to_at = moment("To")

    def prepare(self) -> None:
        """Offer the cameras of the force that may be asked, those of the case's place first."""
        near = list(cameras.near(self.case))
        others = Camera.objects.of_force(self.case.force_id).usable().order_by("place", "pk")
        rows = [*near, *(row for row in others if row not in near)]
        self.choose(
            "camera", [(str(row.pk), f"{row} (keeps {row.keeps_days} days)") for row in rows]
        )

    def clean_camera(self) -> Camera:
        """Return the camera."""
        return Camera.objects.get(pk=self.cleaned_data["camera"])


class CloseForm(CaseForm):
    """What came of a request."""

    was_received = yes_no("Did the recording come in?")
