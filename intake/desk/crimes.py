"""Pages on which a crime of a report is recorded: the first one, and any other."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from casefile import clock, gates
from casefile.forms import attempt
from casefile.models import RecordedCrime
from casefile.rules import crime_classes, london
from casefile.services import Refused
from intake import further_crimes, services, suggesting
from intake.carrying import facts_of
from intake.desk.crime_forms import CrimeForm, Desk, FurtherCrimeForm, RecordForm
from intake.desk.deciding import held_by_another
from intake.desk.decisions import TELL
from intake.desk.recorded import crimes_of
from intake.desk.reports import REPORTS
from intake.models import CrimeReport
from intake.recording import CrimeFacts

HEADINGS = ["Class", "Crime", "Group"]
MOST_FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def record(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Record the first crime of a report, allocate it, and book the visit."""
    desk = _desk(request, report)
    form = RecordForm(desk, request.POST if request.method == "POST" else None)

    def act(given: dict[str, Any]) -> object:
        return services.record_as_crime(
            report=report, by=gates.actor_of(request), at=clock.now(), **given
        )

    wish = "The victim would like a visit." if desk.told.answers.get("visit") == "yes" else ""
    return _page(request, desk, form, act, title="Record a crime", hint=wish, then=TELL)


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def record_another(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Record a further crime of a report in its case: one for each victim, or each home."""
    if report.case is None:
        raise Refused("Record the first crime of this report first.", code="no_case")
    desk = _desk(request, report)
    form = FurtherCrimeForm(desk, request.POST if request.method == "POST" else None)

    def act(given: dict[str, Any]) -> object:
        names = {key: given.pop(key) for key in ("victim", "given_names", "family_name")}
        return further_crimes.record_further(
            report=report,
            facts=CrimeFacts(**given),
            by=gates.actor_of(request),
            at=clock.now(),
            **names,
        )

    return _page(request, desk, form, act, title="Record another crime")


def _desk(request: HttpRequest, report: CrimeReport) -> Desk:
    at = clock.now()
    place = facts_of(report).text("offence.place")
    wanted = request.GET.get("code", "")
    is_late = at > report.record_by
    return Desk(report, suggesting.told(report), place, london.day_of(at), is_late, wanted)


def _page(
    request: HttpRequest,
    desk: Desk,
    form: CrimeForm,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    hint: str = "",
    then: str = "crime_desk:report",
) -> HttpResponse:
    """Show the form of a crime, or record it and go on to what the reporter is told."""
    is_sent = request.method == "POST"
    if is_sent and _done(form, act):
        messages.success(request, "The crime was recorded.")
        return redirect(then, pk=desk.report.pk)
    if not is_sent and held_by_another(request, desk.report):
        return redirect("crime_desk:report", pk=desk.report.pk)
    if is_sent:
        desk.report.refresh_from_db()  # a refused decision was rolled back, but not in memory
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "report": desk.report,
        "form": form,
        "title": title,
        "hint": hint,
        "first": desk.suggested.first,
        "crimes": _crimes(desk.report),
        "words": words,
        "found": _found(words, desk) if words else [],
        "headings": HEADINGS,
        "back_href": reverse("crime_desk:report", args=[desk.report.pk]),
    }
    return render(request, "crime_desk/record.html", context, status=400 if is_sent else 200)


def _done(form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    if not form.is_valid():
        return False
    given = {"included_offences": [], **form.cleaned_data}
    return bool(attempt(form, lambda: act(given)))


def _found(words: str, desk: Desk) -> list[list[Any]]:
    """Return the classes that hold every word; one that a force may not record says so."""
    return [_found_row(row) for row in crime_classes.find(words, desk.on)[:MOST_FOUND]]


def _found_row(row: crime_classes.ClassRow) -> list[Any]:
    if row.recorded_by != "force":
        return [row.code, row.title, "Recorded by Report Fraud: refer it there"]
    link = {"text": row.code, "href": f"?code={row.code}"}
    return [link, row.title, crime_classes.GROUPS[row.group]]


def _crimes(report: CrimeReport) -> list[dict[str, Any]]:
    return [{"key": crime.reference, "value": _in_words(crime)} for crime in crimes_of(report)]


def _in_words(crime: RecordedCrime) -> str:
    who = crime.victim.person.name if crime.victim else "nobody named"
    return f"{crime.home_office_class} {crime.title}: {who}, {crime.stage.replace('_', ' ')}"
