"""Whether the record and the evidence are whole, for auditors and administrators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casefile import clock, gates
from casefile.manage import integrity_page
from casefile.manage.forms import PeriodForm
from casefile.manage.paging import numbered_page
from casefile.services import access

BLOCKED = ["Since", "Found", "Case", "File", "Hash when sealed"]
ORPHANS = ["File", "Bytes", "Written", "First seen"]
RESTORES = ["Recorded", "By", "Seals that were left", "Entries lost"]


@gates.staff("integrity.view")
@require_safe
def integrity(request: HttpRequest) -> HttpResponse:
    """Show seals, stamps, rounds and problems now, and how the system worked in a period asked."""
    actor, at = gates.actor_of(request), clock.now()
    form = PeriodForm(request.GET if "first_day" in request.GET else None)
    blocked = numbered_page(integrity_page.blocked(actor), request.GET, "blocked")
    orphans = numbered_page(integrity_page.orphans(actor), request.GET, "orphans")
    hits = [str(row.pk) for row in blocked.rows]
    access.record_list(actor, at=at, what="integrity", hits=hits)
    asked = integrity_page.period(**form.cleaned_data) if form.is_valid() else None
    shown = {
        "form": form,
        "period": asked,
        "state": integrity_page.state(),
        "blocked": blocked,
        "blocked_caption": blocked.caption("Files that are not as they were sealed"),
        "blocked_headings": BLOCKED,
        "blocked_rows": integrity_page.blocked_rows(blocked.rows),
        "orphans": orphans,
        "orphan_caption": orphans.caption("Files in the store that no record names"),
        "orphan_headings": ORPHANS,
        "orphan_rows": integrity_page.orphan_rows(orphans.rows),
        "restore_headings": RESTORES,
        "restores": integrity_page.restore_rows(),
    }
    status = 400 if form.is_bound and asked is None else 200
    return render(request, "manage/integrity.html", shown, status=status)
