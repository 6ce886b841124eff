"""Imported incident logs and the recordings of their calls."""

from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from casefile import clock, gates
from casefile.desk import downloads
from casefile.forms import attempt
from casefile.models import Force
from casefile.services.actors import Actor
from intake import services
from intake.desk_forms import (
    ImportIncidentForm,
)
from intake.models import IncidentLog


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide")
def import_incident(request: HttpRequest) -> HttpResponse:
    """Import a log of command and control with the recording of its call."""
    is_sent = request.method == "POST"
    form = ImportIncidentForm(request.POST, request.FILES) if is_sent else ImportIncidentForm()
    if is_sent and form.is_valid():
        log = attempt(form, lambda: _import(form.cleaned_data, gates.actor_of(request)))
        if log:
            messages.success(request, f"Incident {log.number} was imported.")
            return redirect("crime_desk:queue")
    context = {"form": form, "back_href": reverse("crime_desk:queue")}
    return render(request, "crime_desk/incident.html", context, status=400 if is_sent else 200)


def _import(given: dict[str, Any], by: Actor) -> IncidentLog:
    audio = given.pop("audio")
    return services.import_incident(
        force=Force.objects.get(pk=by.force),
        audio=cast(BinaryIO, audio.file) if audio else None,
        audio_name=audio.name if audio else "",
        by=by,
        at=clock.now(),
        **given,
    )


@require_GET
@gates.staff("report.view", IncidentLog.objects.select_related("audio"))
def recording(request: HttpRequest, log: IncidentLog) -> HttpResponseBase:
    """Give out the recording of an incident's call as a download."""
    if log.audio is None:
        raise Http404
    return downloads.as_file(log.audio, by=gates.actor_of(request), at=clock.now())
