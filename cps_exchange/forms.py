"""What a prosecutor types: triage, action plan and decisions. Forms check; services decide."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import ErrorDict

from casefile.formfields import GovukDateField
from casefile.models import Charge, Suspect
from casefile.rules.charging_outcomes import ADVICE
from casefile.rules.completeness import TRIAGE_REASONS
from casefile.services.decisions import MAX_DETAIL, Decided
from cps_exchange.serializers import CODE_TESTS, ITEM_KINDS, PRIORITIES

EACH_CHARGE = "each_charge"
ABOUT_SUSPECT = [(row.code, row.title) for row in ADVICE.values() if row.about == "suspect"]
ABOUT_OFFENCE = [(row.code, row.title) for row in ADVICE.values() if row.about == "offence"]
MAX_ITEMS = 20


class TriageForm(forms.Form):
    """Accept, or reject with reasons, a word on each, and a day to respond by."""

    outcome = forms.ChoiceField(
        label="Can this file go to a prosecutor?",
        choices=[("accept", "Yes, accept it"), ("reject", "No, reject it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to accept or reject the file"},
    )
    reasons = forms.MultipleChoiceField(
        label="Why the file is rejected",
        help_text="Only if you reject it. Choose all that apply.",
        choices=[(code, f"{code} {title}") for code, title in TRIAGE_REASONS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    respond_by = GovukDateField(
        label="Day to respond by", help_text="Only if you reject it.", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, title in TRIAGE_REASONS.items():
            self.fields[f"detail_{code}"] = forms.CharField(
                label=f"{code} {title}: detail (optional)",
                max_length=MAX_DETAIL,
                required=False,
                widget=forms.Textarea,
                error_messages={"max_length": f"Use at most {MAX_DETAIL} characters for {code}"},
            )

    def clean(self) -> dict[str, Any]:
        """Refuse detail without its reason: it would be lost."""
        values = super().clean() or {}
        for code in TRIAGE_REASONS:
            if values.get(f"detail_{code}") and code not in values.get("reasons", []):
                self.add_error("reasons", f"Choose {code} too, or take out what you wrote for it")
        if values.get("outcome") == "accept" and values.get("reasons"):
            self.add_error("outcome", "Reject the file, or take out the reasons")
        return values

    def details(self) -> Iterable[forms.BoundField]:
        """Yield the field for a word on each reason."""
        return (self[f"detail_{code}"] for code in TRIAGE_REASONS)

    def values(self) -> dict[str, Any]:
        """Return the arguments of the triage service."""
        is_accepted = self.cleaned_data["outcome"] == "accept"
        reasons = [
            {"code": code, "detail": self.cleaned_data[f"detail_{code}"]}
            for code in self.cleaned_data["reasons"]
        ]
        respond_by = None if is_accepted else self.cleaned_data["respond_by"]
        return {"is_accepted": is_accepted, "reasons": reasons, "respond_by": respond_by}


class ItemForm(forms.Form):
    """One thing that is needed."""

    kind = forms.ChoiceField(label="Kind", choices=list(ITEM_KINDS.items()), initial="statement")
    text = forms.CharField(
        label="What is needed",
        widget=forms.Textarea,
        max_length=10_000,
        error_messages={"required": "Say what is needed"},
    )
    reason = forms.CharField(
        label="Why it matters to the decision",
        widget=forms.Textarea,
        max_length=10_000,
        error_messages={"required": "Say why it matters"},
    )
    due_on = GovukDateField(label="Needed by", error_messages={"required": "Enter the day"})
    priority = forms.ChoiceField(
        label="Priority",
        choices=list(PRIORITIES.items()),
        initial="normal",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def forget_errors(self) -> None:
        """Show what was typed without a word on it: the person only asked for another item."""
        self._errors = ErrorDict()

    def clean_due_on(self) -> date:
        """Refuse a day that is past."""
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError("Choose a day that is still to come", "past")
        return due_on


class BaseItems(forms.BaseFormSet):  # type: ignore[type-arg]  # Django's has no parameter
    """The items of one plan; one left wholly empty is passed over, the first is not."""

    def values(self) -> list[dict[str, Any]]:
        """Return the items as the service takes them."""
        return [form.cleaned_data for form in self if form.has_changed()]


Items = forms.formset_factory(
    ItemForm,
    formset=BaseItems,
    extra=0,
    min_num=1,
    max_num=MAX_ITEMS,
    absolute_max=MAX_ITEMS,
    validate_max=True,
)


class SuspectForm(forms.Form):
    """The decision about one suspect, and about each charge proposed against them."""

    outcome = forms.ChoiceField(
        label="Decision",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a decision"},
    )
    reason = forms.CharField(
        label="Reason for a decision about this person",
        help_text="Not needed when you decide each charge.",
        widget=forms.Textarea,
        required=False,
    )
    code_test = forms.ChoiceField(
        label="Test applied", choices=list(CODE_TESTS.items()), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, suspect: Suspect, charges: list[Charge], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suspect, self.charges = suspect, charges
        self.fields["outcome"].label = f"Decision about {suspect}"
        outcome: Any = self.fields["outcome"]
        each = [(EACH_CHARGE, "Decide each charge")] if charges else []
        outcome.choices = each + ABOUT_SUSPECT
        for charge in charges:
            self._add_charge(charge)

    def _add_charge(self, charge: Charge) -> None:
        self.fields[f"decision_{charge.number}"] = forms.ChoiceField(
            label="Decision", choices=[("", "Choose"), *ABOUT_OFFENCE], required=False
        )
        self.fields[f"particulars_{charge.number}"] = forms.CharField(
            label="Wording of the charge",
            widget=forms.Textarea,
            required=False,
            initial=charge.particulars,
        )
        self.fields[f"reason_{charge.number}"] = forms.CharField(
            label="Reason", widget=forms.Textarea, required=False
        )

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen way of deciding needs."""
        values = super().clean() or {}
        if values.get("outcome") != EACH_CHARGE:
            if values.get("outcome") and not values.get("reason"):
                self.add_error("reason", f"Give the reason for the decision about {self.suspect}")
            return values
        for charge in self.charges:
            number = charge.number
            if not values.get(f"decision_{number}"):
                self.add_error(f"decision_{number}", f"Decide charge {number}")
            if not values.get(f"reason_{number}"):
                self.add_error(f"reason_{number}", f"Give the reason for charge {number}")
        return values

    def charge_rows(self) -> list[dict[str, Any]]:
        """Return each charge with its three fields."""
        names = ("decision", "particulars", "reason")
        return [
            {"charge": charge, **{name: self[f"{name}_{charge.number}"] for name in names}}
            for charge in self.charges
        ]

    def decided(self) -> list[Decided]:
        """Return the decisions as the service takes them."""
        values = self.cleaned_data
        key, test = self.suspect.pk, values["code_test"]
        if values["outcome"] != EACH_CHARGE:
            return [Decided(key, values["outcome"], values["reason"], code_test=test)]
        return [
            Decided(
                key,
                values[f"decision_{charge.number}"],
                values[f"reason_{charge.number}"],
                charge.pk,
                values[f"particulars_{charge.number}"],
                test,
            )
            for charge in self.charges
        ]
