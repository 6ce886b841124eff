"""What people type on these pages."""

from django import forms


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
