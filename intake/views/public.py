"""What the pages of the public share: who may open them, their language, their cookie."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from casefile import clock, gates
from casefile.services import Refused
from casefile.uploads.owners import Owner
from intake import draft_files, drafts
from intake.models import CrimeReport, Draft
from intake.questions import FORMS
from intake.words import WORDS, say_for_reader

COOKIE = "__Host-report" if settings.HTTPS else "report"
# The cookie outlives its form a little, so that the page can say that its time is over.
COOKIE_OUTLIVES = timedelta(days=2)
# Set by our script, which goes to the next page itself once it knows that this one was kept.
KEEPS, NEXT = "X-Keep", "X-Next"
NOT_TYPED = {"csrfmiddlewaretoken", "version", "action", "work"}
_FORM_OVERHEAD_BYTES = 1 << 20
DraftView = Callable[..., HttpResponseBase]
Done = TypeVar("Done")


def public_page(view: DraftView) -> DraftView:
    """Open a page to anybody, in English or Welsh."""
    in_either = gates.bilingual(view)

    @gates.public
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = in_either(request, *args, **kwargs)
        return _for_script(request, answer)

    return opened


def _for_script(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """Tell our script where to go next; it cannot see that from a redirect."""
    if KEEPS in request.headers and answer.status_code == 302:
        answer.status_code = 204
        answer.headers[NEXT] = answer.headers["Location"]
        for name in ("Location", "Content-Type"):
            del answer.headers[name]
    return answer


def with_draft(view: DraftView) -> DraftView:
    """Open a page to the browser that holds an unfinished report; others begin at the start."""

    @public_page
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        draft = draft_of(request)
        if draft is None:
            return gone(request) if request.COOKIES.get(COOKIE) else redirect("intake:start")
        if CrimeReport.objects.filter(pk=draft.pk).exists():
            return redirect("intake:receipt")
        return view(request, draft, *args, **kwargs)

    return opened


def within_form_limit(view: DraftView) -> DraftView:
    """Refuse a form that is too large to be sent at once, before a byte of it is read.

    The check against forged requests reads the whole form, so it comes after this one.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > draft_files.MAX_FORM_BYTES + _FORM_OVERHEAD_BYTES:
            return show(request, "too_large.html", {"back_href": request.path}, status=413)
        return protected(request, *args, **kwargs)

    return limited


def draft_of(request: HttpRequest) -> Draft | None:
    """Return the unfinished or sent report of this browser, or None."""
    token = request.COOKIES.get(COOKIE, "")
    return drafts.of_token(token, at=clock.real()) if token else None


def owner_of_uploads(request: HttpRequest) -> Owner | None:
    """Return the unfinished report of this browser as the owner of what it uploads."""
    draft = draft_of(request)
    if draft is None or not draft_files.are_taken(is_demonstration=settings.DEMO):
        return None
    return draft_files.owner_of(draft)


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Return a page of the form in the reader's language."""
    say = say_for_reader()
    return render(request, f"intake/{template}", {"say": say, **context}, status=status)


def wait(
    request: HttpRequest, template: str, context: Mapping[str, Any], seconds: int
) -> HttpResponse:
    """Show a page again with its `form` saying how long to wait; what was written stays."""
    context["form"].add_error(None, say_for_reader().wait(seconds))
    response = show(request, template, context, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def gone(request: HttpRequest) -> HttpResponse:
    """Say that the form of this browser is not kept any more, with what was just typed, if any."""
    typed = [
        value
        for name, values in request.POST.lists()
        if name not in NOT_TYPED
        for value in values
        if value.strip()
    ]
    response = show(request, "gone.html", {"typed": typed}, status=410)
    response.delete_cookie(COOKIE)
    return response


def keep_cookie(response: HttpResponse, draft: Draft, token: str) -> HttpResponse:
    """Give the browser the secret of its report, which no script can read.

    It lasts as long as the report is kept; on a sensitive form only until the browser is closed.
    """
    left = draft.expires_at - clock.real() + COOKIE_OUTLIVES
    response.set_cookie(
        COOKIE,
        token,
        max_age=None if FORMS[draft.form].is_sensitive else max(left, timedelta()),
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )
    return response


def attempt(
    form: forms.Form, act: Callable[[], Done], *, besides: tuple[type[Refused], ...] = ()
) -> Done | None:
    """Run a service call; a refusal is put on the form in the reader's language.

    Raises:
        Refused: one of `besides`, for which the page has more to show.
    """
    say = say_for_reader()
    try:
        return act()
    except besides:
        raise
    except Refused as refusal:
        for reason in refusal.reasons:
            words = say[reason.code] if reason.code in WORDS else reason.message
            form.add_error(reason.field if reason.field in form.fields else None, words)
        return None
