"""Forms of the tracker and of the officer's page for it."""

from django import forms

from victims.page_words import PAGE_WORDS


class CodeForm(forms.Form):
    """The second proof. Anything may be typed: what is wrong is never said."""

    code = forms.CharField(
        label=PAGE_WORDS["code"].en,
        help_text=PAGE_WORDS["code_hint"].en,
        max_length=40,
        error_messages={"required": "Enter your code."},
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class SwitchForm(forms.Form):
    """On or off, and why."""

    allowed = forms.ChoiceField(
        label="May this victim use the tracker?",
        choices=[("yes", "Yes: we talked about who can see their phone and email"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no."},
    )
    reason = forms.CharField(label="Why", max_length=400, error_messages={"required": "Say why."})


class ToldForm(forms.Form):
    """How a victim was told, or that a referral was made."""

    how = forms.CharField(
        label="How it was done",
        help_text="For example: phoned on the agreed number, referral sent to the support service",
        max_length=200,
        error_messages={"required": "Say how it was done."},
    )
