"""Forms about reaching what is not at hand: emergency access, and the bytes of a file."""

from django import forms

from casefile.desk.forms.boxes import line, words


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


class DownloadForm(forms.Form):
    """Why a file is taken out."""

    reason = line("Why you need this file", missing="Say why you need this file")
