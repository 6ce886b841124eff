"""Forms about reaching what is not at hand: emergency access, and the bytes of a file."""

from typing import Any

from django import forms

from casefile.desk.forms.boxes import choice, line, words


class EmergencyForm(forms.Form):
    """Which case, and why now."""

    reference = line(
        "URN, crime reference or incident number",
        limit=40,
        missing="Enter the reference of the case",
    )
    reason = words(
        "Why you need this case now",
        hint="A supervisor reviews every emergency access.",
        missing="Say why you need this case now",
    )


COPIES = (
    ("working", "A working copy: the same bytes, checked as they are copied"),
    ("original", "The original"),
)


class DownloadForm(forms.Form):
    """Why a file is taken out; who may handle originals also says as what."""

    reason = line("Why you need this file", missing="Say why you need this file")
    copy = choice("What you take", COPIES, required=False)

    def __init__(self, *args: Any, may_handle_originals: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["copy"].label = "What you take"
        if not may_handle_originals:
            del self.fields["copy"]

    @property
    def takes_original(self) -> bool:
        """Whether the original was asked for, by somebody who may have it."""
        return self.cleaned_data.get("copy") == "original"


class ReportForm(forms.Form):
    """Why a continuity report is taken out, as what, and for whom."""

    reason = line("Why you need the report", missing="Say why you need the report")
    form = choice("As what", (("pdf", "PDF to print or serve"), ("json", "JSON to check")))
    reads = choice(
        "With who looked at it",
        (("no", "No, it is to be served"), ("yes", "Yes, it stays in the force")),
        hint="Who read a case and took copies out is held with the force and is not served.",
    )
