"""A report as it was sent in: its clock and who has it on top, its answers, what can be done."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from casefile import clock, gates
from casefile.rules.statutory_clocks import CLOCKS, Running
from intake import area_advice, assessment, automation, passing_on, services
from intake.carrying import INFORMATION
from intake.desk import files, flags, log, origin, panels
from intake.desk.deciding import held_by_another
from intake.desk.reports import REPORTS
from intake.desk.times import left_words, moment_words
from intake.desk_forms import LinkIncidentForm
from intake.form_names import form_name
from intake.models import CrimeReport, DeskLease

__all__ = ["REPORTS", "activity", "frame", "report", "report_page"]
TABS = (
    ("Report", "crime_desk:report"),
    ("Risk and links", "crime_desk:risk"),
    ("Messages and letters", "crime_desk:messages"),
    ("Activity log", "crime_desk:log"),
)


@require_GET
@gates.staff("report.view", REPORTS)
def report(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Show a report, and take it in hand when nobody else has it."""
    at = clock.now()
    services.mark_read(report=report, at=at)
    report.first_read_at = report.first_read_at or at
    return report_page(request, report, LinkIncidentForm())


@require_GET
@gates.staff("report.view", REPORTS)
def activity(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Show everything that happened to a report, newest first."""
    before = log.place(request.GET.get("before", ""))
    items = log.items(report, before=before)
    context = frame(report, "Activity log") | {
        "items": items,
        "older_href": log.older(items),
        "newer_href": reverse("crime_desk:log", args=[report.pk]) if before else "",
    }
    return render(request, "crime_desk/log.html", context)


def frame(report: CrimeReport, current: str) -> dict[str, Any]:
    """Return what every page of one report needs: what it is, and the way to its other pages."""
    return {
        "report": report,
        "what": form_name(report.form),
        "tabs": [
            {"text": text, "href": reverse(name, args=[report.pk]), "current": text == current}
            for text, name in TABS
        ],
        "back_href": reverse("crime_desk:queue"),
    }


def report_page(
    request: HttpRequest, report: CrimeReport, form: forms.Form, *, status: int = 200
) -> HttpResponse:
    """Show the page of a report around the form with which an incident is linked."""
    at = clock.now()
    other = held_by_another(request, report)
    rows = list(report.answers.order_by("position"))
    answers = {row.question: row.value for row in rows}
    context = frame(report, "Report") | {
        "form": form,
        "other": other,
        "is_information": report.form in INFORMATION,
        "has_taken": report.stage == "submitted" and other is None,
        "answers": [{"key": row.label, "value": row.shown} for row in rows],
        "questions": passing_on.questions_about(report),
        "additions": report.additions.order_by("added_at", "pk"),
        "files": files.rows(report),
        "file_headings": files.HEADINGS,
        "summary": _summary(report, other, at),
        "flags": flags.of([report], at)[report.pk],
        "references": _reference_rows(report),
        "suggested": assessment.classes_for(report.form, answers)[0],
        "decision": getattr(report, "decision", None),
        "transfer": getattr(report, "transfer", None),
        "is_burglary_of_a_home": area_advice.is_fitting(report),
        **panels.of_report(request, report, rows),
    }
    return render(request, "crime_desk/report.html", context, status=status)


def _summary(report: CrimeReport, other: DeskLease | None, at: datetime) -> list[dict[str, Any]]:
    """Return the four facts that stand on top: clock, priority, who has it, whose it is."""
    facts = [_clock_fact(report, at), _priority_fact(report)]
    if report.stage != "submitted":
        return facts
    who = other.holder.name if other else "You"
    since = f"since {moment_words(other.taken_at)}" if other else "until you leave or decide"
    facts.append({"key": "Has it open", "value": who, "more": since})
    owner = str(report.assigned_to) if report.assigned_to else "Nobody yet"
    return [*facts, {"key": "Given to", "value": owner}]


def _clock_fact(report: CrimeReport, at: datetime) -> dict[str, Any]:
    if report.stage != "submitted":
        return {"key": "Came in", "value": moment_words(report.submitted_at)}
    limit = Running(CLOCKS["recording"], report.reference, report.record_by)
    return {
        "key": "24 hours",
        "value": left_words(report.record_by, at),
        "colour": "" if limit.state(at) == "running" else "red",
        "more": f"Decide by {moment_words(report.record_by)}",
    }


def _priority_fact(report: CrimeReport) -> dict[str, Any]:
    return {
        "key": "Priority",
        "value": report.priority.capitalize(),
        "colour": "red" if report.priority == "high" else "",
        "more": "\n".join(report.priority_reasons),
    }


def _reference_rows(report: CrimeReport) -> list[dict[str, str]]:
    first = report.transferred_from
    return [
        *origin.rows(report),
        {"key": "Reference the reporter has", "value": report.reference},
        {"key": "Own incident number", "value": report.incident_reference},
        {"key": "Linked incident", "value": str(report.incident or "None")},
        {"key": "First report", "value": moment_words(report.clock_started_at)},
        {"key": "Came to this desk", "value": moment_words(report.submitted_at)},
        *([{"key": "Passed on by", "value": first.force.name}] if first else []),
        *_automation_rows(report),
    ]


def _automation_rows(report: CrimeReport) -> list[dict[str, str]]:
    words = [automation.SIGNS.get(sign, sign) for sign in report.automation_signs]
    return [{"key": "May be automated", "value": "\n".join(words)}] if words else []
