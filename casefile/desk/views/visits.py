"""Pages about visits to victims."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casefile import gates
from casefile.desk.forms import visits as forms
from casefile.desk.pages import case_frame, form_page
from casefile.models import Case, Visit
from casefile.services import visits
from casefile.services.actors import Actor
from casefile.wording import plain, when

HEADINGS = ["Victim", "When", "Where", "Officer", "Stage", ""]


@gates.staff("case.view", Case)
def visit_list(request: HttpRequest, case: Case) -> HttpResponse:
    """Show the visits of a case, and who wants one that is not booked yet."""
    rows = case.visits.select_related("victim__person", "officer").order_by("visit_at")
    wishes = case.victims.filter(wants_visit=True, visits=None).select_related("person")
    page = case_frame(request, case, "desk:visits")
    page |= {"title": "Visits", "headings": HEADINGS, "rows": [_row(row) for row in rows]}
    page["wishes"] = [str(row) for row in wishes]
    return render(request, "desk/visits.html", page)


def _row(visit: Visit) -> list[Any]:
    is_open = visit.stage == "booked"
    end = {"text": "Made or called off", "href": reverse("desk:end-visit", args=[visit.pk])}
    return [
        str(visit.victim),
        when(visit.visit_at),
        visit.place or "At home",
        visit.officer.signature_name,
        {"text": plain(visit.stage), "colour": "blue" if is_open else "grey"},
        end if is_open else visit.reason,
    ]


@gates.staff("case.work", Case)
def book(request: HttpRequest, case: Case) -> HttpResponse:
    """Book a visit to a victim."""
    return form_page(
        request,
        case,
        forms.BookForm,
        lambda data, by, at: visits.book(**data, by=by, at=at),
        title="Book a visit",
        then=reverse("desk:visits", args=[case.pk]),
        done="The visit was booked, and the victim is told.",
        current="desk:visits",
        context={"intro": _safe_ways(case)},
    )


def _safe_ways(case: Case) -> str:
    """Return what victims said about when to reach them, which also tells when to come."""
    plans = {}
    rows = case.victims.select_related("person").prefetch_related("person__contact_plans")
    for victim in rows:
        newest = max(victim.person.contact_plans.all(), key=lambda row: row.version, default=None)
        if newest and (said := "; ".join(filter(None, [newest.times, newest.notes]))):
            plans[str(victim)] = said
    return " ".join(f"{name} said: {said}." for name, said in plans.items())


@gates.staff("case.work", Visit)
def end(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Record that a visit was made, or call it off."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        if data["was_made"] == "yes":
            visits.keep(visit=visit, by=by, at=at)
        else:
            visits.cancel(visit=visit, reason=data["reason"], by=by, at=at)

    return form_page(
        request,
        visit,
        forms.EndForm,
        act,
        title=f"Visit on {when(visit.visit_at)}",
        then=reverse("desk:visits", args=[visit.case_id]),
        done="It was recorded.",
        current="desk:visits",
    )
