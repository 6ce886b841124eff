"""Forms about recordings and screenshots; each fills one row beside the exhibit."""

from datetime import datetime
from typing import Any

from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casefile import gates
from casefile.desk.forms import recordings as forms
from casefile.desk.forms.boxes import CaseForm
from casefile.desk.pages import form_page
from casefile.models import Exhibit
from casefile.services import recordings
from casefile.services.actors import Actor


def _form(
    request: HttpRequest,
    exhibit: Exhibit,
    form: type[CaseForm],
    record: Any,
    title: str,
    before: dict[str, Any],
) -> HttpResponse:
    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        record(exhibit=exhibit, **data, by=by, at=at)

    return form_page(
        request,
        exhibit,
        form,
        act,
        title=f"{title} {exhibit.reference}",
        then=reverse("desk:exhibit", args=[exhibit.pk]),
        done="It was recorded.",
        current="desk:exhibits",
        initial=before,
    )


def _before(exhibit: Exhibit, name: str, *yes_no: str) -> dict[str, Any]:
    """Return what was recorded before, as the form shows it."""
    row = getattr(exhibit, name, None)
    found = model_to_dict(row) if row else {}
    return found | {field: "yes" if found[field] else "no" for field in yes_no if field in found}


@gates.staff("case.work", Exhibit)
def cctv(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Record how a recording was recovered from a camera system."""
    before = _before(exhibit, "cctv", "is_native", "is_complete")
    title = "Camera system of"
    return _form(request, exhibit, forms.CctvForm, recordings.record_cctv, title, before)


@gates.staff("case.work", Exhibit)
def body_worn(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Record what a body-worn camera says of a recording."""
    before = {"segment": 1, "pre_record_seconds": 0} | _before(exhibit, "body_worn")
    title = "Body-worn camera of"
    return _form(request, exhibit, forms.BodyWornForm, recordings.record_body_worn, title, before)


@gates.staff("case.work", Exhibit)
def screenshot(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Record whose screen a picture is of."""
    before = _before(exhibit, "screenshot", "was_source_seen", "is_original_held")
    title = "Screenshot"
    record = recordings.record_screenshot
    return _form(request, exhibit, forms.ScreenshotForm, record, title, before)


@gates.staff("case.work", Exhibit)
def sensitivity(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Say what in an exhibit is not shown without being asked for."""
    before = {"codes": exhibit.sensitive}
    title = "What is sensitive in"
    record = recordings.set_sensitivity
    return _form(request, exhibit, forms.SensitivityForm, record, title, before)
