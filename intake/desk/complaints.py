"""Complaints about the service, for professional standards alone, under /desk/complaints/."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from casefile import clock, gates
from casefile.forms import attempt
from casefile.services import access
from intake import complaints
from intake.desk.times import moment_words
from intake.forms import Words
from intake.models import Complaint

COMPLAINTS = Complaint.objects.select_related("force", "answered_by")
SHOWN = 100


class AnswerForm(forms.Form):
    """The answer, as the person will read it."""

    text = Words(
        label="Answer",
        max_length=4000,
        widget=forms.Textarea,
        help_text="It is sent by email where an address was given, exactly as you write it here.",
        error_messages={"required": "Write the answer"},
    )


@require_GET
@gates.staff("complaint.list")
def complaint_list(request: HttpRequest) -> HttpResponse:
    """List the complaints about the force, those that wait longest first."""
    actor, at = gates.actor_of(request), clock.now()
    rows = list(Complaint.objects.of_force(actor.force).oldest_first()[:SHOWN])
    access.record_list(actor, at=at, what="complaints", hits=[str(row.pk) for row in rows])
    context = {
        "headings": ["Reference", "About", "Received", "State"],
        "rows": [_row(row) for row in rows],
        "shown": SHOWN if len(rows) == SHOWN else 0,
    }
    return render(request, "crime_desk/complaints.html", context)


def _row(row: Complaint) -> list[Any]:
    colour = "grey" if row.answered_at else "yellow"
    return [
        {"text": row.reference, "href": reverse("complaints:complaint", args=[row.pk])},
        complaints.ABOUT[row.about].en,
        moment_words(row.received_at),
        {"text": row.stage.capitalize(), "colour": colour},
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("complaint.view", COMPLAINTS)
def complaint(request: HttpRequest, complaint: Complaint) -> HttpResponse:
    """Show a complaint and take its answer."""
    is_sent = request.method == "POST"
    form = AnswerForm(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        by, text = gates.actor_of(request), form.cleaned_data["text"]
        if attempt(
            form, lambda: complaints.answer(complaint=complaint, text=text, by=by, at=clock.now())
        ):
            messages.success(request, "The answer was recorded.")
            return redirect("complaints:complaint", pk=complaint.pk)
    context = {
        "complaint": complaint,
        "facts": [
            {"key": "About", "value": complaints.ABOUT[complaint.about].en},
            {"key": "Received", "value": moment_words(complaint.received_at)},
            {"key": "Name", "value": complaint.name},
            {"key": "Email", "value": complaint.email},
        ],
        "form": form,
        "back_href": reverse("complaints:list"),
    }
    return render(request, "crime_desk/complaint.html", context, status=400 if is_sent else 200)
