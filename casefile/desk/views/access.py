"""Emergency access to a case of the own force, and downloads of sealed files."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from casefile import clock, gates
from casefile.desk.forms.access import DownloadForm, EmergencyForm
from casefile.desk.pages import case_frame, of
from casefile.forms import attempt
from casefile.models import Case, StoredObject
from casefile.rules.identifiers import normalise_urn
from casefile.services import access, events, evidence
from casefile.services.actors import Actor

NOT_FOUND = "No case of your force has this reference"
CHUNK = 1 << 16
READ_WHOLE_BELOW = 64 << 20


@gates.staff("break_glass.open")
def emergency(request: HttpRequest) -> HttpResponse:
    """Give emergency read access to a case of the own force, with a reason."""
    form = EmergencyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        case = _find(gates.actor_of(request), form.cleaned_data["reference"])
        if case is None:
            form.add_error("reference", NOT_FOUND)
        elif _open(request, form, case):
            return redirect("desk:case", pk=case.pk)
    page = {"form": form, "title": "Emergency access"}
    return render(request, "desk/emergency.html", page, status=400 if form.is_bound else 200)


def _open(request: HttpRequest, form: EmergencyForm, case: Case) -> bool:
    actor, at = gates.actor_of(request), clock.now()
    reason = form.cleaned_data["reason"]
    attempt(form, lambda: access.break_glass(case=case, by=actor, at=at, reason=reason))
    return not form.errors


def _find(actor: Actor, reference: str) -> Case | None:
    """Return the case of the own force; the attempt on another force's case is recorded."""
    named = Q(urn=normalise_urn(reference)) | Q(crimes__reference=reference)
    named |= Q(incident_reference=reference)
    found = Case.objects.filter(named).distinct()
    own = found.of_force(actor.force).first()
    if own is None and (other := found.first()):
        access.record_refusal(actor, "break_glass.open", other, at=clock.now())
    return own


@gates.staff("case.view", StoredObject)
def download(request: HttpRequest, stored: StoredObject) -> HttpResponseBase:
    """Ask why, record it, and give out the bytes so that no browser runs them."""
    form = DownloadForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _bytes(request, stored, form.cleaned_data["reason"])
    page = case_frame(request, of(stored), "desk:exhibits")
    page |= {"form": form, "title": "Download a file", "stored": stored}
    return render(request, "desk/download.html", page, status=400 if form.is_bound else 200)


def _bytes(request: HttpRequest, stored: StoredObject, reason: str) -> HttpResponseBase:
    actor, at, case = gates.actor_of(request), clock.now(), of(stored)
    events.append(
        stream=case.access_stream,
        kind="object.downloaded",
        by=actor,
        at=at,
        about=stored,
        case=case,
        data={"reason": reason, "sha256": stored.sha256},
    )
    response: HttpResponseBase
    if stored.size_bytes < READ_WHOLE_BELOW:
        response = HttpResponse(evidence.read(stored, by=actor, at=at))
    else:
        source = evidence.open(stored)
        response = StreamingHttpResponse(iter(lambda: source.read(CHUNK), b""))
    name = stored.original_name or f"{stored.pk}"
    response["Content-Type"] = "application/octet-stream"
    response["Content-Length"] = str(stored.size_bytes)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
