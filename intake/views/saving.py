"""Saving an unfinished report and opening it again, also on another device."""

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from casefile import clock
from casefile.services import slow_down
from intake import returning
from intake.forms import Words
from intake.models import Draft
from intake.questions import FORMS
from intake.views.public import COOKIE, attempt, keep_cookie, public_page, show, wait, with_draft
from intake.words import Say, say_for_reader


class SaveForm(forms.Form):
    """The second secret."""

    def __init__(self, say: Say, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["secret"] = Words(
            label=say["secret"],
            help_text=say["secret_hint"],
            max_length=200,
            error_messages={"required": say["secret_missing"]},
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        )


class ReturnForm(SaveForm):
    """The code and the second secret."""

    def __init__(self, say: Say, data: object = None) -> None:
        super().__init__(say, data)
        code = Words(
            label=say["return_code"],
            max_length=100,
            error_messages={"required": say["code_missing"]},
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        )
        self.fields = {"code": code, **self.fields}
        self.fields["secret"].label, self.fields["secret"].help_text = say["your_secret"], ""


@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Ask for a second secret, then show the code once and the moment until which it is kept."""
    is_sent = request.method == "POST"
    form = SaveForm(say_for_reader(), request.POST if is_sent else None)
    context: dict[str, object] = {
        "form": form,
        "is_sensitive": FORMS[draft.form].is_sensitive,
        "back_href": reverse("intake:check"),  # which leads to the first page that is open
    }
    if is_sent and form.is_valid():
        secret, at = form.cleaned_data["secret"], clock.real()
        code = attempt(form, lambda: returning.save(draft=draft, secret=secret, at=at))
        if code:
            kept = {"code": code, "expires_at": draft.expires_at}
            return keep_cookie(show(request, "saved.html", kept), draft, request.COOKIES[COOKIE])
    return show(request, "save.html", context, status=400 if is_sent else 200)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponseBase:
    """Open a saved report with its code and secret; it goes on where it was left."""
    is_sent = request.method == "POST"
    form = ReturnForm(say_for_reader(), request.POST if is_sent else None)
    if is_sent and form.is_valid():
        address, at = request.META.get("REMOTE_ADDR", ""), clock.real()
        given = form.cleaned_data
        try:
            found = attempt(
                form,
                lambda: returning.resume(address=address, at=at, **given),
                besides=(slow_down.TooSoon,),
            )
        except slow_down.TooSoon as refusal:
            return wait(request, "return.html", {"form": form}, refusal.seconds)
        if found:
            return keep_cookie(redirect("intake:check"), *found)
    return show(request, "return.html", {"form": form}, status=400 if is_sent else 200)
