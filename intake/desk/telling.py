"""Telling the reporter: choose letter and way, see it as they will, send or record the call."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from casefile import clock, gates
from casefile.forms import attempt
from casefile.manage import paging
from casefile.services import access
from intake import letter_pages, letters, passing_on, telling
from intake.desk.queue import tabs
from intake.desk.report import frame
from intake.desk.reports import REPORTS
from intake.desk.times import moment_words
from intake.desk_forms import TellForm
from intake.form_names import form_name
from intake.models import CrimeReport, DeskDecision, ReporterTold


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def tell(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Choose a letter and a way; show it as it will be read; send it, or record the call."""
    ways, decision = telling.ways_of(report), getattr(report, "decision", None)
    is_sent = request.method == "POST"
    form = TellForm(
        letters.letters_for(report.stage), ways, {"key": uuid4()}, request.POST if is_sent else None
    )
    shown = None
    if is_sent and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("letter", "way", "words")}
        shown = attempt(form, lambda: telling.preview(report=report, decision=decision, **given))
        if shown and "send" in request.POST and _sent(request, report, form, shown):
            return redirect("crime_desk:messages", pk=report.pk)
    context = frame(report, "Messages and letters") | {
        "form": form,
        "shown": shown,
        "is_call": shown is not None and shown.way.code == telling.PHONE,
        "call_plan": telling.call_plan(report),
        "decision": decision,
        "has_letters": bool(letters.letters_for(report.stage)),
    }
    status = 400 if form.errors else 200
    return render(request, "crime_desk/tell.html", context, status=status)


def _sent(
    request: HttpRequest, report: CrimeReport, form: TellForm, shown: telling.Preview
) -> bool:
    by, at = gates.actor_of(request), clock.now()
    more = {name: form.cleaned_data[name] for name in ("result", "note")}
    key = f"{report.pk}:{form.cleaned_data['key']}"
    told = attempt(
        form, lambda: telling.tell(report=report, shown=shown, key=key, by=by, at=at, **more)
    )
    if told:
        words = "The reporter was told." if told.is_done else "The call was recorded."
        messages.success(request, words)
    return told is not None


@require_GET
@gates.staff("report.view", REPORTS)
def messages_of(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Show what was asked of the reporter, what they answered, and what they were told."""
    context = frame(report, "Messages and letters") | {
        "questions": passing_on.questions_about(report),
        "told": [_told_row(row) for row in report.told.select_related("told_by", "message")
                 .order_by("-told_at", "pk")],
    }  # fmt: skip
    return render(request, "crime_desk/messages.html", context)


def _told_row(row: ReporterTold) -> dict[str, Any]:
    letter = letters.LETTERS.get(row.letter)
    way = telling.WAYS.get(row.channel)
    return {
        "row": row,
        "title": letter.title if letter else row.letter,
        "way": way[0] if way else "The page of their receipt",
        "result": telling.RESULTS.get(row.result, ""),
        "sent": row.message.body if row.message and row.message.body != row.body else "",
    }


@require_GET
@gates.staff("report.view", ReporterTold.objects.select_related("report__force", "message"))
def letter_pdf(request: HttpRequest, told: ReporterTold) -> HttpResponse:
    """Give out a letter for the post, as it was sent, as a PDF."""
    if told.channel != telling.POST or told.message is None:
        raise Http404
    response = HttpResponse(letter_pages.pdf(told), content_type="application/pdf")
    name = f"letter-{told.report.reference}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


@require_GET
@gates.staff("report.list")
def not_told(request: HttpRequest) -> HttpResponse:
    """List the decisions of the force of which the reporter has not been told."""
    actor, at = gates.actor_of(request), clock.now()
    rows = DeskDecision.objects.filter(told_at=None, report__in=CrimeReport.objects.open_to(actor))
    page = paging.page_of(rows.select_related("report", "decided_by"), "decided_at", request.GET)
    hits = [str(row.report_id) for row in page.rows]
    access.record_list(actor, at=at, what="crime desk: not told", hits=hits)
    context = {
        "page": page,
        "rows": [_untold_row(row) for row in page.rows],
        "headings": ["Reference", "What", "Decision", "Decided", "By"],
        "tabs": tabs("Not told yet"),
    }
    return render(request, "crime_desk/not_told.html", context)


def _untold_row(row: DeskDecision) -> list[Any]:
    return [
        {"text": row.report.reference, "href": reverse("crime_desk:tell", args=[row.report_id])},
        form_name(row.report.form),
        {"text": "", "stage": row.outcome},
        moment_words(row.decided_at),
        row.decided_by.name,
    ]
