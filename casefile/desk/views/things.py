"""Pages about things in hand: find one by its label, see who has it, what waits for whom."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from casefile import clock, gates
from casefile.desk import downloads, label_sheet, thing_page
from casefile.desk.forms.hand_overs import ScanForm
from casefile.desk.forms.labels import CountForm, LabelForm
from casefile.desk.pages import case_frame
from casefile.forms import attempt
from casefile.models import Case, Exhibit
from casefile.services import access, exhibit_labels, handling, store_counts
from casefile.services.actors import Actor

NOT_HERE = "No thing that you may handle has this label"


@gates.staff("exhibit.scan")
def scan(request: HttpRequest) -> HttpResponse:
    """Find a thing by the code of its label, and show what waits to be taken over."""
    form = ScanForm(request.POST if request.method == "POST" else None)
    actor, at = gates.actor_of(request), clock.now()
    if request.method == "POST" and form.is_valid():
        found = attempt(form, lambda: _find(form.cleaned_data["code"], actor))
        if found:
            return redirect(found)
        if not form.errors:
            form.add_error("code", NOT_HERE)
    rows = thing_page.waiting_for(actor)
    held = thing_page.in_hand(actor)
    hits = [str(row.pk) for row in [*rows, *held]]
    access.record_list(actor, at=at, what="desk:scan", hits=hits)
    page = {
        "title": "Things and labels",
        "form": form,
        "headings": thing_page.HAND_OVERS,
        "rows": [thing_page.hand_over_row(row, actor, at=at) for row in rows],
        "held_headings": thing_page.IN_HAND,
        "held": [thing_page.in_hand_row(row) for row in held],
        "may_count": access.may(actor, "store.count", at=at),
    }
    return render(request, "desk/scan.html", page, status=400 if form.is_bound else 200)


def _find(code: str, by: Actor) -> str | None:
    """Return the page that a code leads this actor to; the attempt on what is not theirs is kept.

    Raises:
        NoLabel: it is no label.
    """
    at = clock.now()
    for exhibit in exhibit_labels.named_by(exhibit_labels.read(code)):
        waiting = handling.open_for(exhibit)
        if waiting and access.may(by, "hand_over.answer", waiting, at=at):
            return reverse("desk:hand-over", args=[waiting.pk])
        if access.may(by, "exhibit.handle", exhibit, at=at):
            return reverse("desk:item", args=[exhibit.pk])
        access.record_refusal(by, "exhibit.handle", exhibit, at=at)
    return None


@gates.staff("exhibit.handle", Exhibit)
def item(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Show one thing: what it is, who has it, and what may be done with it."""
    actor, at = gates.actor_of(request), clock.now()
    waiting = handling.open_for(exhibit)
    page = {
        "title": exhibit.reference,
        "facts": thing_page.facts(exhibit),
        "actions": thing_page.actions(exhibit, actor, at=at),
        "exhibit": exhibit,
        "waiting": waiting and f"Offered to {waiting.to_name}, who has not answered yet.",
        "back_href": reverse("desk:scan"),
    }
    return render(request, "desk/item.html", page)


@gates.staff("case.work", Case)
def labels(request: HttpRequest, case: Case) -> HttpResponse:
    """Make labels for things of a case, as a PDF to print."""
    about: dict[str, Any] = {"case": case, "user": gates.actor_of(request).account}
    form = LabelForm(request.POST if request.method == "POST" else None, **about)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        made = attempt(form, lambda: _make(found["exhibits"], request))
        if made:
            pdf = label_sheet.as_pdf(made, layout=found["layout"], first_place=found["first_place"])
            return downloads.made_file(pdf, "labels.pdf", "application/pdf")
    page = case_frame(request, case, "desk:exhibits") | {"title": "Labels", "form": form}
    page["back_href"] = reverse("desk:exhibits", args=[case.pk])
    return render(request, "desk/labels.html", page, status=400 if form.is_bound else 200)


def _make(exhibits: list[Exhibit], request: HttpRequest) -> list[tuple[Exhibit, str]]:
    return exhibit_labels.make(exhibits=exhibits, by=gates.actor_of(request), at=clock.now())


@gates.staff("exhibit.handle", Exhibit)
def code(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Show the code of a thing's label as a picture."""
    return HttpResponse(label_sheet.code_png(exhibit_labels.text_of(exhibit)), "image/png")


@gates.staff("store.count")
def count(request: HttpRequest) -> HttpResponse:
    """Hold everything scanned in a store, or on a shelf, against what should lie there."""
    form = CountForm(request.POST if request.method == "POST" else None)
    actor = gates.actor_of(request)
    found = None
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        found = attempt(form, lambda: store_counts.count(**told, by=actor, at=clock.now()))
    page = {"title": "Count a store", "form": form, "stores": store_counts.stores(actor)}
    page |= thing_page.counted(found) if found else {}
    status = 400 if form.is_bound and not found else 200
    return render(request, "desk/count.html", page, status=status)
