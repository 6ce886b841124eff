"""What an exhibit's file looks and sounds like, and the processing steps behind it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from casefile import clock, gates
from casefile.desk import downloads, media_page
from casefile.desk.pages import case_frame
from casefile.models import Derivation, Exhibit, StoredObject
from casefile.services import Refused, derived, evidence, media_facts, playback, scanning


def _opened(exhibit: Exhibit) -> StoredObject:
    """Return the exhibit's file. Raises: Http404, there is none, or nothing may open it."""
    if exhibit.content is None or scanning.is_set_aside(exhibit.content):
        raise Http404
    return exhibit.content


@gates.staff("case.view", Exhibit)
def picture(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Show the smaller copy of a photograph, or a still of a video, made by a job before."""
    step = derived.shown(_opened(exhibit))
    if step is None or step.output is None:
        raise Http404
    content = derived.bytes_of(step, by=gates.actor_of(request), at=clock.now())
    if content is None:
        raise Http404
    return downloads.as_picture(content, step.output)


@gates.staff("case.view", Exhibit, logs=False)
def play(request: HttpRequest, exhibit: Exhibit) -> HttpResponseBase:
    """Send a copy of a recording, or the part of it that a player asks for."""
    actor, at = gates.actor_of(request), clock.now()
    copy = derived.played(_opened(exhibit))
    if copy is None or copy.output is None:
        raise Http404
    session = request.session.session_key or ""
    try:
        playing = playback.begin(exhibit=exhibit, copy=copy, session=session, by=actor, at=at)
        answer, sent = downloads.as_recording(request.headers.get("Range", ""), copy.output)
    except evidence.IntegrityFailure as failure:
        derived.repeat(step=copy, by=actor, at=at)
        raise Http404 from failure
    except evidence.Destroyed as gone:
        raise Http404 from gone
    playback.note_sent(playing, size_bytes=sent, at=at)
    return answer


@gates.staff("case.view", Exhibit)
def steps(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """List every processing step over an exhibit's file."""
    page = case_frame(request, exhibit.case, "desk:exhibits") | {
        "title": f"Processing of {exhibit.reference}",
        "headings": media_page.HEADINGS,
        "rows": media_page.rows(exhibit),
        "repeatable": media_page.repeatable(exhibit),
        "exhibit": exhibit,
        "back_href": reverse("desk:exhibit", args=[exhibit.pk]),
    }
    return render(request, "desk/steps.html", page)


@gates.staff("case.view", Exhibit)
def metadata(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Show everything that the file of an exhibit says of itself."""
    stored = exhibit.content
    page = case_frame(request, exhibit.case, "desk:exhibits") | {
        "title": f"What the file of {exhibit.reference} says",
        "headings": ["Tag", "Value"],
        "rows": media_page.tags(exhibit),
        "read_by": media_facts.read_by(stored) if stored else "",
        "back_href": reverse("desk:exhibit", args=[exhibit.pk]),
    }
    return render(request, "desk/metadata.html", page)


@require_POST
@gates.staff("case.work", Derivation)
def repeat(request: HttpRequest, step: Derivation) -> HttpResponse:
    """Have a step run again with its recorded parameters."""
    derived.repeat(step=step, by=gates.actor_of(request), at=clock.now())
    messages.success(request, "The step is run again; its hash will be compared with the first.")
    exhibit = Exhibit.objects.filter(content__in=step.inputs.all()).first()
    if exhibit is None:
        return redirect("desk:exhibits", pk=step.case_id)
    return redirect("desk:steps", pk=exhibit.pk)


@require_POST
@gates.staff("case.work", Exhibit)
def plain_copy(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Have a copy made that says neither where nor by which device it was taken."""
    if exhibit.content is None:
        raise Http404
    try:
        derived.ask_plain(stored=exhibit.content, by=gates.actor_of(request), at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The copy is being made. It will stand in this list.")
    return redirect("desk:steps", pk=exhibit.pk)
