"""Pages of a victim: sign-in, news, rights, days, and the quick way out. They read copies only."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casefile import clock, gates
from casefile.services import Refused, slow_down
from victims import access, timeline
from victims.forms import CodeForm
from victims.models import PublishedUpdate, TrackerSession
from victims.page_words import PAGE_WORDS
from victims.update_templates import in_language

NEUTRAL_SITE = "https://www.bbc.co.uk/weather"
LANGUAGES = ("en", "cy")


def language_of(request: HttpRequest) -> str:
    """Return 'en' or 'cy', as the address or the browser asks."""
    asked = request.GET.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return "cy" if translation.get_language() == "cy" else "en"


def page(request: HttpRequest, name: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page in the reader's language, with the quick way out."""
    language = language_of(request)
    context |= {"language": language, "exit_href": "/track/exit/"}
    response = render(request, f"victims/{name}.html", context, status=status)
    if request.GET.get("lang") in LANGUAGES:
        code = "cy" if language == "cy" else "en-gb"
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, code, secure=settings.HTTPS, samesite="Lax"
        )
    return response


@gates.public
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say where the link is, or go on to the updates when signed in."""
    access.nobody(request)
    if access.session_of(request):
        return redirect("victims:updates")
    return page(request, "start")


@gates.public
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the code that goes with an invitation. Opening the page uses nothing up."""
    return _ask_for_code(request, token=token)


@gates.public
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: HttpRequest, handle: str) -> HttpResponse:
    """Ask for the code that goes with a personal link; the same page whether the link is known."""
    return _ask_for_code(request, handle=handle)


def _ask_for_code(request: HttpRequest, *, handle: str = "", token: str = "") -> HttpResponse:
    access.nobody(request)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return page(request, "enter", form=form)
    if not form.is_valid():
        return page(request, "enter", form=form, status=400)
    try:
        opened = access.sign_in(
            handle=handle,
            token=token,
            typed=form.cleaned_data["code"],
            address=request.META["REMOTE_ADDR"],
            at=clock.now(),
            machine_at=clock.real(),
        )
    except (access.NotMatched, slow_down.TooSoon) as refusal:
        return _refuse(request, form, refusal)
    response = redirect("victims:updates")
    access.set_cookie(response, opened)
    return response


def _refuse(request: HttpRequest, form: CodeForm, refusal: Refused) -> HttpResponse:
    form.add_error("code", in_language(PAGE_WORDS[refusal.code], language_of(request)))
    if not isinstance(refusal, slow_down.TooSoon):
        return page(request, "enter", form=form, status=400)
    response = page(request, "enter", form=form, status=429)
    response["Retry-After"] = str(refusal.seconds)
    return response


@require_safe
@access.victim_page("updates")
def updates(request: HttpRequest, session: TrackerSession) -> HttpResponse:
    """Show the news, newest first, who to ask, and how long it has been quiet."""
    shown = timeline.entries(session.account, **_reading(request, session))
    quiet = timeline.silence(shown, at=clock.now())
    return page(request, "updates", entries=shown, silence=quiet, account=session.account)


@require_safe
@access.victim_page("update")
def update(request: HttpRequest, session: TrackerSession, pk: UUID) -> HttpResponse:
    """Show one piece of news of this victim; anybody else's is not there, and the try is logged."""
    now = clock.now()
    mine = PublishedUpdate.objects.visible(now).filter(account=session.account, pk=pk).first()
    if mine is None:
        access.log_refusal(session.account, at=now, what="update.view", asked_for=pk)
        raise Http404
    shown = timeline.entry(mine, read_until=session.news_read_until, language=language_of(request))
    return page(
        request, "update", entry=shown, account=session.account, back_href="/track/updates/"
    )


@require_safe
@access.victim_page("checklist")
def checklist(request: HttpRequest, session: TrackerSession) -> HttpResponse:
    """Show the twelve rights, and each duty under them with its day, kept or late."""
    lines = timeline.rights_of(session.account, at=clock.now())
    return page(request, "checklist", rights=lines, account=session.account)


@require_safe
@access.victim_page("dates")
def dates(request: HttpRequest, session: TrackerSession) -> HttpResponse:
    """Show the days to remember: visits, days at court, the last day to ask for a review."""
    shown = timeline.dates(session.account, **_reading(request, session))
    return page(request, "dates", entries=shown, account=session.account)


def _reading(request: HttpRequest, session: TrackerSession) -> dict[str, Any]:
    return {
        "read_until": session.news_read_until,
        "at": clock.now(),
        "language": language_of(request),
    }


@require_POST
@access.victim_page("sign-out")
def sign_out(request: HttpRequest, session: TrackerSession) -> HttpResponse:
    """End the session and say so."""
    response = page(request, "signed_out")
    access.forget(request, response)
    return response


@gates.public
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Close everything, clear what the browser kept, and go to a page about the weather."""
    response = redirect(NEUTRAL_SITE)
    access.forget(request, response)
    response["Clear-Site-Data"] = '"cache"'
    return response
