"""The boxes that forms of the desk are made of, each with a sentence for when it is left empty."""

from collections.abc import Iterable
from typing import Any

from django import forms

from casefile.formfields import GovukDateField, GovukDateTimeField
from casefile.models import Case, Person, User

Choices = Iterable[tuple[str, str]]
ME = "me"
ASKING = frozenset(["how", "the", "what", "when", "where", "which", "who", "whose", "why"])


def _asked(label: str) -> str:
    """Return a label as it stands in a sentence: 'the place', 'why it matters', 'the CPS area'."""
    words = label if label[:2].isupper() else label[0].lower() + label[1:]
    return words if words.split()[0] in ASKING else f"the {words}"


def _missing(label: str, sentence: str) -> dict[str, str]:
    return {"required": sentence or f"Enter {_asked(label)}"}


def line(
    label: str, *, limit: int = 200, required: bool = True, hint: str = "", missing: str = ""
) -> forms.CharField:
    """Return a box for one line of text."""
    shown = label if required else f"{label} (optional)"
    return forms.CharField(
        label=shown,
        max_length=limit,
        required=required,
        help_text=hint,
        error_messages=_missing(label, missing),
    )


def words(
    label: str, *, required: bool = True, hint: str = "", missing: str = ""
) -> forms.CharField:
    """Return a box for many lines of text."""
    return forms.CharField(
        label=label if required else f"{label} (optional)",
        required=required,
        help_text=hint,
        widget=forms.Textarea,
        error_messages=_missing(label, missing),
    )


def choice(
    label: str, choices: Choices = (), *, required: bool = True, hint: str = "", many: bool = False
) -> Any:
    """Return radio buttons; check boxes where many may be chosen."""
    kind = forms.MultipleChoiceField if many else forms.ChoiceField
    return kind(
        label=label if required else f"{label} (optional)",
        choices=list(choices),
        required=required,
        help_text=hint,
        widget=forms.CheckboxSelectMultiple() if many else forms.RadioSelect(),
        error_messages={
            "required": "Choose an answer" if label.endswith("?") else f"Choose {_asked(label)}",
            "invalid_choice": "Choose from the list",
        },
    )


def pick(label: str, choices: Choices = (), *, required: bool = True, hint: str = "") -> Any:
    """Return a list to choose one from, for long lists."""
    return forms.ChoiceField(
        label=label if required else f"{label} (optional)",
        choices=list(choices),
        required=required,
        help_text=hint,
        error_messages={
            "required": f"Choose {_asked(label)}",
            "invalid_choice": "Choose from the list",
        },
    )


def tick(label: str, *, required: bool = False, hint: str = "", missing: str = "") -> Any:
    """Return one check box."""
    return forms.BooleanField(
        label=label,
        required=required,
        help_text=hint,
        error_messages={"required": missing or f"Tick to confirm: {label}"},
    )


def yes_no(label: str, *, hint: str = "") -> Any:
    """Return a question answered yes or no; the clean value is 'yes' or 'no'."""
    return choice(label, (("yes", "Yes"), ("no", "No")), hint=hint)


def day(label: str, *, required: bool = True, hint: str = "") -> GovukDateField:
    """Return a date typed in three parts."""
    shown = label if required else f"{label} (optional)"
    errors = {"required": f"Enter {_asked(label)}"}
    return GovukDateField(label=shown, required=required, help_text=hint, error_messages=errors)


def moment(label: str, *, required: bool = True, hint: str = "") -> GovukDateTimeField:
    """Return a date and a time on the clock."""
    shown = label if required else f"{label} (optional)"
    when = _asked(label)
    errors = {
        "required": f"Enter {when}"
        if when.startswith("when")
        else f"Enter the date and time: {label}"
    }
    return GovukDateTimeField(label=shown, required=required, help_text=hint, error_messages=errors)


class CaseForm(forms.Form):
    """A form about a case; `prepare` fills the lists that depend on it."""

    def __init__(self, *args: Any, case: Case, user: User, about: Any = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.case, self.user, self.about = case, user, about
        self.prepare()

    def prepare(self) -> None:
        """Fill lists of choices from the case."""

    def choose(self, field: str, choices: Choices) -> None:
        """Set the choices of one field."""
        self.fields[field].choices = list(choices)  # type: ignore[attr-defined]


def people_of(case: Case, user: User) -> list[tuple[str, str]]:
    """Return the people of a case to choose from, the signed-in officer first."""
    rows = case.people.order_by("family_name", "given_names")
    others = [(str(row.pk), row.name) for row in rows if row.user_id != user.pk]
    return [(ME, f"Me, {user.signature_name}"), *others]


def person_of(case: Case, value: str) -> Person | None:
    """Return the chosen person of the case; None for the signed-in officer."""
    return None if value == ME else case.people.get(pk=value)
