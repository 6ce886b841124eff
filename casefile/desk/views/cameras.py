"""Pages about registered cameras: those near a case, and what was asked of their owners."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casefile import gates
from casefile.desk.forms import cameras as forms
from casefile.desk.pages import case_frame, form_page
from casefile.models import Camera, Case, FootageRequest
from casefile.services import cameras
from casefile.services.actors import Actor
from casefile.wording import day, plain, when

NEAR = ["Camera", "What it sees", "Keeps for"]
ASKED = ["Camera", "From", "To", "May be gone from", "Stage", ""]


@gates.staff("case.view", Case)
def camera_list(request: HttpRequest, case: Case) -> HttpResponse:
    """Show cameras near a place, and what was asked of them for this case."""
    words = request.GET.get("words", "")[:200]
    page = case_frame(request, case, "desk:cameras") | {
        "title": "Cameras",
        "near_headings": NEAR,
        "near": [_near(row) for row in cameras.near(case, words=words)[:50]],
        "asked_headings": ASKED,
        "asked": [_asked(row) for row in _requests(case)],
        "place": words or case.offence_place,
    }
    return render(request, "desk/cameras.html", page)


def _requests(case: Case) -> Any:
    return case.footage_requests.select_related("camera").order_by("overwritten_on", "pk")


def _near(row: Camera) -> list[str]:
    return [str(row), row.sees, f"{row.keeps_days} days"]


def _asked(row: FootageRequest) -> list[Any]:
    is_open = row.stage == "asked"
    end = {"text": "Came in or not", "href": reverse("desk:close-footage", args=[row.pk])}
    return [
        str(row.camera),
        when(row.from_at),
        when(row.to_at),
        day(row.overwritten_on),
        {"text": plain(row.stage), "colour": "yellow" if is_open else "grey"},
        end if is_open else "",
    ]


@gates.staff("case.work", Case)
def ask(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask the owner of a camera for a stretch of its recording."""
    return form_page(
        request,
        case,
        forms.AskForm,
        lambda data, by, at: cameras.ask(case=case, **data, by=by, at=at),
        title="Ask for a recording",
        then=reverse("desk:cameras", args=[case.pk]),
        done="The owner was asked to keep it.",
        current="desk:cameras",
        context={"intro": "The owner reads the place and the times, and nothing of the case."},
    )


@gates.staff("case.work", FootageRequest)
def close(request: HttpRequest, asked: FootageRequest) -> HttpResponse:
    """Record whether a recording came in."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        was_received = data["was_received"] == "yes"
        cameras.close(asked=asked, was_received=was_received, by=by, at=at)

    return form_page(
        request,
        asked,
        forms.CloseForm,
        act,
        title=str(asked.camera),
        then=reverse("desk:cameras", args=[asked.case_id]),
        done="It was recorded. Record what came in as an exhibit.",
        current="desk:cameras",
    )
