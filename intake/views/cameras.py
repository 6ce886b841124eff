"""Registering a camera, by the business or person that runs it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from casefile import clock
from casefile.forms import attempt
from casefile.models import Camera, Force
from casefile.services import cameras
from intake import drafts
from intake.forms import PhoneField, Words
from intake.start_form import StartForm
from intake.views.public import public_page, show
from intake.words import WORDS, Say, say_for_reader

LIMITS = {"owner": 120, "place": 200, "sees": 2000, "contact_name": 120}


class CameraForm(StartForm):
    """What a camera sees, how long it keeps it, and whom to ask."""

    def __init__(self, forces: list[Force], say: Say, data: Any = None) -> None:
        super().__init__(forces, say, data)
        for name, limit in LIMITS.items():
            self.fields[name] = Words(
                label=say[f"camera_{name}"],
                max_length=limit,
                widget=forms.Textarea if limit > 1000 else forms.TextInput,
                error_messages={"required": say["camera_missing"]},
            )
        self.fields["keeps_days"] = forms.IntegerField(
            label=say["camera_keeps_days"],
            error_messages={"required": say["camera_missing"], "invalid": say["camera_missing"]},
        )
        self.fields["contact_email"] = forms.EmailField(
            label=say["camera_contact_email"],
            max_length=254,
            error_messages={
                "required": say["camera_missing"],
                "invalid": say["complaint_email_bad"],
            },
        )
        self.fields["contact_phone"] = PhoneField(
            say, label=say(WORDS["camera_contact_phone"], WORDS["optional"]), required=False
        )
        self.fields["camera_id"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponseBase:
    """Take a camera for the register; the force gets in touch before it is used."""
    is_sent = request.method == "POST"
    forces = list(drafts.forces_open())
    form = CameraForm(forces, say_for_reader(), request.POST if is_sent else None)
    made = attempt(form, lambda: _keep(form)) if is_sent and form.is_valid() and forces else None
    if made:
        return show(request, "camera_registered.html", {})
    context = {"form": form, "is_open": bool(forces)}
    return show(request, "camera.html", context, status=400 if is_sent else 200)


def _keep(form: CameraForm) -> Camera:
    return cameras.register(at=clock.now(), **form.cleaned_data)
