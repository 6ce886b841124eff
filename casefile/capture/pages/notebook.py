"""An officer's pocket notebook: numbered, added to, with corrections beside what they strike."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casefile import clock, gates
from casefile.capture.models import NotebookEntry
from casefile.capture.pages.words import first_of
from casefile.services import access


@gates.staff("capture.list")
@require_safe
def notebook(request: HttpRequest) -> HttpResponse:
    """Show the reader's own notes, the newest first; nothing in them can be changed here."""
    actor = gates.actor_of(request)
    found = NotebookEntry.objects.filter(officer_id=actor.id).exclude(case_id__in=actor.conflicts)
    rows = found.select_related("case", "strikes", "entry").prefetch_related("struck_by")
    notes, cut = first_of(rows.order_by("-number"), "newest")
    hits = [str(row.pk) for row in notes]
    access.record_list(actor, at=clock.now(), what="notebook", hits=hits)
    return render(request, "tablets/notebook.html", {"notes": notes, "cut": cut})
