"""The file of a report that another force receives by hand."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from casefile import gates
from casefile.services.actors import Actor
from intake import passing_on, transfer_files
from intake.desk.deciding import decide
from intake.desk.reports import REPORTS
from intake.desk_forms import HandOverForm
from intake.models import CrimeReport


@require_GET
@gates.staff("report.decide", REPORTS)
def transfer_file(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Give out the file of a report that was passed to a force without a desk here."""
    transfer = getattr(report, "transfer", None)
    if transfer is None or transfer.received_as_id:
        raise Http404
    response = HttpResponse(transfer_files.file_of(report), content_type="application/json")
    name = f"report-{report.reference}.json"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def hand_over(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Record that the file was handed over, and how."""
    form = HandOverForm(request.POST if request.method == "POST" else None)

    def act(by: Actor, at: datetime) -> object:
        return passing_on.hand_over(report=report, by=by, at=at, **form.cleaned_data)

    return decide(request, report, form, act, "Record the handing over", done="It was recorded.")
