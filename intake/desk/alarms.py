"""Alarms as the desk sees them, the way to answer one, and the registrar's list of breaches."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from casefile import clock, gates
from casefile.services import access
from casefile.services.actors import Actor
from intake import alarms, clocks
from intake.desk.times import moment_words
from intake.models import CrimeReport, ReportAlarm

MOST_SHOWN = 5
MOST_LISTED = 200
HEADINGS = ["Reference", "First report", "Recorded by", "Late by", "Priority"]


def banner(actor: Actor, at: datetime) -> dict[str, Any]:
    """Return the alarms that nobody has answered, and how many reports nobody has seen in time."""
    rows = list(alarms.open_alarms(actor)[: MOST_SHOWN + 1])
    return {
        "rows": [_row(row) for row in rows[:MOST_SHOWN]],
        "has_more": len(rows) > MOST_SHOWN,
        "unseen": alarms.unseen(actor, at=at),
        "unseen_minutes": clocks.READ_ANY_WITHIN.seconds // 60,
    }


def of_report(report: CrimeReport) -> list[dict[str, Any]]:
    """Return every alarm of a report, newest first, with who was called and who answered."""
    rows = report.alarms.select_related("report", "acknowledged_by").prefetch_related("calls__user")
    return [
        _row(row)
        | {
            "called": ", ".join(call.user.name for call in row.calls.all()),
            "answered_by": row.acknowledged_by,
            "answered": moment_words(row.acknowledged_at) if row.acknowledged_at else "",
        }
        for row in rows.order_by("-raised_at", "-level")
    ]


def _row(row: ReportAlarm) -> dict[str, Any]:
    return {
        "words": alarms.KINDS[row.kind, row.level].words,
        "reference": row.report.reference,
        "href": reverse("crime_desk:report", args=[row.report_id]),
        "raised": moment_words(row.raised_at),
        "is_open": row.acknowledged_at is None,
    }


@require_POST
@gates.staff("report.decide", CrimeReport)
def acknowledge(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Take an alarm on, so that nobody else is called."""
    if alarms.acknowledge(report=report, by=gates.actor_of(request), at=clock.now()):
        messages.success(request, "You have taken this on. Nobody else is called.")
    return redirect("crime_desk:report", pk=report.pk)


@require_GET
@gates.staff("report.oversee")
def overdue(request: HttpRequest) -> HttpResponse:
    """List the reports that are past their time for recording, the latest breach last."""
    actor, at = gates.actor_of(request), clock.now()
    late = CrimeReport.objects.open_to(actor).past_recording(at)
    rows = list(late.order_by("clock_started_at", "pk")[:MOST_LISTED])
    access.record_list(actor, at=at, what="overdue reports", hits=[str(row.pk) for row in rows])
    context = {
        "headings": HEADINGS,
        "rows": [_overdue_row(row, at) for row in rows],
        "hours": clocks.RECORD_WITHIN_HOURS,
        "most": MOST_LISTED if len(rows) == MOST_LISTED else 0,
        "back_href": reverse("crime_desk:queue"),
    }
    return render(request, "crime_desk/overdue.html", context)


def _overdue_row(report: CrimeReport, at: datetime) -> list[dict[str, Any]]:
    hours = int((at - report.record_by).total_seconds() // 3600)
    days, rest = divmod(hours, 24)
    late = f"{days} d {rest} h" if days else f"{rest} h"
    return [
        {"text": report.reference, "href": reverse("crime_desk:report", args=[report.pk])},
        {"text": moment_words(report.clock_started_at)},
        {"text": moment_words(report.record_by)},
        {"text": late},
        {"text": report.priority.capitalize()},
    ]
