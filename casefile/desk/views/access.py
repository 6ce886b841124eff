"""Emergency access to a case of the own force, and downloads of sealed files."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from casefile import clock, gates
from casefile.desk import downloads
from casefile.desk.forms.access import DownloadForm, EmergencyForm
from casefile.desk.pages import case_frame, of
from casefile.forms import attempt
from casefile.models import Case, StoredObject
from casefile.rules.identifiers import normalise_urn
from casefile.services import access, events, scanning
from casefile.services.actors import Actor

NOT_FOUND = "No case of your force has this reference"


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
    own = found.of_force(actor.force).exclude(pk__in=actor.conflicts).first()
    if own is None and (other := found.first()):
        access.record_refusal(actor, "break_glass.open", other, at=clock.now())
    return own


@gates.staff("case.view", StoredObject)
def download(request: HttpRequest, stored: StoredObject) -> HttpResponseBase:
    """Ask why, record it, and give out the bytes so that no browser runs them."""
    may = access.may(gates.actor_of(request), "object.original", stored, at=clock.now())
    form = DownloadForm(
        request.POST if request.method == "POST" else None, may_handle_originals=may
    )
    if request.method == "POST" and form.is_valid():
        return _bytes(request, stored, form.cleaned_data["reason"], form.takes_original)
    page = case_frame(request, of(stored), "desk:exhibits")
    page |= {"form": form, "title": "Download a file", "stored": stored}
    page["malware"] = stored.scan_detail if scanning.is_set_aside(stored) else ""
    return render(request, "desk/download.html", page, status=400 if form.is_bound else 200)


def _bytes(
    request: HttpRequest, stored: StoredObject, reason: str, is_original: bool
) -> HttpResponseBase:
    """Give out the original, or a working copy that is checked against it as it is made (EV-23)."""
    actor, at, case = gates.actor_of(request), clock.now(), of(stored)
    events.append(
        stream=case.access_stream,
        kind="object.downloaded",
        by=actor,
        at=at,
        about=stored,
        case=case,
        data={
            "reason": reason,
            "sha256": f"sha256:{stored.sha256}",
            "size_bytes": stored.size_bytes,
            "copy": "original" if is_original else "working copy, byte-equal",
        },
    )
    return downloads.as_file(stored, by=actor, at=at, is_original=is_original)
