"""Having a report in hand: taking over, giving back, and giving to a colleague."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from casefile import gates
from casefile.services.actors import Actor
from intake import assigning, leases
from intake.desk.deciding import decide
from intake.desk.reports import REPORTS
from intake.desk_forms import AssignForm, TakeOverForm
from intake.models import CrimeReport


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def take_over(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Take a report from the person who has it, with a reason that they are told."""
    form = TakeOverForm(request.POST if request.method == "POST" else None)

    def act(by: Actor, at: datetime) -> object:
        return leases.take_over(report=report, by=by, at=at, **form.cleaned_data)

    words = "You have this report now. Who had it is told."
    return decide(request, report, form, act, "Take this report over", done=words, takes=False)


@require_POST
@gates.staff("report.decide", REPORTS)
def give_back(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Leave a report to others and go back to the queue."""
    leases.release(report=report, by=gates.actor_of(request))
    return redirect("crime_desk:queue")


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def assign(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Give a report to somebody of the desk."""
    people = assigning.colleagues(report.force_id)
    form = AssignForm(people, request.POST if request.method == "POST" else None)

    def act(by: Actor, at: datetime) -> object:
        return assigning.assign(report=report, by=by, at=at, **form.cleaned_data)

    return decide(request, report, form, act, "Give to a colleague", done="It was given to them.")
