"""What people type on these pages."""

from typing import Any

from django import forms

from casefile.models import User
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
