"""Pages about exhibits: list, recording, clips, clock, continuity."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casefile import clock, gates
from casefile.desk import exhibit_page, media_page
from casefile.desk.forms import exhibits as forms
from casefile.desk.forms.boxes import ME, person_of
from casefile.desk.pages import case_frame, form_page
from casefile.models import Case, Exhibit, Person, StoredObject
from casefile.services import clips, evidence, exhibit_numbers, exhibits, people
from casefile.services.actors import Actor


def _page_of(exhibit: Exhibit) -> str:
    return reverse("desk:exhibit", args=[exhibit.pk])


def _producer(case: Case, value: str, by: Actor, at: datetime) -> Person:
    chosen = person_of(case, value)
    return chosen or people.officer_witness(case=case, user=by.account, by=by, at=at)


@gates.staff("case.view", Case)
def exhibit_list(request: HttpRequest, case: Case) -> HttpResponse:
    """Show the exhibits of a case."""
    page = case_frame(request, case, "desk:exhibits")
    wanted = request.GET.get("q", "").strip()
    after = request.GET.get("after", "")
    page |= {"title": "Exhibits", "wanted": wanted}
    page |= exhibit_page.register(case, wanted, after)
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
    page["is_asked_for"] = request.GET.get("shown") == "1"
    if exhibit.content and page.get("is_waiting"):
        # No effect where the job is there already; a file that came before it was made has none.
        evidence.ask_for_previews(exhibit.content, at=clock.now())
    page |= media_page.elsewhere(exhibit, gates.actor_of(request), clock.now())
    return render(request, "desk/exhibit.html", page)


@gates.staff("case.work", Exhibit)
def clip(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Mark and cut the part of a recording that matters."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        producer = _producer(exhibit.case, data.pop("producer"), by, at)
        clips.ask(exhibit=exhibit, producer=producer, **data, by=by, at=at)

    return form_page(
        request,
        exhibit,
        forms.ClipForm,
        act,
        title=f"Mark a part of {exhibit.reference}",
        then=_page_of(exhibit),
        done="The part is being cut and sealed. Load this page again in a moment.",
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


@gates.staff("case.work", Exhibit)
def correct(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Give an exhibit another reference; it stays known by the old one."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        producer = _producer(exhibit.case, data["producer"], by, at)
        reason = data["reason"]
        exhibit_numbers.correct(exhibit=exhibit, producer=producer, reason=reason, by=by, at=at)

    own = exhibit.producer.user_id == request.user.pk
    return form_page(
        request,
        exhibit,
        forms.CorrectForm,
        act,
        title=f"Correct the reference {exhibit.reference}",
        then=_page_of(exhibit),
        done="The exhibit has its new reference, and is found by both.",
        current="desk:exhibits",
        button="Give it a new reference",
        initial={"producer": ME if own else str(exhibit.producer_id)},
    )


@gates.staff("case.work", Exhibit)
def re_exhibit(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Let somebody else produce the same file under a reference of their own."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        with transaction.atomic():
            producer = _producer(exhibit.case, data.pop("producer"), by, at)
            exhibits.re_exhibit(exhibit=exhibit, producer=producer, **data, by=by, at=at)

    return form_page(
        request,
        exhibit,
        forms.ReExhibitForm,
        act,
        title=f"Produce {exhibit.reference} by somebody else too",
        then=_page_of(exhibit),
        done="The same file is an exhibit of somebody else too.",
        current="desk:exhibits",
    )


@gates.staff("case.work", Exhibit)
def set_aside(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Mark an exhibit as not used, or take it into use again; nothing is deleted."""
    is_used = exhibit.stage != "not_used"
    service = exhibits.set_aside if is_used else exhibits.use_again
    return form_page(
        request,
        exhibit,
        forms.UseForm,
        lambda data, by, at: service(exhibit=exhibit, **data, by=by, at=at),
        title=f"{'Do not use' if is_used else 'Use'} {exhibit.reference}",
        then=_page_of(exhibit),
        done="It is marked as not used, and kept." if is_used else "It is in use again.",
        current="desk:exhibits",
    )
