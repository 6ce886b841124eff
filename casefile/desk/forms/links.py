"""The form with which a link for one person's files is made."""

from django import forms

from casefile.desk.forms.boxes import words
from casefile.services.upload_links import LONGEST_DAYS, MOST_FILES


def _number(label: str, most: int, first: int) -> forms.IntegerField:
    sentence = f"Enter a number from 1 to {most}"
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        initial=first,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=errors,
    )


class LinkForm(forms.Form):
    """What the person is asked to send, for how long, and how many files."""

    asked_for = words(
        "What the person is asked to send",
        hint="They read these words. Name nobody, and nothing that others should not learn.",
        missing="Write what the person is asked to send",
    )
    days = _number("Days until it closes", LONGEST_DAYS, 7)
    max_files = _number("Files that may be sent", MOST_FILES, 10)
