"""What people type on these pages."""

from typing import Any

from django import forms

from casefile.formfields import GovukDateField
from casefile.models import User
from casefile.rules.retention import HOLDS
from casefile.services.users import roles_for


class SignInForm(forms.Form):
    """User name and password. The name is kept for a second try, the password never."""

    username = forms.CharField(
        label="User name",
        max_length=80,
        error_messages={"required": "Enter your user name"},
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label="Password",
        max_length=256,
        strip=False,
        error_messages={"required": "Enter your password"},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    """The one-time code."""

    code = forms.CharField(
        label="One-time code",
        help_text="The 6 digits that your authenticator shows now.",
        max_length=12,
        error_messages={
            "required": "Enter the code from your authenticator",
            "max_length": "Enter the 6 digits of the code and nothing else",
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
    )


class LogFilterForm(forms.Form):
    """Which part of the access log to show; nothing asked shows all of it."""

    case = forms.CharField(
        label="Case reference (optional)",
        help_text="A URN or a crime reference",
        max_length=40,
        required=False,
    )
    user = forms.CharField(
        label="User (optional)",
        help_text="A user name, a collar number, or part of a name",
        max_length=80,
        required=False,
    )


class PeriodForm(forms.Form):
    """The days, both included, for which somebody asks how the system worked."""

    first = GovukDateField(label="First day", error_messages={"required": "Enter the first day"})
    last = GovukDateField(label="Last day", error_messages={"required": "Enter the last day"})

    def clean(self) -> dict[str, Any]:
        """Hold the two days against each other."""
        given = super().clean() or {}
        if given.get("first") and given.get("last") and given["first"] > given["last"]:
            self.add_error("last", "The last day must be the first day or after it")
        return given


class UserFilterForm(forms.Form):
    """Part of a name to look for."""

    name = forms.CharField(label="Name, user name or number", max_length=80, required=False)


class RoleForm(forms.Form):
    """A role that this user can hold and does not hold yet."""

    role = forms.ChoiceField(
        label="Role",
        widget=forms.Select,
        error_messages={
            "required": "Choose a role",
            "invalid_choice": "Choose a role from the list",
        },
    )

    def __init__(self, *given: Any, user: User, **options: Any) -> None:
        super().__init__(*given, **options)
        held = set(user.role_rows.filter(revoked_at=None).values_list("role", flat=True))
        free = [(role, words) for role, words in roles_for(user).items() if role not in held]
        self.fields["role"].choices = [("", "Choose"), *free]  # type: ignore[attr-defined]


class ReviewForm(forms.Form):
    """A supervisor's view of emergency access."""

    was_justified = forms.TypedChoiceField(
        label="Was this access justified?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say whether this access was justified",
            "invalid_choice": "Say whether this access was justified",
        },
    )
    note = forms.CharField(
        label="Why",
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": "Say why you think so"},
    )


class LiftForm(forms.Form):
    """Why somebody may see a case or report again that they were kept from."""

    reason = forms.CharField(
        label="Why may they see it again?",
        help_text="For example: another person of the same name.",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": "Say why they may see it again"},
    )


class HoldForm(forms.Form):
    """Why the files of a case are kept whatever the rules say."""

    kind = forms.ChoiceField(
        label="What are they needed for?",
        choices=list(HOLDS.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what they are needed for",
            "invalid_choice": "Choose what they are needed for",
        },
    )
    reason = forms.CharField(
        label="Reason and reference",
        help_text="For example the number of the appeal or claim. Name no one.",
        max_length=400,
        error_messages={"required": "Give the reason"},
    )


class ProposalForm(forms.Form):
    """Why the files of a case are not needed any more."""

    reason = forms.CharField(
        label="Why are these files not needed any more?",
        max_length=400,
        widget=forms.Textarea,
        error_messages={"required": "Say why these files are not needed any more"},
    )


class ReasonForm(forms.Form):
    """The reason for a step that keeps or releases files."""

    reason = forms.CharField(
        label="Reason", max_length=400, error_messages={"required": "Give the reason"}
    )


class DecisionForm(forms.Form):
    """Whether a second person agrees that a hold goes."""

    agrees = forms.TypedChoiceField(
        label="Do you agree that this hold is removed?",
        choices=[("yes", "Yes, remove it"), ("no", "No, keep it")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say whether you agree",
            "invalid_choice": "Say whether you agree",
        },
    )
