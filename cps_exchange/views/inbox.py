"""The prosecutor's inbox: what was sent to the area, unread first."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format

from casefile import clock, gates
from casefile.rules import london
from casefile.rules.file_builds import BUILDS
from casefile.services import access
from cps_exchange import inbox
from cps_exchange.review_clocks import clock_of

HEADINGS = ["Case", "Defendants", "File", "Review", "Due", "Force", "Stage", "Read"]


@gates.staff("submission.list")
def files(request: HttpRequest) -> HttpResponse:
    """Show one page of the area's files."""
    actor = gates.actor_of(request)
    try:
        page = inbox.page(
            actor.area,
            viewer=inbox.PEOPLE,
            cursor=request.GET.get("cursor", ""),
            prefetch=["case__suspects__person"],
        )
    except inbox.BadCursor as problem:
        raise BadRequest(str(problem)) from problem
    hits = [str(row.pk) for row in page.rows]
    access.record_list(actor, at=clock.now(), what="prosecute:inbox", hits=hits)
    context = {
        "area": actor.area,
        "headings": HEADINGS,
        "rows": [_row(row) for row in page.rows],
        "next_cursor": page.next_cursor,
    }
    return render(request, "prosecute/inbox.html", context)


def _row(row: Any) -> list[Any]:
    review = clock_of(row.priority)
    return [
        {
            "text": f"{row.case.urn} v{row.version}",
            "href": reverse("prosecute:file", args=[row.pk]),
        },
        ", ".join(suspect.person.name for suspect in row.case.suspects.all()) or "None named",
        BUILDS.get(row.build, row.build),
        {"text": review.title, "colour": review.colour},
        _due(row),
        row.case.force.name,
        {"stage": row.stage},
        {"text": "Read", "colour": "grey"} if row.is_seen else {"text": "New", "colour": "blue"},
    ]


def _due(row: Any) -> str:
    due_at = clock_of(row.priority).due_at(row.submitted_at)
    if due_at is None:
        return "No clock"
    words = date_format(london.time_of(due_at), "j M Y, H:i")
    is_open = row.stage in {"submitted", "accepted"}
    return f"{words} (late)" if is_open and due_at < clock.now() else words
