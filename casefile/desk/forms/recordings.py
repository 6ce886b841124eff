"""Forms about recordings: the camera system, a body-worn camera, a screenshot, sensitive scenes."""

from typing import Any

from django import forms

from casefile.desk.forms.boxes import CaseForm, choice, day, line, moment, pick, tick, yes_no
from casefile.models import Exhibit
from casefile.rules.recordings import CATEGORIES, EVIDENTIAL, SENSITIVE


def _number(label: str, *, hint: str = "", required: bool = False) -> forms.IntegerField:
    shown = label if required else f"{label} (optional)"
    return forms.IntegerField(
        label=shown,
        required=required,
        min_value=0,
        max_value=100_000,
        help_text=hint,
        error_messages={"invalid": "Enter a whole number", "required": "Enter a number"},
    )


class CctvForm(CaseForm):
    """How a recording was recovered from a camera system."""

    premises = line("Premises")
    make_model = line("Make and model of the system", limit=120, required=False)
    cameras = _number("How many cameras it has")
    system_time = moment(
        "Time that the system showed", required=False, hint="To the second, such as 19:42:05."
    )
    true_time = moment("True time at the same moment", required=False)
    true_time_from = line("Which clock the true time is from", limit=120, required=False)
    checked_by = line("Who checked it", limit=120, required=False)
    period_from = moment("Period exported, from", hint="By the system’s clock.")
    period_to = moment("Period exported, to")
    is_native = yes_no("Is it in the system’s own format?")
    is_complete = yes_no("Is everything exported that is wanted?")
    player = line("Player supplied with it", limit=120, required=False)
    exported_by = line("Who exported it", limit=120)
    keeps_days = _number("How many days the system keeps recordings")

    def clean(self) -> dict[str, Any]:
        """Turn yes and no into what they say."""
        found = super().clean() or self.cleaned_data
        for name in ("is_native", "is_complete"):
            found[name] = found.get(name) == "yes"
        return found


class BodyWornForm(CaseForm):
    """What a body-worn camera says of a recording."""

    camera_serial = line("Serial number of the camera", limit=60)
    wearer = line("Who wore it", limit=120)
    recording_id = line("Recording number", limit=80)
    started_at = moment("Start of the recording")
    ended_at = moment("End of the recording")
    segment = _number("Segment", hint="1 if there is only one.", required=True)
    pre_record_seconds = _number("Seconds kept from before the button was pressed", required=True)
    is_muted = tick("Sound was off for a part")
    category = choice("Category", CATEGORIES.items(), required=False)
    evidential = choice("Is it evidence?", EVIDENTIAL.items(), required=False)


class ScreenshotForm(CaseForm):
    """Whose screen a picture is of."""

    taken_by = line("Who took it", limit=120)
    taken_at = moment("When it was taken", required=False)
    device = line("On which device", limit=120)
    account = line("Of which account, or address of the page")
    was_source_seen = yes_no("Did an officer see the live source?")
    is_original_held = yes_no("Do we hold the original?")
    export_asked_on = day("Day on which the holder was asked for an export", required=False)
    preservation_asked_on = day("Day on which the provider was asked to keep it", required=False)
    of_thing = pick("Seized device that it is of", required=False)

    def prepare(self) -> None:
        """Offer the physical exhibits of the case."""
        things = self.case.exhibits.filter(kind="physical", stage="held").order_by("reference")
        rows = [(str(row.pk), f"{row.reference}: {row.description}") for row in things]
        self.choose("of_thing", [("", "None"), *rows])

    def clean_of_thing(self) -> Exhibit | None:
        """Return the device."""
        value = self.cleaned_data["of_thing"]
        return self.case.exhibits.get(pk=value) if value else None

    def clean(self) -> dict[str, Any]:
        """Turn yes and no into what they say."""
        found = super().clean() or self.cleaned_data
        for name in ("was_source_seen", "is_original_held"):
            found[name] = found.get(name) == "yes"
        return found


class SensitivityForm(CaseForm):
    """What in an exhibit is not shown without being asked for."""

    codes = choice("What does it show?", SENSITIVE.items(), required=False, many=True)
