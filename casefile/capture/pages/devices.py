"""Where a force administrator enrols tablets and revokes them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casefile import clock, gates
from casefile.capture.models import Contact, Device
from casefile.capture.pages.words import span, when
from casefile.capture.services import devices as service
from casefile.forms import attempt
from casefile.models import Force
from casefile.services import access

HEADINGS = ["Name", "Enrolled", "By", "Last seen", "Clock", "State"]
LIST = "/manage/devices/"


class RevokeForm(forms.Form):
    """Why a device is revoked."""

    reason = forms.CharField(
        label="Why is it revoked?",
        help_text="For example: lost on a visit. What it holds can still be handed in.",
        max_length=300,
        widget=forms.Textarea,
        error_messages={"required": "Say why it is revoked"},
    )


@gates.staff("device.manage")
@require_safe
def device_list(request: HttpRequest) -> HttpResponse:
    """List the tablets of the own force, those that may come in first."""
    return _list_page(request, {})


@gates.staff("device.manage")
@require_POST
@sensitive_variables("code")
def make_code(request: HttpRequest) -> HttpResponse:
    """Make a code and show it once: on this page and nowhere else."""
    actor = gates.actor_of(request)
    force = Force.objects.get(pk=actor.force)
    code = service.make_code(force=force, by=actor, at=clock.now())
    return _list_page(request, {"code": code})


def _list_page(request: HttpRequest, more: dict[str, Any]) -> HttpResponse:
    actor = gates.actor_of(request)
    found = Device.objects.filter(force_id=actor.force).select_related("enrolled_by")
    rows = sorted(found, key=lambda row: (row.is_revoked, row.name.lower(), str(row.pk)))
    hits = [str(row.pk) for row in rows]
    access.record_list(actor, at=clock.now(), what="devices", hits=hits)
    last = _last_contacts(found)
    page = {"headings": HEADINGS, "rows": [_row(row, last.get(row.pk)) for row in rows], **more}
    return render(request, "tablets/devices.html", page)


def _last_contacts(devices: QuerySet[Device]) -> dict[UUID, Contact]:
    """Return the last contact of each device that ever came in. One query."""
    newest = Contact.objects.filter(device=OuterRef("pk")).order_by("-at").values("pk")[:1]
    ids = devices.annotate(last=Subquery(newest)).values("last")
    return {row.device_id: row for row in Contact.objects.filter(pk__in=ids)}


def _row(device: Device, last: Contact | None) -> list[Any]:
    state = {"text": "Revoked", "colour": "red"} if device.is_revoked else {"text": "In use"}
    return [
        {"text": device.name, "href": f"{LIST}{device.pk}/"},
        when(device.enrolled_at),
        device.enrolled_by.signature_name,
        when(last.at) if last else "Never",
        _clock(last),
        state,
    ]


def _said(row: Contact) -> str:
    return when(row.device_time) if row.device_time else row.device_time_text


def _clock(last: Contact | None) -> str:
    if last is None:
        return ""
    if last.skew_ms is None:
        return f"Says {last.device_time_text}"
    if not last.is_doubtful:
        return "Right"
    return f"{span(abs(last.skew_ms) // 1000)} {'fast' if last.skew_ms > 0 else 'slow'}"


@gates.staff("device.manage", Device.objects.select_related("enrolled_by", "revoked_by"))
@require_http_methods(["GET", "HEAD", "POST"])
def device(request: HttpRequest, found: Device) -> HttpResponse:
    """Show one tablet with its last contacts, and revoke it with a reason."""
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        by, given = gates.actor_of(request), form.cleaned_data
        attempt(form, lambda: service.revoke(device=found, by=by, at=clock.now(), **given))
        if not form.errors:
            messages.success(request, "The device is revoked. What it holds can be handed in.")
            return redirect("devices:list")
    contacts = found.contacts.select_related("user").order_by("-at")[:20]
    page = {
        "device": found,
        "form": form,
        "headings": ["When", "Its clock said", "Clock", "Officer"],
        "rows": [[when(row.at), _said(row), _clock(row), str(row.user)] for row in contacts],
        "back_href": LIST,
    }
    return render(request, "tablets/device.html", page, status=400 if form.is_bound else 200)
