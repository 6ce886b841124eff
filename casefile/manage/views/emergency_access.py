"""Emergency access taken in the own force, for a supervisor to review."""

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from casefile import clock, forms, gates
from casefile.manage.access_log import case_reference
from casefile.manage.forms import ReviewForm
from casefile.models import BreakGlass
from casefile.services import access

MOST_SHOWN = 100


@gates.staff("break_glass.review")
@require_safe
def review_list(request: HttpRequest) -> HttpResponse:
    """List emergency access, what waits for review first."""
    actor = gates.actor_of(request)
    found = BreakGlass.objects.filter(case__force_id=actor.force).select_related("case", "user")
    found = found.exclude(case_id__in=actor.conflicts)
    waiting_first = found.order_by(F("reviewed_at").desc(nulls_first=True), "-opened_at")
    rows = list(waiting_first[:MOST_SHOWN])
    hits = [str(row.pk) for row in rows]
    access.record_list(actor, at=clock.now(), what="emergency access", hits=hits)
    shown = [(row, case_reference(row.case)) for row in rows]
    return render(request, "manage/emergency_access.html", {"rows": shown})


@gates.staff("break_glass.review", BreakGlass.objects.select_related("case", "user"))
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, row: BreakGlass) -> HttpResponse:
    """Say whether the access was justified. Nobody reviews their own."""
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        by, given = gates.actor_of(request), form.cleaned_data
        if forms.attempt(
            form, lambda: access.review_break_glass(row=row, by=by, at=clock.now(), **given)
        ):
            messages.success(request, "Your review was recorded.")
            return redirect("manage:emergency_access")
    shown = {
        "row": row,
        "reference": case_reference(row.case),
        "form": form,
        "is_own": row.user_id == request.user.pk,
        "back_href": "/manage/emergency-access/",
    }
    return render(request, "manage/review.html", shown, status=400 if form.is_bound else 200)
