"""Where a supervisor hands in what a tablet exported."""

from typing import Any, BinaryIO, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from casefile import clock, gates
from casefile.capture.services import importing
from casefile.capture.services.importing import Imported
from casefile.forms import attempt

_OUTCOMES = {
    "accepted": "In the record",
    "repeated": "Was there before",
    "kept": "Waits for a person",
    "conflict": "Waits for a person",
    "waiting": "Its file is missing",
    "quarantined": "Set aside: the seal does not fit",
}


class ImportForm(forms.Form):
    """The file that the tablet wrote."""

    file = forms.FileField(
        label="File from the tablet",
        help_text="Its name ends in .cfxp.",
        error_messages={
            "required": "Choose the file that the tablet exported",
            "empty": "This file is empty",
        },
    )


@gates.staff("capture.oversee")
@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """Import a file, also of a tablet that was revoked, and say what became of each entry."""
    is_sent = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if is_sent else ImportForm()
    page: dict[str, Any] = {"form": form, "back_href": "/desk/tablets/"}
    if form.is_valid():
        stream = cast(BinaryIO, form.cleaned_data["file"].file)
        by, at = gates.actor_of(request), clock.now()
        done = attempt(form, lambda: importing.import_file(stream, by=by, at=at))
        if done:
            return render(request, "tablets/imported.html", page | _shown(done))
    return render(request, "tablets/import.html", page, status=400 if is_sent else 200)


def _shown(done: Imported) -> dict[str, Any]:
    return {
        "done": done,
        "headings": ["Entry", "What became of it", "Why"],
        "rows": [
            [entry_id, _OUTCOMES.get(result.outcome, result.outcome), result.message]
            for entry_id, result in done.results.items()
        ],
    }
