"""Confirming an email address with the code that was sent there, from the receipt page."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from casefile import clock
from casefile.services import Refused
from intake import confirming
from intake.forms import Words
from intake.models import CrimeReport
from intake.views.public import attempt, draft_of, public_page, show
from intake.words import Say, say_for_reader


class CodeForm(forms.Form):
    """The code from the email."""

    def __init__(self, say: Say, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["code"] = Words(
            label=say["confirm_label"],
            max_length=20,
            error_messages={"required": say["confirm_missing_email"]},
            widget=forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "one-time-code"},
            ),
        )


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_email(request: HttpRequest) -> HttpResponseBase:
    """Take the code, or send a new one, for the browser that sent the report."""
    draft = draft_of(request)
    report = CrimeReport.objects.filter(pk=draft.pk).first() if draft else None
    check = confirming.check_of(report) if report else None
    if report is None or check is None or check.confirmed_at:
        return redirect("intake:receipt")
    is_again, is_sent = "again" in request.POST, request.method == "POST"
    form = CodeForm(say_for_reader(), request.POST if is_sent and not is_again else None)
    was_sent = is_again and _send_again(report)
    if form.is_valid() and attempt(form, lambda: _confirm(report, form)):
        return redirect("intake:receipt")
    context = {"form": form, "code_form": form, **context_of(report), "was_sent": was_sent}
    return show(request, "confirm.html", context, status=400 if form.is_bound else 200)


def _send_again(report: CrimeReport) -> bool:
    """Send a new code; where no more may be sent, the page has no button for it any more."""
    try:
        confirming.send_again(report=report, at=clock.now())
    except Refused:
        return False
    return True


def _confirm(report: CrimeReport, form: forms.Form) -> bool:
    confirming.confirm(report=report, typed=form.cleaned_data["code"], at=clock.now())
    return True


def context_of(report: CrimeReport) -> dict[str, Any]:
    """Return what the receipt page shows of the check, if there is one."""
    check = confirming.check_of(report)
    return {
        "email_check": check,
        "may_send_again": check is not None and check.times_sent < confirming.MOST_SENT,
    }
