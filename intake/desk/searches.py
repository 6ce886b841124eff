"""Saved searches of the person who is signed in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casefile import clock, gates
from casefile.forms import attempt
from casefile.services import access
from casefile.services.actors import Actor
from intake import queue_filters, searches
from intake.desk.queue import tabs
from intake.desk.times import moment_words
from intake.desk_forms import SaveSearchForm
from intake.models import CrimeReport, SavedSearch
from intake.queue_filters import FilterForm

MOST_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.list")
def save(request: HttpRequest) -> HttpResponse:
    """Save the filters in the address under a name."""
    filters = FilterForm(request.GET).chosen
    is_sent = request.method == "POST"
    form = SaveSearchForm(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        by, at, given = gates.actor_of(request), clock.now(), form.cleaned_data
        saved = attempt(form, lambda: searches.save(filters=filters, by=by, at=at, **given))
        if saved:
            messages.success(request, "The search was saved.")
            return redirect("crime_desk:searches")
    context = {
        "form": form,
        "filters": queue_filters.words_of(filters),
        "email": gates.actor_of(request).account.email,
        "back_href": f"{reverse('crime_desk:queue')}?{urlencode(filters)}",
    }
    return render(request, "crime_desk/save_search.html", context, status=400 if is_sent else 200)


@require_GET
@gates.staff("report.list")
def own(request: HttpRequest) -> HttpResponse:
    """List one's own searches, what each looks for and what it found last."""
    actor, at = gates.actor_of(request), clock.now()
    rows = SavedSearch.objects.filter(owner=actor.account).order_by("stopped_at", "-saved_at")
    shown = [_shown(search, actor) for search in rows[:MOST_SHOWN]]
    hits = [hit["pk"] for search in shown for hit in search["found"]]
    access.record_list(actor, at=at, what="crime desk: saved searches", hits=hits)
    context = {"searches": shown, "tabs": tabs("Saved searches"), "email": actor.account.email}
    return render(request, "crime_desk/searches.html", context)


def _shown(search: SavedSearch, actor: Actor) -> dict[str, Any]:
    seen = CrimeReport.objects.open_to(actor)
    last = search.hits.filter(round=search.round, report__in=seen)
    looked = moment_words(search.looked_at) if search.looked_at else "Not yet"
    return {
        "search": search,
        "rows": [
            {"key": "Looks for", "value": "\n".join(queue_filters.words_of(search.filters))},
            {"key": "How often", "value": searches.PERIODS.get(search.every_minutes, "")},
            {"key": "Last look", "value": looked},
        ],
        "href": f"{reverse('crime_desk:queue')}?{urlencode(search.filters)}",
        "found": [
            {
                "pk": str(hit.report_id),
                "reference": hit.report.reference,
                "href": reverse("crime_desk:report", args=[hit.report_id]),
            }
            for hit in last.select_related("report").order_by("found_at", "pk")[:MOST_SHOWN]
        ],
    }


@require_POST
@gates.staff("report.list", SavedSearch)
def stop(request: HttpRequest, search: SavedSearch) -> HttpResponse:
    """Stop one's own search; another's is not there."""
    actor = gates.actor_of(request)
    if search.owner_id != actor.id:
        raise Http404
    searches.stop(search=search, by=actor, at=clock.now())
    messages.success(request, "The search was stopped.")
    return redirect("crime_desk:searches")
