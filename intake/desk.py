"""Pages of the crime desk, under /desk/reports/: the queue, a report, and what becomes of it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, BinaryIO, cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casefile import clock, gates
from casefile.forms import attempt
from casefile.models import Force, StoredObject
from casefile.services import access, evidence
from casefile.services.actors import Actor
from intake import assessment, clocks, services
from intake.desk_forms import (
    CloseForm,
    ImportIncidentForm,
    LinkIncidentForm,
    RecordForm,
    TransferForm,
)
from intake.models import CrimeReport, IncidentLog, ReportFile
from intake.recording import facts_of

PER_PAGE = 50
Decision = Callable[[Actor, datetime], object]
REPORTS = CrimeReport.objects.select_related("force", "incident__audio", "case", "decision")


@require_GET
@gates.staff("report.list")
def queue(request: HttpRequest) -> HttpResponse:
    """List reports without a decision, high first, by their 24-hour clock."""
    actor, at = gates.actor_of(request), clock.now()
    is_decided = request.GET.get("show") == "decided"
    rows = CrimeReport.objects.of_force(actor.force).select_related("incident")
    chosen = rows.decided() if is_decided else rows.waiting()
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))
    hits = [str(report.pk) for report in page]
    access.record_list(actor, at=at, what="crime desk queue", hits=hits)
    context = {
        "page": page,
        "rows": [_queue_row(report, at) for report in page],
        "headings": ["Reference", "Priority", "First report", "Record by", "State"],
        "caption": "Decided, newest first" if is_decided else "Waiting, most urgent first",
        "is_decided": is_decided,
        "tabs": _tabs(is_decided),
    }
    return render(request, "crime_desk/queue.html", context)


def _tabs(is_decided: bool) -> list[dict[str, object]]:
    address = reverse("crime_desk:queue")
    return [
        {"text": "Waiting", "href": address, "current": not is_decided},
        {"text": "Decided", "href": f"{address}?show=decided", "current": is_decided},
    ]


def _queue_row(report: CrimeReport, at: datetime) -> list[dict[str, str]]:
    return [
        {"text": report.reference, "href": reverse("crime_desk:report", args=[report.pk])},
        _priority_cell(report),
        {"text": _moment(report.clock_started_at)},
        {"text": _moment(report.record_by)},
        _state_cell(report, at),
    ]


def _priority_cell(report: CrimeReport) -> dict[str, str]:
    colour = "red" if report.priority == "high" else "grey"
    return {"text": report.priority.capitalize(), "colour": colour}


def _state_cell(report: CrimeReport, at: datetime) -> dict[str, str]:
    if report.stage != "submitted":
        return {"text": "", "stage": report.stage}
    if at > report.record_by:
        return {"text": "Overdue", "colour": "red"}
    if report.first_read_at:
        return {"text": "Read", "colour": "blue"}
    if clocks.is_unread_too_long(report.priority, report.submitted_at, at):
        return {"text": "Unread too long", "colour": "red"}
    return {"text": "Unread", "colour": "yellow"}


def _moment(value: datetime) -> str:
    local = localtime(value)
    return f"{local:%a} {local.day} {local:%b %Y, %H:%M}"


@require_GET
@gates.staff("report.view", REPORTS)
def report(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Show a report as it was sent in, its clock, and the ways to decide it."""
    services.mark_read(report=report, at=clock.now())
    return _report_page(request, report, LinkIncidentForm())


def _report_page(
    request: HttpRequest, report: CrimeReport, form: forms.Form, *, status: int = 200
) -> HttpResponse:
    rows = list(report.answers.order_by("position"))
    answers = {row.question: row.value for row in rows}
    context = {
        "report": report,
        "form": form,
        "answers": [{"key": row.label, "value": row.shown} for row in rows],
        "files": [_file_row(file) for file in report.files.select_related("stored")],
        "file_headings": ["Name", "Type", "Bytes", "SHA-256"],
        "clock": _clock_rows(report),
        "suggested": assessment.classes_for(report.form, answers)[0],
        "decision": getattr(report, "decision", None),
        "back_href": reverse("crime_desk:queue"),
    }
    return render(request, "crime_desk/report.html", context, status=status)


def _file_row(file: ReportFile) -> list[dict[str, str]]:
    stored = file.stored
    return [
        {
            "text": stored.original_name or "File",
            "href": reverse("crime_desk:file", args=[file.pk]),
        },
        {"text": stored.media_type},
        {"text": f"{stored.size_bytes:,}"},
        {"text": stored.sha256},
    ]


def _clock_rows(report: CrimeReport) -> list[dict[str, str]]:
    return [
        {"key": "First report", "value": _moment(report.clock_started_at)},
        {"key": "Sent in online", "value": _moment(report.submitted_at)},
        {"key": "Record by", "value": _moment(report.record_by)},
        {"key": "Own incident number", "value": report.incident_reference},
        {"key": "Linked incident", "value": str(report.incident or "")},
        {"key": "Urgent because", "value": "\n".join(report.priority_reasons)},
    ]


@require_POST
@gates.staff("report.decide", REPORTS)
def link(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Link a report to an imported incident."""
    form = LinkIncidentForm(request.POST)

    def act(by: Actor, at: datetime) -> object:
        return services.link_incident(report=report, by=by, at=at, **form.cleaned_data)

    if _done(request, form, act, "The incident was linked."):
        return redirect("crime_desk:report", pk=report.pk)
    return _report_page(request, report, form, status=400)


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def record(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Record one crime from a report, allocate it, and book the visit."""
    answers = {row.question: row.value for row in report.answers.all()}
    place = facts_of(report).text("offence.place")
    form = RecordForm(report, answers, place, request.POST if request.method == "POST" else None)

    def act(by: Actor, at: datetime) -> object:
        chosen = {"included_offences": [], **form.cleaned_data}
        return services.record_as_crime(report=report, by=by, at=at, **chosen)

    wish = "The victim would like a visit." if answers.get("visit") == "yes" else ""
    return _decide(request, report, form, act, "Record a crime", hint=wish)


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def close(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Keep a report as an incident only."""
    form = CloseForm(request.POST if request.method == "POST" else None)

    def act(by: Actor, at: datetime) -> object:
        return services.close_as_incident(report=report, by=by, at=at, **form.cleaned_data)

    return _decide(request, report, form, act, "Keep as an incident only")


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def transfer(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Pass a report to another force."""
    form = TransferForm(request.POST if request.method == "POST" else None)

    def act(by: Actor, at: datetime) -> object:
        return services.transfer(report=report, by=by, at=at, **form.cleaned_data)

    return _decide(request, report, form, act, "Pass to another force")


def _decide(
    request: HttpRequest,
    report: CrimeReport,
    form: forms.Form,
    act: Decision,
    title: str,
    *,
    hint: str = "",
) -> HttpResponse:
    """Show the form of a decision, or make the decision and go back to the report."""
    is_sent = request.method == "POST"
    if is_sent and _done(request, form, act, "Your decision was recorded."):
        return redirect("crime_desk:report", pk=report.pk)
    if is_sent:
        report.refresh_from_db()  # a refused decision was rolled back, but not in memory
    context = {
        "report": report,
        "form": form,
        "title": title,
        "hint": hint,
        "back_href": reverse("crime_desk:report", args=[report.pk]),
    }
    return render(request, "crime_desk/decide.html", context, status=400 if is_sent else 200)


def _done(request: HttpRequest, form: forms.Form, act: Decision, words: str) -> bool:
    if not form.is_valid():
        return False
    if not attempt(form, lambda: act(gates.actor_of(request), clock.now())):
        return False
    messages.success(request, words)
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide")
def import_incident(request: HttpRequest) -> HttpResponse:
    """Import a log of command and control with the recording of its call."""
    is_sent = request.method == "POST"
    form = ImportIncidentForm(request.POST, request.FILES) if is_sent else ImportIncidentForm()
    if is_sent and form.is_valid():
        log = attempt(form, lambda: _import(form.cleaned_data, gates.actor_of(request)))
        if log:
            messages.success(request, f"Incident {log.number} was imported.")
            return redirect("crime_desk:queue")
    context = {"form": form, "back_href": reverse("crime_desk:queue")}
    return render(request, "crime_desk/incident.html", context, status=400 if is_sent else 200)


def _import(given: dict[str, Any], by: Actor) -> IncidentLog:
    audio = given.pop("audio")
    return services.import_incident(
        force=Force.objects.get(pk=by.force),
        audio=cast(BinaryIO, audio.file) if audio else None,
        audio_name=audio.name if audio else "",
        by=by,
        at=clock.now(),
        **given,
    )


@require_GET
@gates.staff("report.view", ReportFile.objects.select_related("report__force", "stored"))
def file(request: HttpRequest, file: ReportFile) -> HttpResponse:
    """Give out a file of a report as a download, never shown within our own pages."""
    return _download(request, file.stored)


@require_GET
@gates.staff("report.view", IncidentLog.objects.select_related("audio"))
def recording(request: HttpRequest, log: IncidentLog) -> HttpResponse:
    """Give out the recording of an incident's call as a download."""
    if log.audio is None:
        raise Http404
    return _download(request, log.audio)


def _download(request: HttpRequest, stored: StoredObject) -> HttpResponse:
    content = evidence.read(stored, by=gates.actor_of(request), at=clock.now())
    response = HttpResponse(content, content_type="application/octet-stream")
    name = stored.original_name or str(stored.pk)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
