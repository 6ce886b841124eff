"""Risk as whoever works on a case sees and judges it: assessments and flags of its report."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from casefile import gates
from casefile.desk.pages import case_frame
from casefile.models import Case
from intake import vulnerability
from intake.desk import assessments
from intake.models import CrimeReport, RiskAssessment


def _report_of(case: Case) -> CrimeReport | None:
    """Return the report that the case began with, or None when it began without one."""
    found = CrimeReport.objects.filter(case=case).select_related("force", "case")
    return found.order_by("clock_started_at", "pk").first()


@require_GET
@gates.staff("case.view", Case)
def risk(request: HttpRequest, case: Case) -> HttpResponse:
    """Show what was judged of the report of a case, and the flags that its team may see."""
    report = _report_of(case)
    context = case_frame(request, case) | {
        "title": "Risk and vulnerability",
        "back_href": reverse("desk:case", args=[case.pk]),
    }
    if report:
        rows = list(report.answers.order_by("position"))
        flags = vulnerability.shown_to(vulnerability.live(report), gates.actor_of(request))
        context |= {
            "assessments": assessments.panel(report, rows, of_case=case),
            "flags": [
                {"key": vulnerability.FLAGS[row.code].words, "value": row.told_by} for row in flags
            ],
        }
    return render(request, "crime_desk/case_risk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("case.work", Case)
def assess(request: HttpRequest, case: Case, tool: str) -> HttpResponse:
    """Let an officer of the case fill in a tool, beside what the report says."""
    report = _report_of(case)
    if report is None:
        raise Http404
    then = reverse("crime_desk:case_risk", args=[case.pk])
    return assessments.fill_in(request, report, tool, then=then)


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("case.work", RiskAssessment.objects.select_related("report__case", "assessed_by"))
def grade(request: HttpRequest, row: RiskAssessment) -> HttpResponse:
    """Let an officer or supervisor of the case grade what somebody else assessed."""
    return assessments.grade(
        request, row, then=reverse("crime_desk:case_risk", args=[row.report.case_id])
    )
