"""Forms about statements: start, write, fix and sign."""

import base64
import binascii
import json
from typing import Any

from django import forms

from casefile.desk.forms.boxes import CaseForm, choice, line, people_of, pick, tick, words

KINDS = (("MG11", "Witness statement"), ("VPS", "Victim personal statement"))
METHODS = (("typed", "Type the name"), ("drawn", "Draw the signature"))
PNG = b"\x89PNG\r\n\x1a\n"
MAX_IMAGE_BYTES = 1 << 20


class StartForm(CaseForm):
    """Whose statement, of what kind, taken where."""

    witness = pick("Whose statement")
    kind = choice("Kind of statement", KINDS)
    place = line("Where it is taken")

    def prepare(self) -> None:
        self.choose("witness", people_of(self.case, self.user))


class WriteForm(CaseForm):
    """The words of a draft."""

    narrative = words(
        "What the witness says",
        hint="In the witness’s own words. No address, phone, email or date of birth.",
        missing="Write what the witness says",
    )


class Confirm(CaseForm):
    """A step without boxes."""


class SignForm(CaseForm):
    """The act of signing: every page shown, the declaration accepted, a name typed or drawn."""

    pages_shown = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput, required=False)
    declaration_accepted = tick(
        "I accept the declaration", required=True, missing="The witness must accept the declaration"
    )
    method = choice("How the witness signs", METHODS)
    typed_name = line("Name, typed by the witness", limit=120, required=False)
    image = forms.CharField(widget=forms.HiddenInput, required=False)
    strokes = forms.CharField(widget=forms.HiddenInput, required=False)
    place = line("Where it is signed")
    others_present = line("Others present", required=False)

    def prepare(self) -> None:
        self.choose("pages_shown", [(digest, digest) for digest in self.about.page_images])

    def clean_image(self) -> bytes | None:
        value = self.cleaned_data["image"]
        if not value:
            return None
        try:
            content = base64.b64decode(value.partition(",")[2], validate=True)
        except (ValueError, binascii.Error) as problem:
            raise forms.ValidationError(
                "The drawn signature did not arrive. Draw it again."
            ) from problem
        if not content.startswith(PNG) or len(content) > MAX_IMAGE_BYTES:
            raise forms.ValidationError("The drawn signature did not arrive. Draw it again.")
        return content

    def clean_strokes(self) -> str:
        text = str(self.cleaned_data["strokes"])
        try:
            json.loads(text or "[]")
        except ValueError as problem:
            raise forms.ValidationError(
                "The drawn signature did not arrive. Draw it again."
            ) from problem
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("method") == "typed" and not cleaned.get("typed_name"):
            self.add_error("typed_name", "Type the name of the witness")
        if cleaned.get("method") == "drawn" and not cleaned.get("image"):
            self.add_error("method", "Draw the signature, or type the name")
        return cleaned
