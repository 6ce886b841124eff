"""The files of a report as the desk sees them, and giving one out."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from casefile import clock, gates
from casefile.desk import downloads
from casefile.services import Refused, access, pdf_signatures, scanning
from intake.models import CrimeReport, ReportFile

HEADINGS = ["Name", "Type", "Bytes", "SHA-256", "State"]
FILES = ReportFile.objects.select_related("report__force", "stored")


def rows(report: CrimeReport) -> list[list[dict[str, Any]]]:
    """Return a row of the table for each file, in the order they came. One query."""
    found = report.files.select_related("stored").order_by("received_at", "pk")
    return [_row(file) for file in found]


def _row(file: ReportFile) -> list[dict[str, Any]]:
    name = {"text": f"{file.name} (spoken answer)" if file.question else file.name}
    if file.stored:
        name["href"] = reverse("crime_desk:file", args=[file.pk])
    return [
        name,
        _type(file),
        {"text": f"{file.size_bytes:,}"},
        {"text": file.sha256},
        _state(file),
    ]


def _type(file: ReportFile) -> dict[str, Any]:
    words = pdf_signatures.in_words(file.stored) if file.stored else ""
    return {"text": f"{file.media_type}\n{words}".strip(), "long": bool(words)}


def _state(file: ReportFile) -> dict[str, str]:
    if file.stored is None:
        return {"text": "Being sealed", "colour": "yellow"}
    if scanning.is_set_aside(file.stored):
        return {"text": f"Malware found: {file.stored.scan_detail}", "colour": "red"}
    if file.stored.scan == scanning.CLEAN:
        return {"text": "Sealed, no malware found", "colour": "green"}
    return {"text": f"Sealed, {scanning.in_words(file.stored).lower()}", "colour": "grey"}


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.view", FILES)
def file(request: HttpRequest, file: ReportFile) -> HttpResponseBase:
    """Give out a file of a report as a download, never shown within our own pages.

    One in which malware was found is given out only to who asks for it a second time.
    """
    if file.stored is None:
        raise Refused("This file is being sealed. Try again in a minute.", code="being_sealed")
    actor, at = gates.actor_of(request), clock.now()
    if request.method == "POST":
        access.record_read(actor, file, at=at, what="crime_desk:file")
    elif scanning.is_set_aside(file.stored):
        return _warn(request, file)
    return downloads.as_file(file.stored, by=actor, at=at)


def _warn(request: HttpRequest, file: ReportFile) -> HttpResponse:
    context = {
        "file": file,
        "found": file.stored.scan_detail if file.stored else "",
        "back_href": reverse("crime_desk:report", args=[file.report_id]),
    }
    return render(request, "crime_desk/malware.html", context)
