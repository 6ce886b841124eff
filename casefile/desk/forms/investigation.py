"""Forms about lines of enquiry and unused material."""

from typing import Any

from django import forms

from casefile.desk.forms.boxes import CaseForm, choice, day, line, pick, words, yes_no
from casefile.rules.disclosure import PRESUMPTIONS

POINTS = (
    ("towards", "Towards the suspect"),
    ("away", "Away from the suspect"),
    ("both", "Either way"),
)
LINE_STATUSES = (
    ("outstanding", "Outstanding"),
    ("done", "Done"),
    ("not_pursued", "Not pursued"),
)
ORIGINS = [
    (origin, f"{origin.replace('_', ' ').capitalize()} (class {row.code}: {row.title})")
    for row in PRESUMPTIONS.values()
    for origin in row.origins
]
SCHEDULES = (("C", "Not sensitive (MG6C)"), ("D", "Sensitive (MG6D)"))


class LineForm(CaseForm):
    """A reasonable line of enquiry, whichever way it points."""

    description = words("Line of enquiry")
    points = choice("Which way it may point", POINTS)
    status = choice("Where it stands", LINE_STATUSES)
    due_on = day("When it will be done", required=False)
    result = words("Result", required=False)
    reason = words("Why it is not pursued", required=False)


class ResolveForm(CaseForm):
    """What came of a line of enquiry."""

    status = choice("Where it stands", LINE_STATUSES)
    result = words("Result, or why it is not pursued")


class UnusedForm(CaseForm):
    """An item of relevant material that is not evidence."""

    description = words(
        "Description", hint="Say what it is and what it shows, without short forms."
    )
    location = line("Where it can be inspected")
    origin = pick("What kind of material", [*ORIGINS, ("other", "Other")])
    schedule = choice("Schedule", SCHEDULES)
    sensitivity_reason = words("Why it is sensitive", required=False)
    file = forms.FileField(label="File (optional)", required=False)
    text = words("Text of the item", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("schedule") == "D" and not cleaned.get("sensitivity_reason"):
            self.add_error("sensitivity_reason", "Say why this is sensitive")
        return cleaned


class ExamineForm(CaseForm):
    """Whether an item may undermine the prosecution or assist the accused."""

    meets_test = yes_no("Might it undermine the prosecution or assist the accused?")
    reason = words("Reason", required=False, hint="Needed if it might, or if it is presumed to.")


class ThirdPartyForm(CaseForm):
    """Who else holds relevant material."""

    position = words(
        "Third-party material", hint="Say who holds what and what was done, or that nobody does."
    )
