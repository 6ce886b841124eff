"""The access log, for auditors. Reading it is itself an entry."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casefile import clock, gates
from casefile.manage import access_log
from casefile.manage.forms import LogFilterForm
from casefile.manage.paging import page_of
from casefile.services import access


@gates.staff("audit.view")
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Show who looked at what, newest first, by case or by user where asked."""
    form = LogFilterForm(request.GET)
    if not form.is_valid():
        return render(request, "manage/audit.html", {"form": form}, status=400)
    actor, asked = gates.actor_of(request), form.cleaned_data
    page = page_of(access_log.entries_of(actor, **asked), "at", request.GET)
    access.record_log_read(actor, at=clock.now(), asked=asked, shown=len(page.rows))
    shown = {"form": form, "lines": access_log.lines(page.rows), "page": page}
    return render(request, "manage/audit.html", shown)
