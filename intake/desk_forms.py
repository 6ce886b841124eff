"""Forms of the crime desk. They offer what the tables suggest; the assessor decides."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from casefile.formfields import GovukDateField, GovukDateTimeField
from casefile.models import User
from intake import assessment
from intake.desk_questions import CALL_RESULTS
from intake.forms import Words
from intake.letters import Letter
from intake.question_texts import QUESTION_TEXTS
from intake.referrals import REFERRALS
from intake.searches import PERIODS
from intake.telling import RESULTS, Way


def _text_area(label: str, **kwargs: Any) -> Words:
    return Words(label=label, widget=forms.Textarea, **kwargs)


def _reason() -> Words:
    missing = {"required": "Give the reason in your words"}
    return _text_area("Reason", max_length=4000, error_messages=missing)


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
    reason = _reason()


class ReasonForm(forms.Form):
    """Why a report is passed on as it is."""

    reason = _reason()


class TransferForm(forms.Form):
    """Which force a report is passed to, and why."""

    def __init__(self, names: dict[str, str], data: Any = None) -> None:
        super().__init__(data)
        self.fields["to_force"] = forms.ChoiceField(
            label="Force",
            choices=[("", "Choose a force"), *names.items()],
            error_messages={
                "required": "Say which force",
                "invalid_choice": "Choose the force from the list",
            },
        )
        self.fields["reason"] = _reason()


class ReferForm(forms.Form):
    """Which body deals with it instead, and why."""

    to = forms.ChoiceField(
        label="Who deals with it",
        choices=[(row.code, row.name.en) for row in REFERRALS.values()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who deals with it"},
    )
    reason = _reason()


class TakeOverForm(forms.Form):
    """Why a report is taken from the person who has it."""

    reason = Words(
        label="Why do you take it over?",
        help_text="They are told this.",
        max_length=300,
        error_messages={"required": "Say why you take it over"},
    )


class AssignForm(forms.Form):
    """To whom of the desk a report is given."""

    def __init__(self, people: QuerySet[User], data: Any = None) -> None:
        super().__init__(data)
        self.fields["to"] = forms.ModelChoiceField(
            people, label="Who takes it", error_messages={"required": "Choose who takes it"}
        )


class TellForm(forms.Form):
    """Which letter, by which way, with which words of one's own; and how a call went."""

    def __init__(
        self, letters: list[Letter], ways: list[Way], initial: dict[str, Any], data: Any = None
    ) -> None:
        first = {"letter": letters[0].code if letters else "", "way": ways[0].code}
        super().__init__(data, initial=first | initial)
        self.fields["letter"] = forms.ChoiceField(
            label="Letter",
            choices=[(row.code, row.title) for row in letters],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose the letter"},
        )
        self.fields["way"] = forms.ChoiceField(
            label="Way",
            help_text="Only the ways that the reporter chose as safe.",
            choices=[(way.code, _way_words(way)) for way in ways],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose the way"},
        )
        self.fields["words"] = _text_area(
            "Your own words (optional)",
            max_length=2000,
            required=False,
            help_text="They stand inside the letter. Write to the person, in plain words.",
        )
        self.fields["result"] = forms.ChoiceField(
            label="How did the call go?",
            choices=list(RESULTS.items()),
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields["note"] = Words(label="Note (optional)", max_length=2000, required=False)
        self.fields["key"] = forms.UUIDField(widget=forms.HiddenInput)


def _way_words(way: Way) -> str:
    return f"{way.words}: {way.address}" if way.address else way.words


class AskForm(forms.Form):
    """A question from the table or in one's own words, and the day by which an answer helps."""

    template = forms.ChoiceField(
        label="Question",
        choices=[("", "My own words"), *((r.code, r.title) for r in QUESTION_TEXTS.values())],
        widget=forms.RadioSelect,
        required=False,
    )
    own = _text_area("My own words", max_length=2000, required=False)
    respond_by = GovukDateField(label="Answer by")

    def __init__(self, initial: dict[str, Any], data: Any = None) -> None:
        super().__init__(data, initial={"template": ""} | initial)


class CallForm(forms.Form):
    """How a call to the reporter went, and what they answered."""

    result = forms.ChoiceField(
        label="How did the call go?",
        choices=list(CALL_RESULTS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Say how the call went"},
    )
    answer = _text_area("What they answered (optional)", max_length=20_000, required=False)


class SaveSearchForm(forms.Form):
    """A name for the filters, and how often to look."""

    name = Words(label="Name", max_length=80, error_messages={"required": "Give the search a name"})
    every_minutes = forms.TypedChoiceField(
        label="How often do we look?",
        choices=[(str(minutes), words) for minutes, words in PERIODS.items()],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often"},
    )


class HandOverForm(forms.Form):
    """How a file was handed over to another force."""

    how = Words(
        label="How did you hand it over?",
        help_text="For example: secure email to their force control room, message 4411.",
        max_length=200,
        error_messages={"required": "Say how it was handed over"},
    )


class SignOffForm(forms.Form):
    """Whether somebody with authority agrees that a report is not recorded, and why not."""

    answer = forms.ChoiceField(
        label="Your answer",
        choices=(
            ("agree", "I agree: it is not recorded"),
            ("refuse", "I do not agree: it is to be recorded"),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose your answer"},
    )
    note = _text_area("Why (needed when you do not agree)", max_length=4000, required=False)
