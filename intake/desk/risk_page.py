"""The page of one report on which people judge its risk, set flags, and look at other reports."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from casefile import gates
from intake.desk import panels
from intake.desk.report import frame
from intake.desk.reports import REPORTS
from intake.models import CrimeReport


@require_GET
@gates.staff("report.view", REPORTS)
def risk(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Show what was judged of a report, its flags, and the reports that may belong with it."""
    rows = list(report.answers.order_by("position"))
    context = frame(report, "Risk and links") | panels.of_risk_page(request, report, rows)
    return render(request, "crime_desk/risk_page.html", context)
