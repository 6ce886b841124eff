"""Who of the force is kept from a case or report by an interest, for a supervisor to look at."""

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from casefile import clock, forms, gates
from casefile.manage.forms import LiftForm
from casefile.manage.paging import numbered_page
from casefile.models import ConflictOfInterest
from casefile.services import access, conflicts
from casefile.services.actors import Actor


@gates.staff("conflict.review")
@require_safe
def conflict_list(request: HttpRequest) -> HttpResponse:
    """List who is kept from what, those who still are first; never the reader's own."""
    actor = gates.actor_of(request)
    page = numbered_page(_shown_to(actor), request.GET)
    hits = [str(row.pk) for row in page.rows]
    access.record_list(actor, at=clock.now(), what="conflicts of interest", hits=hits)
    return render(request, "manage/conflicts.html", {"page": page})


def _shown_to(actor: Actor) -> QuerySet[ConflictOfInterest]:
    found = ConflictOfInterest.objects.filter(force_id=actor.force).select_related("user")
    others = found.exclude(user=actor.account).exclude(subject_id__in=actor.conflicts)
    others = others.exclude(case_id__in=actor.conflicts)
    return others.order_by(F("lifted_at").desc(nulls_first=True), "-set_at", "pk")


@gates.staff("conflict.review", ConflictOfInterest.objects.select_related("user", "case"))
@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: HttpRequest, row: ConflictOfInterest) -> HttpResponse:
    """Show why somebody is kept out, and let them in again with a reason."""
    form = LiftForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        by, given = gates.actor_of(request), form.cleaned_data
        forms.attempt(form, lambda: conflicts.lift(row=row, by=by, at=clock.now(), **given))
        if not form.errors:
            messages.success(request, "They can see it again. Your reason is on the record.")
            return redirect("manage:conflicts")
    shown = {"row": row, "form": form, "back_href": "/manage/conflicts/"}
    return render(request, "manage/conflict.html", shown, status=400 if form.is_bound else 200)
