"""What every page with one decision on a report does: hold it, show the form, decide, go back."""

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from casefile import clock, gates
from casefile.forms import attempt
from casefile.services.actors import Actor
from intake import leases
from intake.models import CrimeReport, DeskLease

Decision = Callable[[Actor, datetime], object]


def decide(
    request: HttpRequest,
    report: CrimeReport,
    form: forms.Form,
    act: Decision,
    title: str,
    *,
    hint: str = "",
    done: str = "Your decision was recorded.",
    then: str = "crime_desk:report",
    takes: bool = True,
) -> HttpResponse:
    """Show the form of a decision, or make the decision and go on to the page `then`.

    Opening the form takes the report in hand; when somebody else has it, its own page says so.
    """
    is_sent = request.method == "POST"
    if is_sent and attempted(request, form, act, done):
        return redirect(then, pk=report.pk)
    if takes and not is_sent and held_by_another(request, report):
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


def held_by_another(request: HttpRequest, report: CrimeReport) -> DeskLease | None:
    """Take a waiting report in hand; return the lease of somebody else who has it already."""
    if report.stage != "submitted":
        return None
    by = gates.actor_of(request)
    lease = leases.take(report=report, by=by, at=clock.now())
    return lease if lease.holder_id != by.id else None


def attempted(request: HttpRequest, form: forms.Form, act: Decision, words: str) -> bool:
    """Do what a filled-in form asks and say so; false when it cannot be done, with the reasons."""
    if not form.is_valid():
        return False
    if not attempt(form, lambda: act(gates.actor_of(request), clock.now())):
        return False
    messages.success(request, words)
    return True
