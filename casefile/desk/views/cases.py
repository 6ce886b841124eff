"""The officer's first page and the pages of one case."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse

from casefile import clock, gates
from casefile.desk import case_list, case_page, clock_rows, next_steps, thing_page, timeline
from casefile.desk.pages import case_frame
from casefile.models import Case
from casefile.rules import london
from casefile.services import access

MOST_TASKS = 50


@gates.staff("case.list")
def home(request: HttpRequest) -> HttpResponse:
    """Show the cases a person works on, and the tasks that others wait for."""
    actor, at = gates.actor_of(request), clock.now()
    visible = access.visible_to(actor, "case.view")
    try:
        listed = case_list.page(visible, after=request.GET.get("after", ""))
    except ValueError:
        return HttpResponseBadRequest(render(request, "400.html").content)
    tasks = next_steps.tasks_of(actor, visible)[:MOST_TASKS] if not listed.after else []
    offers = thing_page.offers_to(actor)
    shown = [case.pk for case in (*listed.cases, *(step.case for step in tasks)) if case]
    hits = dict.fromkeys(str(key) for key in (*shown, *(row.case_id for row in offers)))
    access.record_list(actor, at=at, what="desk:home", hits=list(hits))
    page = {
        "title": "My cases",
        "headings": case_list.HEADINGS,
        "rows": listed.rows,
        "older_href": listed.older_href,
        "newer_href": reverse("desk:home") if listed.after else "",
        "may_capture": access.may(actor, "capture.use", at=at),
        "may_break_glass": access.may(actor, "break_glass.open", at=at),
        "tasks": [
            *(thing_page.offer_task(row) for row in offers),
            *(step.as_task(london.day_of(at)) for step in tasks),
        ],
    }
    return render(request, "desk/home.html", page)


@gates.staff("case.view", Case)
def case(request: HttpRequest, case: Case) -> HttpResponse:
    """Show a case at a glance: each suspect, what comes next, what is recorded, what happened."""
    page = case_frame(request, case, "desk:case")
    steps = next_steps.of_case(case) if page["may_work"] else []
    page |= {
        "title": case.title,
        "steps": [step.as_task(london.day_of(clock.now())) for step in steps],
        "clock_headings": clock_rows.HEADINGS,
        "clocks": clock_rows.of_case(case, clock.now()),
        "timeline": timeline.items(case, most=5),
        "may_allocate": access.may(gates.actor_of(request), "case.allocate", case, at=clock.now()),
        **case_page.details(case),
    }
    return render(request, "desk/case.html", page)


@gates.staff("case.view", Case)
def case_timeline(request: HttpRequest, case: Case) -> HttpResponse:
    """Show everything that happened in a case, newest first."""
    before = request.GET.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) < 12):
        return HttpResponseBadRequest(render(request, "400.html").content)
    items = timeline.items(case, before=int(before) if before else None)
    page: dict[str, Any] = case_frame(request, case, "desk:timeline")
    page |= {"title": "Timeline", "items": items, "older_href": _older(items)}
    page["newer_href"] = reverse("desk:timeline", args=[case.pk]) if before else ""
    return render(request, "desk/timeline.html", page)


def _older(items: list[dict[str, Any]]) -> str:
    full = len(items) == timeline.PAGE and items[-1]["sequence"] > 1
    return f"?before={items[-1]['sequence']}" if full else ""
