"""Forms about exhibits: recording, clips, the recorder's clock, and who holds them."""

import re
from typing import Any

from django import forms

from casefile.desk.forms.boxes import CaseForm, choice, line, moment, people_of, pick, words

KINDS = (
    ("photo", "Photograph"),
    ("video", "Video"),
    ("audio", "Sound"),
    ("document", "Document"),
    ("physical", "Physical item"),
)
SPAN = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2}(?:\.\d+)?)|(\d+(?:\.\d+)?)")


class ExhibitForm(CaseForm):
    """A thing or a recording, produced by somebody."""

    kind = choice("Kind of exhibit", KINDS)
    producer = pick("Who produces it")
    description = line("Description", limit=400, hint="Say what it is and what it shows.")
    captured_at = moment(
        "When it was made or found", required=False, hint="Leave empty to use the time now."
    )
    file = forms.FileField(
        label="File (optional for a physical item)",
        required=False,
        help_text="Hashed and sealed as it arrives.",
    )
    declared_sha256 = line("SHA-256 taken where it came from", limit=64, required=False)
    seal_number = line("Seal number of a physical item", limit=40, required=False)
    held_at = line("Where a physical item is held", required=False)
    shelf = line("Shelf or locker there", limit=80, required=False)

    def prepare(self) -> None:
        self.choose("producer", people_of(self.case, self.user))

    def clean_declared_sha256(self) -> str:
        digest = str(self.cleaned_data["declared_sha256"]).strip().lower()
        if digest and not re.fullmatch(r"[0-9a-f]{64}", digest):
            raise forms.ValidationError("A SHA-256 is 64 characters of 0 to 9 and a to f")
        return digest


class AdoptForm(CaseForm):
    """A file that somebody sent, produced by a person."""

    kind = choice("Kind of exhibit", [row for row in KINDS if row[0] != "physical"])
    producer = pick("Who produces it")
    description = line("Description", limit=400, hint="Say what it is and what it shows.")
    captured_at = moment("When it was made", required=False)

    def prepare(self) -> None:
        self.choose("producer", people_of(self.case, self.user))


class SecondsField(forms.CharField):
    """A place in a recording such as 2:05 or 125; the clean value is in seconds."""

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value)).strip()
        found = SPAN.fullmatch(text)
        if found is None:
            raise forms.ValidationError("Write the place like 2:05, minutes and seconds")
        hours, minutes, seconds, plain = found.groups()
        if plain:
            return float(plain)
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)


class ClipForm(CaseForm):
    """The part of a recording that matters."""

    from_seconds = SecondsField(
        label="From", max_length=12, error_messages={"required": "Enter where the part begins"}
    )
    to_seconds = SecondsField(
        label="To", max_length=12, error_messages={"required": "Enter where the part ends"}
    )
    reason = line("Why this part matters", limit=300)
    description = line("What the part shows", limit=400)
    producer = pick("Who produces the clip")

    def prepare(self) -> None:
        self.choose("producer", people_of(self.case, self.user))


class ClockForm(CaseForm):
    """How far a recorder's clock was from true time."""

    direction = choice("The recorder’s clock was", (("fast", "Fast"), ("slow", "Slow")))
    error = SecondsField(
        label="By how much",
        max_length=12,
        help_text="Minutes and seconds, such as 4:00.",
        error_messages={"required": "Enter by how much, such as 4:00"},
    )
    how = line("How it was checked", limit=300)


class VoidForm(CaseForm):
    """Why a reference is not used."""

    reason = words("Why this reference is void")


class CorrectForm(CaseForm):
    """A reference that is wrong: why, and who produces the exhibit in truth."""

    producer = pick("Who produces it")
    reason = line("Why the reference is wrong", limit=300)

    def prepare(self) -> None:
        self.choose("producer", people_of(self.case, self.user))


class ReExhibitForm(CaseForm):
    """Somebody else who produces the same file."""

    producer = pick("Who produces it too")
    description = line(
        "Description", limit=400, required=False, hint="Leave empty to keep the words of the first."
    )

    def prepare(self) -> None:
        self.choose("producer", people_of(self.case, self.user))


class UseForm(CaseForm):
    """Why an exhibit is not used, or is again."""

    reason = words("Why")
