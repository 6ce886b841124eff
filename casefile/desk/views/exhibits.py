"""Pages about exhibits: list, recording, clips, clock, continuity."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casefile import gates
from casefile.desk import exhibit_page
from casefile.desk.forms import exhibits as forms
from casefile.desk.forms.boxes import person_of
from casefile.desk.pages import case_frame, form_page
from casefile.models import Case, Exhibit, Person, StoredObject
from casefile.sandbox import JobFailed
from casefile.services import evidence, exhibits, inspection, people
from casefile.services.actors import Actor

HEADINGS = ["Reference", "Description", "Kind", "Produced by", "Held at"]


def _page_of(exhibit: Exhibit) -> str:
    return reverse("desk:exhibit", args=[exhibit.pk])


def _producer(case: Case, value: str, by: Actor, at: datetime) -> Person:
    chosen = person_of(case, value)
    return chosen or people.officer_witness(case=case, user=by.account, by=by, at=at)


@gates.staff("case.view", Case)
def exhibit_list(request: HttpRequest, case: Case) -> HttpResponse:
    """Show the exhibits of a case."""
    page = case_frame(request, case, "desk:exhibits")
    page |= {"title": "Exhibits", "headings": HEADINGS, "rows": exhibit_page.rows(case)}
    return render(request, "desk/exhibits.html", page)


@gates.staff("case.work", Case)
def add_exhibit(request: HttpRequest, case: Case) -> HttpResponse:
    """Record an exhibit, with its file or its seal."""
    return form_page(
        request,
        case,
        forms.ExhibitForm,
        lambda data, by, at: _add(case, data, by, at),
        title="Add an exhibit",
        then=reverse("desk:exhibits", args=[case.pk]),
        done="The exhibit was sealed and recorded.",
        current="desk:exhibits",
    )


def _add(case: Case, data: dict[str, Any], by: Actor, at: datetime) -> None:
    stored = _sealed(case, data.pop("file"), data.pop("declared_sha256"), by, at)
    captured_at = data.pop("captured_at") or at
    with transaction.atomic():
        producer = _producer(case, data.pop("producer"), by, at)
        exhibits.record(
            case=case,
            producer=producer,
            content=stored,
            captured_at=captured_at,
            **data,
            by=by,
            at=at,
        )


def _sealed(case: Case, upload: Any, declared: str, by: Actor, at: datetime) -> StoredObject | None:
    if upload is None:
        return None
    return evidence.receive(
        stream=upload.file,
        name=upload.name,
        force=case.force,
        case=case,
        by=by,
        at=at,
        declared_sha256=declared,
    )


@gates.staff("case.view", Exhibit)
def exhibit(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Show one exhibit: what it is, its hash and receipt, and its continuity."""
    page = case_frame(request, exhibit.case, "desk:exhibits")
    page |= {"title": f"Exhibit {exhibit.reference}", **exhibit_page.details(exhibit)}
    return render(request, "desk/exhibit.html", page)


@gates.staff("case.view", Exhibit)
def continuity(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Report who held an exhibit and what was done with it, entry by entry of the chain."""
    page = case_frame(request, exhibit.case, "desk:exhibits") | {
        "title": f"Continuity of {exhibit.reference}",
        "headings": exhibit_page.HISTORY,
        "rows": exhibit_page.history(exhibit),
        "back_href": _page_of(exhibit),
    }
    return render(request, "desk/continuity.html", page)


@gates.staff("case.view", Exhibit)
def picture(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Show a picture of a photograph or a still of a video, made in the sandbox."""
    content = exhibit.content
    if content is None or not content.media_type.startswith(("image/", "video/")):
        raise Http404
    try:
        with evidence.store().open(content.key) as source:
            if content.media_type.startswith("image/"):
                return HttpResponse(inspection.thumbnail(source, px=1200), "image/jpeg")
            return HttpResponse(inspection.still(source, at_seconds=0), "image/png")
    except JobFailed as failure:
        raise Http404 from failure


@gates.staff("case.work", Exhibit)
def clip(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Mark and cut the part of a recording that matters."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        producer = _producer(exhibit.case, data.pop("producer"), by, at)
        exhibits.clip(exhibit=exhibit, producer=producer, **data, by=by, at=at)

    return form_page(
        request,
        exhibit,
        forms.ClipForm,
        act,
        title=f"Mark a part of {exhibit.reference}",
        then=_page_of(exhibit),
        done="The part was cut and sealed.",
        current="desk:exhibits",
        button="Cut this part",
    )


@gates.staff("case.work", Exhibit)
def clock_error(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Record how far the recorder's clock was out."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        seconds = round(data["error"]) * (1 if data["direction"] == "fast" else -1)
        exhibits.record_clock_error(exhibit=exhibit, seconds=seconds, how=data["how"], by=by, at=at)

    return form_page(
        request,
        exhibit,
        forms.ClockForm,
        act,
        title=f"Clock of the recorder of {exhibit.reference}",
        then=_page_of(exhibit),
        done="The clock error was recorded.",
        current="desk:exhibits",
    )


@gates.staff("case.work", Exhibit)
def transfer(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Record that an exhibit changed hands or place."""
    return form_page(
        request,
        exhibit,
        forms.TransferForm,
        lambda data, by, at: exhibits.transfer(exhibit=exhibit, **data, by=by, at=at),
        title=f"Hand over {exhibit.reference}",
        then=_page_of(exhibit),
        done="The hand-over was recorded.",
        current="desk:exhibits",
    )


@gates.staff("case.work", Exhibit)
def void(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Void a reference with a reason; the number stays used."""
    return form_page(
        request,
        exhibit,
        forms.VoidForm,
        lambda data, by, at: exhibits.void(exhibit=exhibit, **data, by=by, at=at),
        title=f"Void {exhibit.reference}",
        then=_page_of(exhibit),
        done="The reference is void.",
        current="desk:exhibits",
        button="Void this reference",
    )
