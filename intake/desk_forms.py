"""Forms of the crime desk. They offer what the tables suggest; the assessor decides."""

from typing import Any

from django import forms

from casefile.formfields import GovukDateTimeField
from casefile.models import User
from intake import assessment
from intake.forms import Words
from intake.models import CrimeReport
from intake.questions.rows import Answers

LEVELS = (("standard", "Standard"), ("high", "High"))


def _text_area(label: str, **kwargs: Any) -> Words:
    return Words(label=label, widget=forms.Textarea, **kwargs)


class ImportIncidentForm(forms.Form):
    """A log of command and control, and the recording of its call."""

    number = Words(
        label="Incident number",
        max_length=40,
        error_messages={"required": "Enter the incident number"},
    )
    opened_at = GovukDateTimeField(label="When the log was opened")
    text = _text_area(
        "Text of the log", max_length=200_000, error_messages={"required": "Enter the text"}
    )
    audio = forms.FileField(label="Recording of the call (optional)", required=False)


class LinkIncidentForm(forms.Form):
    """The number of the incident that a report is about."""

    number = Words(
        label="Incident number",
        max_length=40,
        error_messages={"required": "Enter the incident number"},
    )


class CloseForm(forms.Form):
    """Why a report is kept as an incident only."""

    ground = forms.ChoiceField(
        label="Ground",
        choices=list(assessment.GROUNDS_NOT_TO_RECORD.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the ground"},
    )
    reason = _text_area(
        "Reason", max_length=4000, error_messages={"required": "Give the reason in your words"}
    )


class TransferForm(forms.Form):
    """Which force a report is passed to, and why."""

    to_force = Words(label="Force", max_length=120, error_messages={"required": "Say which force"})
    reason = _text_area(
        "Reason", max_length=4000, error_messages={"required": "Give the reason in your words"}
    )


class RecordForm(forms.Form):
    """The one crime to record, and who takes it on. Everything else comes from the report."""

    def __init__(self, report: CrimeReport, answers: Answers, place: str, data: Any = None) -> None:
        classes = assessment.classes_for(report.form, answers)
        included = assessment.included_in(classes[0].code, answers)
        initial = {
            "home_office_class": classes[0].code,
            "included_offences": [row.title for row in included],
            "title": f"{classes[0].short_title}: {place}"[:120].rstrip(": "),
            "level": report.priority,
        }
        super().__init__(data, initial=initial)
        self.fields["home_office_class"] = forms.ChoiceField(
            label="Crime",
            choices=[(row.code, f"{row.code} {row.title}") for row in classes],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose the crime"},
        )
        if included:
            self.fields["included_offences"] = forms.MultipleChoiceField(
                label="Offences inside it (optional)",
                choices=[(row.title, row.title) for row in included],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        self.fields["title"] = Words(
            label="Name of the case",
            max_length=120,
            error_messages={"required": "Enter a name for the case"},
        )
        self.fields["level"] = forms.ChoiceField(
            label="Level", choices=LEVELS, widget=forms.RadioSelect
        )
        self.fields["officer"] = self._staff(report, "officer", "Officer in the case")
        self.fields["supervisor"] = self._staff(report, "supervisor", "Supervisor")
        self.fields["visit_at"] = GovukDateTimeField(
            label="Visit to the victim (optional)", required=False
        )

    @staticmethod
    def _staff(report: CrimeReport, role: str, label: str) -> "forms.ModelChoiceField[User]":
        holders = User.objects.filter(
            force_id=report.force_id,
            is_active=True,
            role_rows__role=role,
            role_rows__revoked_at=None,
        )
        return forms.ModelChoiceField(
            holders.distinct().order_by("name"),
            label=label,
            error_messages={"required": f"Choose the {label.lower()}"},
        )
