"""Forms of staff who take a report down. What they ask of the person is in the question tables."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from casefile.formfields import GovukDateTimeField
from intake import taking
from intake.channels import ASSISTED, CHANNELS
from intake.forms import Words
from intake.questions import FORMS
from intake.taking import ReadBack, Taking
from intake.triage import Step


def _choose(label: str, choices: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": f"Choose an answer: {label}"},
    )


class StartForm(forms.Form):
    """How they reached us, and which form fits."""

    channel = _choose(
        "How did they reach us?",
        [(code, row.words) for code, row in CHANNELS.items() if code in ASSISTED],
    )
    form = _choose("What happened?", [(code, form.title.en) for code, form in FORMS.items()])


class BeforeForm(forms.Form):
    """The questions before the form: danger, and what others deal with."""

    def __init__(self, steps: Sequence[Step], before: dict[str, str], data: Any = None) -> None:
        super().__init__(data, initial=before)
        for step in steps:
            choices = [(route.value, route.text.en) for route in step.routes]
            self.fields[step.key] = _choose(step.text.en, choices)


class WhoForm(forms.Form):
    """Who was asked, in which language, and when they first told us."""

    first_contact_at = GovukDateTimeField(
        label="When did they first tell us?",
        help_text="Leave this as it is if it is now. If they rang or wrote before, give that "
        "moment: the 24 hours in which a crime is recorded run from it.",
    )
    name = Words(
        label="Whom did you ask?",
        help_text="Their name, or why you have none. It need not be the victim.",
        max_length=200,
        error_messages={"required": "Write whom you asked, or why you have no name"},
    )
    relation = _choose("Who is that?", list(taking.RELATIONS.items()))
    language = _choose("Which language did you speak?", list(taking.LANGUAGES.items()))
    which_language = Words(label="If another: which language?", required=False, max_length=40)
    interpreter = _choose("Did anybody interpret?", list(taking.INTERPRETERS.items()))

    def __init__(self, kept: Taking, at: datetime, data: Any = None) -> None:
        names = ("name", "relation", "language", "which_language", "interpreter")
        initial = {name: getattr(kept, name) for name in names}
        initial["language"] = initial["language"] or "en"
        initial["interpreter"] = initial["interpreter"] or "none"
        super().__init__(data, initial={**initial, "first_contact_at": kept.first_contact_at or at})


class ReadBackForm(forms.Form):
    """Whether the answers were read back and agreed, or why they were not."""

    agreed = _choose(
        "Did you read the answers back?",
        [("yes", "Yes, and they agreed that they are right"), ("no", "No")],
    )
    name = Words(label="Who agreed?", required=False, max_length=200)
    agreed_at = GovukDateTimeField(label="When?", required=False)
    reason = Words(
        label="If not: why?",
        help_text="For example: they had to leave, were too unwell, or it was not safe to stay.",
        required=False,
        max_length=1000,
        widget=forms.Textarea,
    )

    def __init__(self, kept: Taking, at: datetime, data: Any = None) -> None:
        super().__init__(data, initial={"name": kept.name, "agreed_at": at})

    def read_back(self) -> ReadBack:
        """Return what was said, as the service takes it."""
        given = self.cleaned_data
        return ReadBack(
            is_agreed=given["agreed"] == "yes",
            name=given["name"],
            at=given["agreed_at"],
            reason=given["reason"],
        )
