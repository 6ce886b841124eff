"""Complaining about the service: one page, and what happens next."""

from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from casefile import clock
from casefile.forms import attempt
from casefile.models import Force
from intake import complaints, drafts
from intake.forms import Words
from intake.models import Complaint
from intake.questions.parts import CHOOSE
from intake.start_form import StartForm
from intake.views.public import public_page, show
from intake.words import WORDS, Say, say_for_reader


class ComplaintForm(StartForm):
    """What it is about, the words, and how to answer, which may be left out."""

    def __init__(self, forces: list[Force], say: Say, data: Any = None) -> None:
        super().__init__(forces, say, data)
        words, optional = say(CHOOSE), WORDS["optional"]
        self.fields["about"] = forms.ChoiceField(
            label=say["complaint_about"],
            choices=[(code, say(text)) for code, text in complaints.ABOUT.items()],
            widget=forms.RadioSelect,
            error_messages={"required": words, "invalid_choice": words},
        )
        self.fields["text"] = Words(
            label=say["complaint_text"],
            max_length=4000,
            widget=forms.Textarea,
            error_messages={"required": say["complaint_missing"], "max_length": say.too_long(4000)},
        )
        self.fields["name"] = Words(
            label=say(WORDS["complaint_name"], optional), max_length=200, required=False
        )
        self.fields["email"] = forms.EmailField(
            label=say(WORDS["complaint_email"], optional),
            help_text=say["complaint_email_hint"],
            required=False,
            max_length=254,
            error_messages={"invalid": say["complaint_email_bad"]},
        )
        self.fields["key"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest) -> HttpResponseBase:
    """Take a complaint, apart from every report and case."""
    is_sent = request.method == "POST"
    forces = list(drafts.forces_open())
    form = ComplaintForm(forces, say_for_reader(), request.POST if is_sent else None)
    made = attempt(form, lambda: _keep(form)) if is_sent and form.is_valid() and forces else None
    if made:
        return show(request, "complained.html", {"reference": made.reference})
    context = {"form": form, "is_open": bool(forces)}
    return show(request, "complaint.html", context, status=400 if is_sent else 200)


def _keep(form: ComplaintForm) -> Complaint:
    given = dict(form.cleaned_data)
    return complaints.receive(
        force=given.pop("force"), key=str(given.pop("key")), at=clock.now(), **given
    )
