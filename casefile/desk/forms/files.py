"""Forms about the file: start, return, approve; and replies to an action plan."""

import re

from django import forms

from casefile.desk.forms.boxes import CaseForm, choice, line, pick, words
from casefile.rules.file_builds import BUILDS
from casefile.services import file_contents

PRIORITIES = (
    ("red", "Red"),
    ("green_priority", "Green priority"),
    ("green", "Green"),
    ("early_advice", "Early advice"),
)
TESTS = (("full", "Full Code Test"), ("threshold", "Threshold Test"))


class StartForm(CaseForm):
    """What the file is for and where it goes."""

    build = pick("What the file is for", BUILDS.items())
    cps_area = line("CPS area", limit=40)
    priority = choice("Priority", PRIORITIES)
    code_test = choice("Test applied", TESTS)
    unit = line("Police unit for the URN", limit=2, hint="Two characters, such as NG.")
    change_note = words("What changed since the last version", required=False)

    def prepare(self) -> None:
        if self.case.urn:
            del self.fields["unit"]
        if not self.case.submissions.exists():
            del self.fields["change_note"]

    def clean_unit(self) -> str:
        unit = str(self.cleaned_data["unit"]).upper()
        if not re.fullmatch(r"[A-Z0-9]{2}", unit):
            raise forms.ValidationError("A unit is two letters or digits, such as NG")
        return unit


class ReturnForm(CaseForm):
    """Why the file goes back to the officer."""

    reason = words("What must be put right")


class ApproveForm(CaseForm):
    """The supervisor's comments, which the prosecutor reads."""

    comment = words(
        "Your comments",
        hint="How the evidence meets the test, what is still to come, why it goes to the CPS, "
        "and what you made of material that may undermine or assist.",
    )


class ReplyForm(CaseForm):
    """The answer to one item of an action plan."""

    reply = words("What was done")
    answered_with = choice("What is enclosed", required=False, many=True)

    def prepare(self) -> None:
        exhibits = self.case.exhibits.filter(stage="held").order_by("reference")
        found = [(str(row.pk), f"{row.reference}: {row.description}") for row in exhibits]
        versions = file_contents.statement_versions(self.case)
        found += [(str(row.pk), f"{row.statement} ({row.stage})") for row in versions]
        items = self.case.unused_material.filter(schedule="C").order_by("item_number")
        found += [
            (str(row.pk), f"Unused item {row.item_number}: {row.description}") for row in items
        ]
        self.choose("answered_with", found)
