"""The register of cameras, where the crime desk checks who registered them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from casefile import clock, gates
from casefile.models import Camera
from casefile.services import access, cameras
from intake.desk.queue import tabs
from intake.desk.times import moment_words

SHOWN = 200


@require_GET
@gates.staff("report.list")
def camera_list(request: HttpRequest) -> HttpResponse:
    """List the cameras of the force, those not checked yet first."""
    actor, at = gates.actor_of(request), clock.now()
    rows = list(Camera.objects.of_force(actor.force).order_by("checked_at", "place", "pk")[:SHOWN])
    # A nullable column sorts its blanks last on PostgreSQL and first on SQLite.
    rows.sort(key=lambda row: row.checked_at is not None)
    access.record_list(actor, at=at, what="cameras", hits=[str(row.pk) for row in rows])
    context = {
        "headings": ["Camera", "Registered", "Keeps for", "State"],
        "rows": [_row(row) for row in rows],
        "tabs": tabs("Cameras"),
    }
    return render(request, "crime_desk/cameras.html", context)


def _row(row: Camera) -> list[Any]:
    is_checked = row.checked_at is not None
    return [
        {"text": str(row), "href": reverse("crime_desk:camera", args=[row.pk])},
        moment_words(row.registered_at),
        f"{row.keeps_days} days",
        {"text": "Checked" if is_checked else "Not checked",
         "colour": "green" if is_checked else "yellow"},
    ]  # fmt: skip


@require_GET
@gates.staff("report.view", Camera.objects.select_related("checked_by"))
def camera(request: HttpRequest, camera: Camera) -> HttpResponse:
    """Show a camera with how to reach its owner."""
    facts = [
        {"key": "Owner", "value": camera.owner},
        {"key": "Place", "value": camera.place},
        {"key": "What it sees", "value": camera.sees},
        {"key": "Keeps for", "value": f"{camera.keeps_days} days"},
        {"key": "Contact", "value": camera.contact_name},
        {"key": "Email", "value": camera.contact_email},
        {"key": "Phone", "value": camera.contact_phone},
        {"key": "Checked by", "value": str(camera.checked_by or "")},
    ]
    context = {"camera": camera, "facts": facts, "back_href": reverse("crime_desk:cameras")}
    return render(request, "crime_desk/camera.html", context)


@require_POST
@gates.staff("report.decide", Camera)
def decide(request: HttpRequest, camera: Camera) -> HttpResponse:
    """Record that the owner was spoken to, or take the camera off the register."""
    by, at = gates.actor_of(request), clock.now()
    if request.POST.get("action") == "remove":
        cameras.remove(camera=camera, by=by, at=at)
        messages.success(request, "The camera was taken off the register.")
        return redirect("crime_desk:cameras")
    cameras.check(camera=camera, by=by, at=at)
    messages.success(request, "The camera may be used.")
    return redirect("crime_desk:camera", pk=camera.pk)
