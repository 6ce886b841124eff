"""The page on which the crime desk publishes advice to an area, and takes it back."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from casefile import clock, gates
from casefile.forms import attempt
from intake import area_advice
from intake.desk.report import REPORTS
from intake.forms import Words
from intake.models import CrimeReport


class AreaForm(forms.Form):
    """The area in words."""

    area = Words(
        label="Area",
        max_length=120,
        help_text="A neighbourhood that people know. No street, house number, postcode or name.",
        error_messages={"required": "Say which area"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def publish(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Publish advice to the homes near a burglary, or show what is published."""
    is_sent = request.method == "POST"
    form = AreaForm(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        by, area = gates.actor_of(request), form.cleaned_data["area"]
        if attempt(
            form, lambda: area_advice.publish(report=report, area=area, by=by, at=clock.now())
        ):
            messages.success(request, "The advice is published.")
            return redirect("crime_desk:area", pk=report.pk)
    context = {
        "report": report,
        "form": form,
        "is_fitting": area_advice.is_fitting(report),
        "advice": getattr(report, "area_advice", None),
        "back_href": reverse("crime_desk:report", args=[report.pk]),
    }
    return render(request, "crime_desk/area.html", context, status=400 if is_sent else 200)


@require_POST
@gates.staff("report.decide", REPORTS)
def withdraw(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Take the advice of a report's area back."""
    if advice := getattr(report, "area_advice", None):
        area_advice.withdraw(advice=advice, by=gates.actor_of(request), at=clock.now())
        messages.success(request, "The advice was taken back.")
    return redirect("crime_desk:area", pk=report.pk)
