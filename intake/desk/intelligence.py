"""Information: passed on by the desk, and listed for the few who may see it afterwards."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from casefile import clock, gates
from casefile.services import access
from casefile.services.actors import Actor
from intake import intelligence
from intake.desk.deciding import decide
from intake.desk.reports import REPORTS
from intake.desk.times import moment_words
from intake.desk_forms import ReasonForm
from intake.models import CrimeReport, IntelligenceReport

PER_PAGE = 50
HEADINGS = ["Report", "How they know", "Could somebody tell who told?", "Passed on", "By"]
SURE = {"yes": "Yes", "no": "No", "unsure": "Not sure", "": "Not asked"}


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def pass_on(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Pass a report of information to intelligence; the desk does not see it again."""
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def act(by: Actor, at: datetime) -> object:
        return intelligence.pass_on(report=report, by=by, at=at, **form.cleaned_data)

    answer = decide(request, report, form, act, "Pass to intelligence")
    is_done = request.method == "POST" and answer.status_code == 302
    return redirect("crime_desk:queue") if is_done else answer


@require_GET
@gates.staff("intelligence.list")
def passed_on(request: HttpRequest) -> HttpResponse:
    """List the information of the force, newest first."""
    actor = gates.actor_of(request)
    rows = IntelligenceReport.objects.filter(force_id=actor.force).select_related(
        "report", "passed_by"
    )
    page = Paginator(rows.order_by("-passed_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    hits = [str(row.report_id) for row in page]
    access.record_list(actor, at=clock.now(), what="intelligence", hits=hits)
    context = {
        "page": page,
        "headings": HEADINGS,
        "rows": [_row(row) for row in page],
        "back_href": reverse("crime_desk:queue"),
    }
    return render(request, "crime_desk/intelligence.html", context)


def _row(row: IntelligenceReport) -> list[Any]:
    return [
        {"text": row.report.reference, "href": reverse("crime_desk:report", args=[row.report_id])},
        row.source,
        SURE[row.is_identifiable],
        moment_words(row.passed_at),
        row.passed_by.name,
    ]
