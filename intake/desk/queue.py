"""The queue of reports that wait for a decision, and the list of those that have one."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from casefile import clock, gates
from casefile.manage import paging
from casefile.services import access
from casefile.services.actors import Actor
from intake import leases, queue_filters, queue_pages
from intake.desk import alarms, flags
from intake.desk.times import left_words, moment_words
from intake.form_names import form_name
from intake.models import CrimeReport, DeskLease
from intake.queue_filters import FilterForm

TABS = (
    ("Waiting", "crime_desk:queue", ""),
    ("Decided", "crime_desk:queue", "?show=decided"),
    ("Not told yet", "crime_desk:not_told", ""),
    ("Saved searches", "crime_desk:searches", ""),
    ("Cameras", "crime_desk:cameras", ""),
)


@require_GET
@gates.staff("report.list")
def queue(request: HttpRequest) -> HttpResponse:
    """List reports without a decision, high first, by their 24-hour clock; or those decided."""
    actor, at = gates.actor_of(request), clock.now()
    rows = CrimeReport.objects.open_to(actor).select_related("assigned_to")
    if request.GET.get("show") == "decided":
        return _decided(request, rows.decided().select_related("decision"), actor, at)
    form = FilterForm(request.GET)
    chosen = form.chosen
    narrowed = queue_filters.narrowed(rows.waiting(), chosen, user=actor.id, at=at)
    by_clock = request.GET.get("sort") == "clock"
    page = queue_pages.page_of(narrowed, request.GET, by_clock=by_clock)
    _record(actor, page.rows, at)
    context = {
        "form": form,
        "filters": queue_filters.words_of(chosen),
        "page": page,
        "rows": _rows(page.rows, actor, at),
        "count": queue_pages.count_words(narrowed),
        "by_clock": by_clock,
        "sort_href": _sort_href(request, by_clock),
        "alarms": alarms.banner(actor, at),
        "may_oversee": access.may(actor, "report.oversee", at=at),
        "tabs": tabs("Waiting"),
    }
    return render(request, "crime_desk/queue.html", context)


def tabs(current: str) -> list[dict[str, object]]:
    """Return the lists of the crime desk as a navigation."""
    return [
        {"text": text, "href": reverse(name) + query, "current": text == current}
        for text, name, query in TABS
    ]


def _record(actor: Actor, reports: list[CrimeReport], at: datetime) -> None:
    hits = [str(report.pk) for report in reports]
    access.record_list(actor, at=at, what="crime desk queue", hits=hits)


def _sort_href(request: HttpRequest, by_clock: bool) -> str:
    query = request.GET.copy()
    for name in ("sort", "before", "after"):
        query.pop(name, None)
    if not by_clock:
        query["sort"] = "clock"
    return f"?{query.urlencode()}"


def _rows(reports: list[CrimeReport], actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """Return what the table shows of each report. Two queries, and those of the marks."""
    holders, marks = leases.holders_of(reports, at), flags.of(reports, at)
    return [
        {
            "pk": report.pk,
            "reference": report.reference,
            "href": reverse("crime_desk:report", args=[report.pk]),
            "what": form_name(report.form),
            "is_high": report.priority == "high",
            "priority": report.priority.capitalize(),
            "why": next(iter(report.priority_reasons), ""),
            "left": left_words(report.record_by, at),
            "is_overdue": at > report.record_by,
            "record_by": moment_words(report.record_by),
            "who": _who(report, holders.get(report.pk), actor),
            "flags": marks[report.pk],
        }
        for report in reports
    ]


def _who(report: CrimeReport, lease: DeskLease | None, actor: Actor) -> str:
    """Return who has a report open now, or whose it is."""
    if lease:
        return "You have it open" if lease.holder_id == actor.id else f"{lease.holder.name} (open)"
    if report.assigned_to_id is None:
        return ""
    return "Yours" if report.assigned_to_id == actor.id else str(report.assigned_to)


def _decided(
    request: HttpRequest, rows: QuerySet[CrimeReport], actor: Actor, at: datetime
) -> HttpResponse:
    page = paging.page_of(rows, "submitted_at", request.GET)
    _record(actor, page.rows, at)
    context = {
        "page": page,
        "rows": [_decided_row(report) for report in page.rows],
        "headings": ["Reference", "What", "Priority", "Sent in", "Decision", "Reporter told"],
        "tabs": tabs("Decided"),
    }
    return render(request, "crime_desk/decided.html", context)


def _decided_row(report: CrimeReport) -> list[Any]:
    decision = getattr(report, "decision", None)
    colour = "red" if report.priority == "high" else "grey"
    return [
        {"text": report.reference, "href": reverse("crime_desk:report", args=[report.pk])},
        form_name(report.form),
        {"text": report.priority.capitalize(), "colour": colour},
        moment_words(report.submitted_at),
        {"text": "", "stage": report.stage},
        moment_words(decision.told_at) if decision and decision.told_at else "Not yet",
    ]
