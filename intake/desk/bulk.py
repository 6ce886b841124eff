"""One action on several reports: choose it, see what it would do to each, confirm once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from casefile import clock, gates
from casefile.services import access
from intake import bulk
from intake.desk.bulk_forms import details_of, form_of
from intake.form_names import form_name
from intake.models import BulkAction


def _chosen(request: HttpRequest) -> list[UUID]:
    found = []
    for value in request.POST.getlist("reports")[: bulk.MOST]:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


@require_POST
@gates.staff("report.decide")
def choose(request: HttpRequest) -> HttpResponse:
    """Ask what to do with the chosen reports; then show what that would do to each of them."""
    reports = _chosen(request)
    if not reports:
        messages.error(request, "Choose at least one report first.")
        return redirect("crime_desk:queue")
    actor, action = gates.actor_of(request), request.POST.get("action", "")
    if action not in bulk.ACTIONS:
        return render(request, "crime_desk/bulk_choose.html", _page(reports))
    is_filled = "preview" in request.POST
    form = form_of(action, actor, request.POST if is_filled else None)
    if not (is_filled and form.is_valid()):
        context = _page(reports) | {"form": form, "action": bulk.ACTIONS[action]}
        status = 400 if is_filled else 200
        return render(request, "crime_desk/bulk_details.html", context, status=status)
    return _preview(request, action, details_of(form), reports)


def _page(reports: list[UUID]) -> dict[str, Any]:
    return {
        "reports": reports,
        "actions": bulk.ACTIONS.values(),
        "back_href": reverse("crime_desk:queue"),
    }


def _preview(
    request: HttpRequest, action: str, details: dict[str, Any], reports: list[UUID]
) -> HttpResponse:
    actor, at = gates.actor_of(request), clock.now()
    known = bulk.named(action, details, actor.force)
    prepared, lines = bulk.prepare(action=action, details=known, reports=reports, by=actor, at=at)
    hits = [str(line.report.pk) for line in lines]
    access.record_list(actor, at=at, what="crime desk: preview", hits=hits)
    context = _page(reports) | {
        "prepared": prepared,
        "action": bulk.ACTIONS[action],
        "change_headings": ["Reference", "What", "Change"],
        "refused_headings": ["Reference", "What", "Why not"],
        "reason": details.get("reason", ""),
        "changed": [_row(line, line.change) for line in lines if not line.refused],
        "refused": [_row(line, line.refused) for line in lines if line.refused],
    }
    return render(request, "crime_desk/bulk_preview.html", context)


def _row(line: bulk.Line, words: str) -> list[Any]:
    href = reverse("crime_desk:report", args=[line.report.pk])
    return [{"text": line.report.reference, "href": href}, form_name(line.report.form), words]


@require_POST
@gates.staff("report.decide", BulkAction)
def confirm(request: HttpRequest, prepared: BulkAction) -> HttpResponse:
    """Do what was previewed; pressing twice does nothing twice."""
    bulk.confirm(prepared=prepared, by=gates.actor_of(request), at=clock.now())
    return redirect("crime_desk:bulk_done", pk=prepared.pk)


@require_GET
@gates.staff("report.decide", BulkAction)
def done(request: HttpRequest, prepared: BulkAction) -> HttpResponse:
    """Show what became of each report."""
    rows = [
        [
            {"text": row["reference"], "href": reverse("crime_desk:report", args=[row["report"]])},
            {"text": "Not done", "colour": "red"} if row["refused"] else
            {"text": "Done", "colour": "green"},
            row["refused"],
        ]
        for row in prepared.results
    ]  # fmt: skip
    context = {
        "prepared": prepared,
        "action": bulk.ACTIONS[prepared.action],
        "headings": ["Reference", "Result", "Why not"],
        "rows": rows,
        "done": sum(not row["refused"] for row in prepared.results),
        "back_href": reverse("crime_desk:queue"),
    }
    return render(request, "crime_desk/bulk_done.html", context)
