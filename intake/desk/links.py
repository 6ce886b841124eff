"""Links by which one person sends files to a report: made, listed, closed."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from casefile import gates
from casefile.desk import link_page
from casefile.models import UploadLink
from casefile.services import upload_links
from intake.desk.report import frame
from intake.desk.reports import REPORTS
from intake.models import CrimeReport


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def links(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Make a link for one person's files, and list those there are."""
    rows = _links(report).select_related("made_by").order_by("-made_at", "pk")
    context = frame(report, "Links for files") | link_page.page(
        request,
        rows,
        lambda given, by, at: upload_links.make(
            force=report.force, report_id=report.pk, by=by, at=at, **given
        ),
    )
    context |= {"close_name": "crime_desk:close_link", "subject": report}
    status = 400 if context["form"].is_bound else 200
    return render(request, "crime_desk/links.html", context, status=status)


def _links(report: CrimeReport) -> QuerySet[UploadLink]:
    return UploadLink.objects.filter(report_id=report.pk)


@require_POST
@gates.staff("report.decide", REPORTS)
def close(request: HttpRequest, report: CrimeReport, link: UUID) -> HttpResponse:
    """Close a link before its time."""
    link_page.close(request, _links(report).filter(pk=link).first())
    messages.success(request, "The link is closed.")
    return redirect("crime_desk:links", pk=report.pk)
