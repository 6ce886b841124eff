"""Forms of the crime desk about risk, flags, matches and interests."""

from typing import Any

from django import forms

from casefile.formfields import GovukDateField
from intake import linking, risk_tools, vulnerability
from intake.forms import Words

SEARCHED = ("phone", "email", "address", "number")


def text_area(label: str, *, missing: str, hint: str = "", **options: Any) -> Words:
    """Return a box for a few lines; `missing` is said when a required one is blank."""
    return Words(
        label=label,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        error_messages={"required": missing},
        **options,
    )


class InterestForm(forms.Form):
    """How an assessor knows somebody in a report; the words go to whoever supervises alone."""

    reason = text_area(
        "How do you know somebody in this?",
        hint="A few words are enough. You need not name the person.",
        missing="Say how you know somebody in this",
    )


class LinkForm(forms.Form):
    """What a person says of two reports."""

    state = forms.ChoiceField(
        label="What are these two reports to each other?",
        choices=list(linking.STATES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Say what the two reports are to each other"},
    )
    reason = text_area("Why (optional)", missing="", required=False)


class SearchForm(forms.Form):
    """Whom or what to look for in the reports and cases of the force, and why."""

    given_names = Words(label="Given name", max_length=120, required=False)
    family_name = Words(
        label="Family name",
        max_length=120,
        required=False,
        help_text="Names that sound the same are found too. Give both names.",
    )
    born_on = GovukDateField(label="Date of birth (optional)", required=False)
    phone = Words(label="Phone number", max_length=40, required=False)
    email = Words(label="Email address", max_length=254, required=False)
    address = Words(label="Address or postcode", max_length=400, required=False)
    number = Words(label="Registration, IMEI or serial number", max_length=60, required=False)
    reason = text_area("Why do you search?", missing="Say why you search: it is on the record")

    def clean(self) -> dict[str, Any]:
        """Refuse a search for nothing.

        Raises:
            ValidationError: nothing that could be found was given.
        """
        given = super().clean() or {}
        has_name = given.get("given_names") and given.get("family_name")
        if not has_name and not any(given.get(key) for key in SEARCHED):
            message = "Give both names, or a number, address or email address"
            raise forms.ValidationError(message, "nothing")
        return given


class AssessForm(forms.Form):
    """The prompts of a tool, the grade and the rationale: none of it filled in by the report."""

    def __init__(self, tool: risk_tools.Tool, data: Any = None) -> None:
        super().__init__(data)
        self.tool = tool
        for item in tool.items:
            name = item.title if tool.has_words else f"{item.title} {item.words}".strip()
            self.fields[f"answer_{item.code}"] = _radios(name, tool.answers, f"Answer: {name}")
            if tool.has_words:
                self.fields[f"words_{item.code}"] = text_area(
                    f"Why this level of {name.lower()}?", missing="", required=False
                )
        self.fields["grade"] = _radios("Your grade", tool.grades, "Choose the grade")
        self.fields["rationale"] = text_area(
            "Why you judge it so", missing="Write why you judge it so"
        )

    def given(self) -> dict[str, Any]:
        """Return what was answered, as `assessing.assess` takes it."""
        cleaned = self.cleaned_data
        return {
            "answers": {
                item.code: {
                    "answer": cleaned[f"answer_{item.code}"],
                    "words": cleaned.get(f"words_{item.code}", ""),
                }
                for item in self.tool.items
            },
            "grade": cleaned["grade"],
            "rationale": cleaned["rationale"],
        }


def _radios(label: str, choices: dict[str, str], missing: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=list(choices.items()),
        widget=forms.RadioSelect,
        error_messages={"required": missing},
    )


class ReviewForm(forms.Form):
    """Another person's grade of the same risk."""

    reason = text_area("Why you judge it so", missing="Write why you judge it so")

    def __init__(self, tool: risk_tools.Tool, data: Any = None) -> None:
        super().__init__(data)
        self.fields["grade"] = _radios("Your grade", tool.grades, "Choose the grade")
        self.order_fields(["grade", "reason"])


class PriorityForm(forms.Form):
    """Why the priority should be another."""

    reason = text_area("Why", missing="Say why the priority should be another")


class FlagForm(forms.Form):
    """Which flag, where it is known from, and who may see it."""

    code = forms.ChoiceField(
        label="Flag",
        choices=[("", "Choose"), *((code, row.words) for code, row in vulnerability.FLAGS.items())],
        error_messages={"required": "Choose the flag"},
    )
    told_by = text_area(
        "Where is it known from?",
        hint="For example: the report, the person on the phone, a neighbour.",
        missing="Say where it is known from",
    )
    visible_to = _radios(
        "Who may see it?",
        {code: words for code, (words, _) in vulnerability.VISIBLE_TO.items()},
        "Choose who may see it",
    )


class EndFlagForm(forms.Form):
    """Why a flag is ended."""

    reason = text_area("Why", missing="Say why the flag is ended")
