"""What becomes of a report that is not recorded: kept as an incident, or passed on.

Recording is in crimes.py.
"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from casefile import gates
from casefile.services.actors import Actor
from intake import closing, forces, linking, passing_on, services
from intake.desk.deciding import attempted, decide
from intake.desk.report import report_page
from intake.desk.reports import REPORTS
from intake.desk_forms import (
    CloseForm,
    LinkIncidentForm,
    ReferForm,
    TransferForm,
)
from intake.grounds import GROUNDS, needs_sign_off
from intake.models import CrimeReport

# Every decision ends with telling the reporter.
TELL = "crime_desk:tell"


@require_POST
@gates.staff("report.decide", REPORTS)
def link(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Link a report to an imported incident."""
    form = LinkIncidentForm(request.POST)

    def act(by: Actor, at: datetime) -> object:
        return services.link_incident(report=report, by=by, at=at, **form.cleaned_data)

    if attempted(request, form, act, "The incident was linked."):
        return redirect("crime_desk:report", pk=report.pk)
    return report_page(request, report, form, status=400)


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def close(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Keep a report as an incident only, or ask for the sign-off that its ground needs."""
    told_twice = linking.why_recorded_already(report)
    form = CloseForm(request.POST if request.method == "POST" else None, initial=told_twice)

    def act(by: Actor, at: datetime) -> object:
        return closing.close_or_ask(report=report, by=by, at=at, **form.cleaned_data)

    ground, title = request.POST.get("ground", ""), "Keep as an incident only"
    if ground in GROUNDS and needs_sign_off(ground, gates.actor_of(request).roles):
        words = "A supervisor or the registrar is asked to sign this off."
        return decide(request, report, form, act, title, done=words)
    return decide(request, report, form, act, title, then=TELL)


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def transfer(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Pass a report to another force."""
    names = forces.others_than(report.force_id)
    form = TransferForm(names, request.POST if request.method == "POST" else None)

    def act(by: Actor, at: datetime) -> object:
        return services.transfer(report=report, by=by, at=at, **form.cleaned_data)

    return decide(request, report, form, act, "Pass to another force", then=TELL)


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def refer(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Leave a report to another body that deals with such things."""
    form = ReferForm(request.POST if request.method == "POST" else None)

    def act(by: Actor, at: datetime) -> object:
        return passing_on.refer(report=report, by=by, at=at, **form.cleaned_data)

    return decide(request, report, form, act, "Refer elsewhere", then=TELL)
