"""Where an assessor says that they know somebody in a report."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from casefile import clock, gates
from casefile.forms import attempt
from casefile.models import ConflictOfInterest
from casefile.services import conflicts
from intake import leases
from intake.models import CrimeReport
from intake.risk_forms import InterestForm

INTRO = (
    "You will not see this report again, in any list, search or download, until the registrar or "
    "a supervisor opens it to you with a reason. Somebody else will deal with it."
)


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.view", CrimeReport.objects.select_related("force", "case"))
def declare(request: HttpRequest, report: CrimeReport) -> HttpResponse:
    """Declare an interest: the report and its case are closed to whoever declared it."""
    by = gates.actor_of(request)
    form = InterestForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        attempt(
            form,
            lambda: conflicts.set_on(
                report,
                user=by.account,
                how=ConflictOfInterest.DECLARED,
                by=by,
                at=clock.now(),
                **form.cleaned_data,
            ),
        )
        if not form.errors:
            leases.release(report=report, by=by)
            messages.success(request, "The report is closed to you now.")
            return redirect("crime_desk:queue")
    context = {
        "report": report,
        "form": form,
        "title": "I know somebody in this",
        "hint": INTRO,
        "back_href": reverse("crime_desk:report", args=[report.pk]),
    }
    return render(request, "crime_desk/decide.html", context, status=400 if form.is_bound else 200)
