"""The form edge: a refusal becomes errors beside fields, and text with NUL never passes."""

from collections.abc import Callable
from typing import TypeVar

from django import forms

from casefile.services import Refused

Done = TypeVar("Done")


def attempt(form: forms.Form, act: Callable[[], Done]) -> Done | None:
    """Run a service call; a refusal is put on the form, beside its field where it names one."""
    try:
        return act()
    except Refused as refusal:
        for reason in refusal.reasons:
            field = reason.field if reason.field in form.fields else None
            form.add_error(field, reason.message)
        return None
