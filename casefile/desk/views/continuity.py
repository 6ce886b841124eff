"""The continuity report of an exhibit: shown, and taken out with a reason as PDF or JSON."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casefile import clock, gates
from casefile.desk import continuity_page, downloads
from casefile.desk.forms.access import ReportForm
from casefile.desk.pages import case_frame
from casefile.models import Exhibit
from casefile.services import continuity_report

TYPES = {"pdf": "application/pdf", "json": "application/json"}


@gates.staff("case.view", Exhibit)
def continuity(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Report who held an exhibit and what was done with it, entry by entry of the chain."""
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _taken_out(request, exhibit, form)
    actor = gates.actor_of(request)
    report = continuity_report.build(exhibit, with_reads=True, by=actor, at=clock.now())
    page = case_frame(request, exhibit.case, "desk:exhibits") | {
        "title": f"Continuity of {exhibit.reference}",
        "report": report,
        "verdict": continuity_page.verdict(report),
        "headings": continuity_page.HEADINGS,
        "rows": continuity_page.rows(report),
        "form": form,
        "back_href": reverse("desk:exhibit", args=[exhibit.pk]),
    }
    return render(request, "desk/continuity.html", page, status=400 if form.is_bound else 200)


def _taken_out(request: HttpRequest, exhibit: Exhibit, form: ReportForm) -> HttpResponse:
    actor, at, told = gates.actor_of(request), clock.now(), form.cleaned_data
    with_reads = told["reads"] == "yes"
    report = continuity_report.build(exhibit, with_reads=with_reads, by=actor, at=at)
    if told["form"] == "pdf":
        content = continuity_page.as_pdf(exhibit, report)
    else:
        content = continuity_report.as_json(report)
    digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
    continuity_report.record_taken_out(
        exhibit, report, reason=told["reason"], digest=digest, by=actor, at=at
    )
    name = f"continuity-{report.reference.replace('/', '-')}.{told['form']}"
    return downloads.made_file(content, name, TYPES[told["form"]])
