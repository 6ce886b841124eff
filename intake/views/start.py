"""The questions before a form, whom else to turn to, and the page before the first question.

Steps and landings set no cookie, keep nothing and are the same for everybody, so that they may be
cached; they are not protected against forged requests because a POST to them changes nothing.
"""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from casefile import clock
from casefile.models import Force
from casefile.services import rates
from intake import automation, drafts, figures, triage
from intake.landings import LANDING, RAIL, STEP, Route
from intake.questions import FORMS
from intake.questions.parts import CHOOSE
from intake.start_form import StartForm
from intake.triage import Step
from intake.views.addresses import address_of
from intake.views.appeals import COOKIE as APPEAL
from intake.views.appeals import answered_by
from intake.views.public import keep_cookie, public_page, show, wait
from intake.words import Say, say_for_reader

CACHED = "public, max-age=300"


class StepForm(forms.Form):
    """The one question of a step."""

    def __init__(self, step: Step, say: Say, data: Any = None) -> None:
        super().__init__(data)
        words = say(CHOOSE)
        self.fields["answer"] = forms.ChoiceField(
            label=say(step.text),
            choices=[(str(place), say(row.text)) for place, row in enumerate(step.routes, 1)],
            widget=forms.RadioSelect,
            error_messages={"required": words, "invalid_choice": words},
        )


def _cached(response: HttpResponse) -> HttpResponse:
    if response.status_code == 200:
        response["Cache-Control"] = CACHED
        patch_vary_headers(response, ["Cookie"])  # the language
    return response


@csrf_exempt
@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponseBase:
    """Say 999 first, what this is, and ask whether anybody is in danger."""
    is_open = drafts.forces_open().exists()
    extra = {"is_open": is_open, "is_start": True}
    return _ask(request, triage.STEPS["danger"], "start.html", extra)


@csrf_exempt
@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: int) -> HttpResponseBase:
    """Ask one question of triage."""
    found = triage.step(number)
    if found is None:
        raise Http404
    return _ask(request, found, "step.html", {"back_href": reverse("intake:start")})


@csrf_exempt
@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def railway(request: HttpRequest, number: int) -> HttpResponseBase:
    """Ask whether it was on the railway, before the form of that number."""
    code = triage.form_code(number)
    if code is None:
        raise Http404
    back = reverse("intake:step", args=[triage.step_number("what")])
    return _ask(request, triage.RAILWAY_STEP, "step.html", {"back_href": back}, code=code)


def _ask(
    request: HttpRequest, step: Step, template: str, context: dict[str, Any], *, code: str = ""
) -> HttpResponseBase:
    is_sent = request.method == "POST"
    form = StepForm(step, say_for_reader(), request.POST if is_sent else None)
    if is_sent and form.is_valid():
        route = triage.route(step, form.cleaned_data["answer"])
        if route is not None:
            return redirect(_address(route, code))
    response = show(request, template, {"form": form, **context}, status=400 if is_sent else 200)
    return _cached(response)


def _address(route: Route, code: str = "") -> str:
    if route.kind == STEP:
        return reverse("intake:step", args=[triage.step_number(route.to)])
    if route.kind == LANDING:
        figures.count(f"landing:{route.to}", at=clock.now())
        return reverse("intake:landing", args=[triage.landing_number(route.to)])
    name = "intake:railway" if route.kind == RAIL else "intake:begin"
    return reverse(name, args=[triage.form_number(route.to or code)])


@public_page
@require_GET
def landing(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say whom to turn to instead, or first; nothing is carried over in the address."""
    found = triage.landing(number)
    if found is None:
        raise Http404
    say = say_for_reader()
    context = {
        "title": say(found.advice.title),
        "words": [say(words) for words in found.advice.words],
        "onward": _address(found.onward) if found.onward else "",
        "onward_text": say(found.onward.text) if found.onward else "",
        "back_href": reverse("intake:start"),
    }
    return _cached(show(request, "landing.html", context))


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say what comes, what is kept and how to leave; start the form on POST."""
    code = triage.form_code(number)
    if code is None:
        raise Http404
    forces = list(drafts.forces_open())
    is_sent = request.method == "POST"
    form = StartForm(forces, say_for_reader(), request.POST if is_sent else None)
    context = {
        "form": form,
        "is_open": bool(forces),
        "is_sensitive": FORMS[code].is_sensitive,
        "back_href": reverse("intake:step", args=[triage.step_number("what")]),
    }
    if is_sent and form.is_valid() and forces:
        try:
            return _begin(request, code, form.cleaned_data["force"])
        except rates.TooOften as refusal:
            return wait(request, "begin.html", context, refusal.seconds)
    return show(request, "begin.html", context, status=400 if is_sent else 200)


def _begin(request: HttpRequest, code: str, force: Force) -> HttpResponse:
    automation.start_turn(request.META.get("REMOTE_ADDR", ""), at=clock.real())
    appeal = answered_by(request, code)
    force = appeal.case.force if appeal else force
    draft, token = drafts.start(form=code, force=force, appeal=appeal, at=clock.real())
    automation.note_trap(draft, request.POST.get(automation.TRAP, ""))
    figures.count("begun", at=clock.now())
    response = keep_cookie(redirect(address_of(draft, FORMS[code].pages[0])), draft, token)
    if appeal:
        response.delete_cookie(APPEAL)
    return response
