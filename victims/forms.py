"""Forms of the tracker and of the officer's page for it."""

from typing import Any

from django import forms

from casefile.formfields import DrawnField, PagesShownField, StrokesField
from casefile.models import StatementVersion
from casefile.services import signing
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


class OpenForm(forms.Form):
    """The code of a link for signing, and the secret that the officer said aloud."""

    code = forms.CharField(
        label=PAGE_WORDS["sign_code"].en,
        max_length=100,
        error_messages={"required": "Enter the code of the link."},
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    secret = forms.CharField(
        label=PAGE_WORDS["sign_secret"].en,
        help_text=PAGE_WORDS["sign_secret_hint"].en,
        max_length=40,
        error_messages={"required": "Enter the secret that the officer told you."},
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


class SignForm(forms.Form):
    """The act of signing far away: the pages shown, the declaration, a name typed or drawn."""

    pages_shown = PagesShownField()
    declaration_accepted = forms.BooleanField(
        label=PAGE_WORDS["sign_accept"].en,
        error_messages={"required": "Tick the box if you agree, or close this page."},
    )
    method = forms.ChoiceField(
        label=PAGE_WORDS["sign_how"].en,
        choices=[("typed", "Type my name"), ("drawn", "Draw my signature")],
        widget=forms.RadioSelect,
        initial="typed",
        error_messages={"required": "Choose how you sign."},
    )
    typed_name = forms.CharField(label=PAGE_WORDS["sign_name"].en, max_length=120, required=False)
    image = DrawnField()
    strokes = StrokesField()
    screen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, data: Any = None, *, version: StatementVersion) -> None:
        super().__init__(data, initial={"pages_shown": version.page_images})
        self.version = version
        shown: Any = self.fields["pages_shown"]
        shown.choices = [(digest, digest) for digest in version.page_images]

    def act(self, device: str) -> signing.Act:
        """Return what happened, for the service."""
        given = self.cleaned_data
        drawn = signing.Hand("", given["image"], given["strokes"])
        return signing.Act(
            signer=self.version.statement.witness,
            hand=drawn if given["method"] == "drawn" else signing.Hand(given["typed_name"]),
            declaration_accepted=given["declaration_accepted"],
            pages_shown=given["pages_shown"],
            circumstances=signing.Circumstances(
                "On their own device, by a link", device, given["screen"]
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
