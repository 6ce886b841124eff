"""Staff take a report down: by phone, at a counter, on a doorstep, from a letter.

The pages that ask are those of the public, in the layout of staff.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casefile import clock, gates
from casefile.forms import attempt
from casefile.models import OutboundMessage
from casefile.services import NotPermitted, access
from casefile.services.actors import Actor
from casefile.uploads.models import Upload
from intake import draft_files, drafts, engine, taking, triage
from intake.channels import ASSISTED, CHANNELS
from intake.desk.times import moment_words
from intake.landings import Landing
from intake.models import CrimeReport, Draft
from intake.questions import FORMS
from intake.taking_forms import BeforeForm, ReadBackForm, StartForm, WhoForm
from intake.views import files, questions
from intake.views.addresses import address, address_of, go_to, layout_of
from intake.views.public import within_form_limit
from intake.views.sending import answer_rows
from intake.words import Say

DraftView = Callable[..., HttpResponseBase]
TAKEN = Draft.objects.filter(taken_by__isnull=False).select_related("force", "taken_by")
REPORTS = CrimeReport.objects.filter(channel__in=ASSISTED).select_related("force", "taken_by")
CHANGES = ["GET", "HEAD", "POST"]


def with_taking(view: DraftView) -> DraftView:
    """Open an unfinished report to staff of its force; only who takes it down may change it."""

    @gates.staff("report.take", TAKEN)
    @wraps(view)
    def opened(request: HttpRequest, draft: Draft, **kwargs: Any) -> HttpResponseBase:
        if CrimeReport.objects.filter(pk=draft.pk).exists():
            return redirect("take:receipt", pk=draft.pk)
        if draft.expires_at < clock.real():
            return render(request, "crime_desk/taking/gone.html", status=410)
        if request.method == "POST":
            _require_own(draft, gates.actor_of(request))
        return view(request, draft, **kwargs)

    return opened


def _require_own(draft: Draft, actor: Actor) -> None:
    try:
        taking.require_own(draft, actor)
    except NotPermitted:
        access.record_refusal(actor, "report.take", draft, at=clock.now())
        raise


def _show(
    request: HttpRequest, template: str, draft: Draft, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    shown = {"draft": draft, "say": Say(), **layout_of(draft), **context}
    return render(request, f"crime_desk/taking/{template}", shown, status=status)


# Beginning ---------------------------------------------------------------------------------------


@require_http_methods(CHANGES)
@gates.staff("report.take")
def start(request: HttpRequest) -> HttpResponse:
    """List the own open reports, and begin another."""
    actor, is_sent = gates.actor_of(request), request.method == "POST"
    form = StartForm(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        given, at = form.cleaned_data, clock.now()
        draft = attempt(form, lambda: taking.start(by=actor, at=at, real_at=clock.real(), **given))
        if draft:
            return redirect("take:first", pk=draft.pk)
    rows = _own(actor)
    access.record_list(
        actor, at=clock.now(), what="own open reports", hits=[str(row.pk) for row in rows]
    )
    context = {
        "form": form,
        "headings": ["Form", "How", "Whom you asked", "Begun", "Kept until", "Action"],
        "rows": [_draft_row(draft) for draft in rows],
    }
    status = 400 if is_sent else 200
    return render(request, "crime_desk/taking/start.html", context, status=status)


def _own(actor: Actor) -> list[Draft]:
    sent = CrimeReport.objects.filter(taken_by=actor.id).values("pk")
    live = Draft.objects.filter(taken_by=actor.id, expires_at__gte=clock.real())
    return list(live.exclude(pk__in=sent).order_by("-started_at", "pk"))


def _draft_row(draft: Draft) -> list[dict[str, str]]:
    kept = taking.of(draft)
    return [
        {"text": FORMS[draft.form].title.en, "href": address(draft, "check")},
        {"text": CHANNELS[kept.channel].words},
        {"text": kept.name or "Not written down yet"},
        {"text": moment_words(draft.started_at)},
        {"text": moment_words(draft.expires_at)},
        {"text": "Delete", "href": address(draft, "drop")},
    ]


@with_taking
@require_http_methods(CHANGES)
def first(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Ask about danger, and about what others deal with, before anything is written down."""
    is_sent = request.method == "POST"
    steps, kept = triage.steps_before(draft.form), taking.of(draft)
    form = BeforeForm(steps, kept.before, request.POST if is_sent else None)
    if is_sent and form.is_valid():
        actor, given = gates.actor_of(request), form.cleaned_data
        if attempt(form, lambda: taking.note_before(draft=draft, answers=given, by=actor)):
            return redirect(address(draft, "elsewhere" if _landings(draft) else "asked"))
    context = {"form": form, "back_href": reverse("take:start")}
    return _show(request, "first.html", draft, context, status=400 if is_sent else 200)


def _landings(draft: Draft) -> list[Landing]:
    before = taking.of(draft).before
    steps = triage.steps_before(draft.form)
    found = (triage.landing_after(step, before.get(step.key, "")) for step in steps)
    return [landing for landing in found if landing]


@with_taking
@require_GET
def elsewhere(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Say what to do first, or who deals with it; staff may go on all the same."""
    say = Say()
    context = {
        "advice": [
            {"title": say(row.advice.title), "words": [say(text) for text in row.advice.words]}
            for row in _landings(draft)
        ],
        "onward": address(draft, "asked"),
        "back_href": address(draft, "first"),
    }
    return _show(request, "elsewhere.html", draft, context)


@with_taking
@require_http_methods(CHANGES)
def asked(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Write down who is asked, in which language, and when they first told us."""
    is_sent, at, actor = request.method == "POST", clock.now(), gates.actor_of(request)
    form = WhoForm(taking.of(draft), at, request.POST if is_sent else None)
    if is_sent and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: taking.note_who(draft=draft, by=actor, at=at, **given)):
            if draft.is_checking:
                return redirect(address(draft, "check"))
            return redirect(address_of(draft, FORMS[draft.form].pages[0]))
    context = {"form": form, "back_href": address(draft, "first")}
    return _show(request, "asked.html", draft, context, status=400 if is_sent else 200)


# Asking ------------------------------------------------------------------------------------------


@within_form_limit
@with_taking
@require_http_methods(CHANGES)
def question(request: HttpRequest, draft: Draft, number: int) -> HttpResponseBase:
    """Ask the questions of one page, and keep the answers."""
    return questions.ask_page(request, draft, number)


@with_taking
@require_GET
def advice(request: HttpRequest, draft: Draft, number: int, advice: str) -> HttpResponseBase:
    """Say what the person should be told after an answer."""
    return questions.show_advice(request, draft, number, advice)


@require_POST
@gates.staff("report.take", TAKEN)
def remove_file(request: HttpRequest, draft: Draft, file: UUID) -> HttpResponse:
    """Take a file out of the unfinished report."""
    if not Upload.objects.of_owner(drafts.KIND, str(draft.pk)).filter(pk=file).exists():
        raise Http404
    _require_own(draft, gates.actor_of(request))
    return files.take_file_out(draft, file)


# Ending ------------------------------------------------------------------------------------------


@with_taking
@require_http_methods(CHANGES)
def check(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Show what is read back to the person, and send it once it was agreed, or say why not."""
    kept, at, is_sent = taking.of(draft), clock.now(), request.method == "POST"
    if not kept.knows_who:
        return redirect(address(draft, "asked"))
    draft_files.collect(draft=draft, at=at)
    if (open_page := engine.first_open(FORMS[draft.form], draft.answers)) is not None:
        return go_to(draft, open_page)
    form = ReadBackForm(kept, at, request.POST if is_sent else None)
    if is_sent and form.is_valid():
        by, said = gates.actor_of(request), form.read_back()
        report = attempt(form, lambda: taking.send(draft=draft, read_back=said, by=by, at=at))
        if report:
            return redirect("take:receipt", pk=report.pk)
    drafts.reach_check(draft)
    context = {
        "form": form,
        "who": _who_rows(draft, kept),
        "rows": answer_rows(draft, Say()),
        "name": kept.name,
        "back_href": address_of(draft, engine.shown_pages(FORMS[draft.form], draft.answers)[-1]),
    }
    return _show(request, "check.html", draft, context, status=400 if is_sent else 200)


def _who_rows(draft: Draft, kept: taking.Taking) -> list[dict[str, str]]:
    first_told = moment_words(kept.first_contact_at) if kept.first_contact_at else ""
    rows = (
        ("How they reached us", CHANNELS[kept.channel].words, ""),
        ("First told us", first_told, "asked"),
        ("Whom you asked", f"{kept.name}: {taking.RELATIONS[kept.relation]}", "asked"),
        ("Language", kept.which_language or taking.LANGUAGES[kept.language], "asked"),
        ("Interpreter", taking.INTERPRETERS[kept.interpreter], "asked"),
    )
    return [
        {
            "key": key,
            "value": value,
            **({"href": address(draft, name), "action": "Change"} if name else {}),
        }
        for key, value, name in rows
    ]


@with_taking
@require_http_methods(CHANGES)
def drop(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Ask whether to delete the unfinished report, and delete it."""
    if request.method != "POST":
        return _show(request, "drop.html", draft, {"back_href": reverse("take:start")})
    taking.drop(draft=draft, by=gates.actor_of(request), at=clock.now())
    messages.success(request, "The report was deleted. Nothing of what was written is kept.")
    return redirect("take:start")


@require_GET
@gates.staff("report.take", REPORTS, refer="takenreport")
def receipt(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Show the reference to give to the person by the ways that are safe, as a page to print."""
    ways = report.answers.filter(question="ways").first()
    chosen = (ways.value or []) if ways else []
    context = {
        "report": report,
        "is_sensitive": FORMS[report.form].is_sensitive,
        "is_emailed": OutboundMessage.objects.filter(
            recipient_id=report.pk, template="report_receipt"
        ).exists(),
        "is_silent": not set(chosen) - {"none"},
        "back_href": reverse("take:start"),
    }
    return render(request, "crime_desk/taking/receipt.html", context)
