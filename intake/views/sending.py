"""Checking the answers, sending them, the receipt, and leaving at once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from casefile import clock
from casefile.rules import prevention
from casefile.services import rates
from intake import (
    automation,
    coming_back,
    draft_files,
    drafts,
    engine,
    file_lists,
    link_files,
    progress,
    services,
)
from intake.models import CrimeReport, Draft
from intake.origins import ONLINE
from intake.questions import FORMS
from intake.views import links
from intake.views.addresses import address_of, go_to
from intake.views.appeals import COOKIE as APPEAL
from intake.views.coming_back import COOKIE as NEWS
from intake.views.confirming import CodeForm, context_of
from intake.views.public import COOKIE, draft_of, gone, public_page, show, wait, with_draft
from intake.words import Say, say_for_reader

NEUTRAL_SITE = "https://www.bbc.co.uk/weather"


@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Show every answer with a way to change it, and send the report."""
    form = FORMS[draft.form]
    draft_files.collect(draft=draft, at=clock.now())
    if (open_page := engine.first_open(form, draft.answers)) is not None:
        return go_to(draft, open_page)
    if request.method == "POST" and request.POST.get("form_token") == str(draft.pk):
        return _send(request, draft)
    return _check(request, draft)


def _send(request: HttpRequest, draft: Draft) -> HttpResponse:
    automation.note_work(draft, request.POST.get("work", ""))
    automation.note_trap(draft, request.POST.get(automation.TRAP, ""))
    address, at = request.META.get("REMOTE_ADDR", ""), clock.now()
    try:
        automation.send_turn(draft=draft, address=address, at=clock.real())
    except rates.TooOften as refusal:
        return _check(request, draft, seconds=refusal.seconds)
    origin = replace(ONLINE, signs=tuple(automation.signs_of(draft, at=at)))
    services.submit(draft=draft, say=say_for_reader(), at=at, origin=origin)
    return redirect("intake:receipt")


def _check(request: HttpRequest, draft: Draft, *, seconds: int = 0) -> HttpResponse:
    form = FORMS[draft.form]
    drafts.reach_check(draft)
    context = {
        "rows": answer_rows(draft, say_for_reader()),
        "token": str(draft.pk),
        "draft": draft,
        "keeps_here": not form.is_sensitive,
        "work": automation.puzzle(draft),
        "work_bits": automation.BITS,
        "back_href": address_of(draft, engine.shown_pages(form, draft.answers)[-1]),
    }
    if seconds:
        return wait(request, "check.html", context | {"form": forms.Form({})}, seconds)
    return show(request, "check.html", context, status=400 if request.method == "POST" else 200)


def answer_rows(draft: Draft, say: Say) -> list[dict[str, str]]:
    """Return every answer of a draft as it is checked, with where to change it."""
    rows = []
    for page, answers in engine.answered(FORMS[draft.form], draft.answers):
        for answer in answers:
            value = file_lists.answer_in_words(draft, say, answer.question, answer.value)
            rows.append(
                {
                    "key": say(answer.question.text),
                    "value": value,
                    "href": address_of(draft, page),
                    "action": say["change"],
                }
            )
    return rows


@public_page
@require_GET
def receipt(request: HttpRequest) -> HttpResponseBase:
    """Show the reference, what was received and what happens next, to the browser that sent it."""
    draft = draft_of(request)
    report = CrimeReport.objects.filter(pk=draft.pk).first() if draft else None
    if report is None:
        return gone(request) if request.COOKIES.get(COOKIE) else redirect("intake:start")
    answers = {row.question: row.value for row in report.answers.all()}
    context = {
        "report": report,
        "offers_proof": not FORMS[report.form].is_sensitive,
        "files": list(report.files.order_by("received_at", "pk")),
        "advice": _advice(report, answers),
        "wants_support": answers.get("support") == "yes",
        "is_silent": answers.get("ways") == ["none"],
        "offers_code": _may_offer_code(report, answers),
        "progress": progress.of(report, say_for_reader()),
        "code_form": CodeForm(say_for_reader()),
        **context_of(report),
    }
    return show(request, "receipt.html", context)


def _may_offer_code(report: CrimeReport, answers: Mapping[str, Any]) -> bool:
    """Only who cannot be reached is offered a code, and never on a sensitive form; all may ask."""
    is_reachable = answers.get("ways") not in (None, [], ["none"])
    return not is_reachable and not FORMS[report.form].is_sensitive


def _advice(report: CrimeReport, answers: Mapping[str, Any]) -> list[str]:
    """Return advice that fits what was recorded, for a victim alone: it tells what happened."""
    if report.case is None or answers.get("for_whom") != "me" or FORMS[report.form].is_sensitive:
        return []
    classes = report.case.crimes.values_list("home_office_class", flat=True)
    say = say_for_reader()
    return [say(row.text) for row in prevention.advice_for(classes)]


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponseBase:
    """Forget everything about the unfinished report and go to a neutral site."""
    drafts.wipe(request.COOKIES.get(COOKIE, ""))
    coming_back.close(request.COOKIES.get(NEWS, ""))
    if link := links.link_of(request):
        link_files.forget(link)
    request.session.flush()
    response = redirect(NEUTRAL_SITE)
    request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
    for name in (
        COOKIE,
        NEWS,
        APPEAL,
        links.COOKIE,
        settings.LANGUAGE_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
    ):
        response.delete_cookie(name)
    return response
