"""What came from tablets and waits for a person: choose, try again, or close with a reason."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casefile import clock, gates
from casefile.capture.models import Entry, FieldConflict, SetAside
from casefile.capture.pages import entry_page
from casefile.capture.pages.words import first_of, when
from casefile.capture.services import settling
from casefile.forms import attempt
from casefile.rules.capture import HOLDS
from casefile.services import access
from casefile.services.actors import Actor

HEADINGS = ["Came", "What", "Officer", "Case", "Why it waits"]
LIST = "/desk/tablets/"
_ENTRIES = Entry.objects.select_related("case", "device", "officer", "brought_by", "stored")
_STRAYS = _ENTRIES.filter(case=None)


class CloseForm(forms.Form):
    """What was done with it."""

    reason = forms.CharField(
        label="What was done with it?",
        help_text="For example: recorded by hand on the suspect's page.",
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": "Say what was done with it"},
    )


class RetryForm(forms.Form):
    """Why something may go in although a rule holds it; asked only where a person may say so."""

    reason = forms.CharField(
        label="Why may it go in nonetheless?",
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )


class ChooseForm(forms.Form):
    """Which of two values a field is to have."""

    value = forms.ChoiceField(
        label="Which is right?",
        choices=[(settling.WANTED, ""), (settling.FOUND, "")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two values"},
    )
    reason = forms.CharField(label="Why (optional)", max_length=400, required=False)

    def __init__(self, given: Any = None, *, conflict: FieldConflict) -> None:
        super().__init__(given, prefix=str(conflict.pk))
        self.conflict = conflict
        self.fields["value"].choices = entry_page.choices(conflict)  # type: ignore[attr-defined]


@gates.staff("capture.list")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """List what waits in the reader's cases and, for a supervisor, what fits no case."""
    actor = gates.actor_of(request)
    entries, cut = first_of(_waiting_for(actor).order_by("received_at", "pk"), "oldest")
    strays, apart_cut = first_of(_set_aside_for(actor).order_by("received_at", "pk"), "oldest")
    hits = [str(row.pk) for row in [*entries, *strays]]
    access.record_list(actor, at=clock.now(), what="from tablets", hits=hits)
    page = {
        "headings": HEADINGS,
        "rows": [_row(entry) for entry in entries],
        "cut": cut,
        "apart_headings": ["Came", "What", "From"],
        "apart": [_apart(row) for row in strays],
        "apart_cut": apart_cut,
        "oversees": _oversees(actor),
    }
    return render(request, "tablets/waiting.html", page)


def _oversees(actor: Actor) -> bool:
    return access.may(actor, "capture.oversee", at=clock.now())


def _waiting_for(actor: Actor) -> QuerySet[Entry]:
    mine = Q(case__in=access.visible_to(actor, "capture.settle"))
    if _oversees(actor):
        mine |= Q(case=None, force_id=actor.force)
    return _ENTRIES.for_a_person().filter(mine)


def _set_aside_for(actor: Actor) -> QuerySet[SetAside]:
    if not _oversees(actor):
        return SetAside.objects.none()
    rows = SetAside.objects.filter(force_id=actor.force, closed_at=None)
    found = rows.exclude(entry__case__in=actor.conflicts)
    return found.select_related("device", "entry__case", "brought_by")


def _row(entry: Entry) -> list[Any]:
    page = "tablets:entry" if entry.case else "tablets:stray"
    return [
        when(entry.received_at),
        {"text": entry_page.kind_words(entry), "href": reverse(page, args=[entry.pk])},
        entry.officer.signature_name if entry.officer else "Not known",
        str(entry.case or "None"),
        entry.message,
    ]


def _apart(row: SetAside) -> list[Any]:
    href = reverse("tablets:set_aside", args=[row.pk])
    words = entry_page.APART[row.kind]
    return [when(row.received_at), {"text": words, "href": href}, str(row.device)]


@gates.staff("capture.settle", _ENTRIES)
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, found: Entry) -> HttpResponse:
    """Show one entry with all that is known of it, and close it."""
    return _entry(request, found)


@gates.staff("capture.oversee", _STRAYS, refer="stray")
@require_http_methods(["GET", "HEAD", "POST"])
def stray(request: HttpRequest, found: Entry) -> HttpResponse:
    """Show one entry that fits no case of the force, and close it."""
    return _entry(request, found)


def _entry(request: HttpRequest, found: Entry) -> HttpResponse:
    form = CloseForm(request.POST if request.method == "POST" else None)
    done = _close(request, form, found)
    if done:
        return done
    page = entry_page.details(found) | {
        "form": form,
        "retry_form": RetryForm(auto_id="retry_%s") if _may_be_overruled(found) else None,
        "choices": [ChooseForm(conflict=row) for row in found.conflicts.filter(chosen="")],
        "back_href": LIST,
    }
    return render(request, "tablets/entry.html", page, status=400 if form.is_bound else 200)


def _may_be_overruled(found: Entry) -> bool:
    return found.code in HOLDS and bool(HOLDS[found.code].overruled_by)


def _close(request: HttpRequest, form: forms.Form, found: Entry | SetAside) -> HttpResponse | None:
    if not form.is_valid():
        return None
    by, given = gates.actor_of(request), form.cleaned_data
    attempt(form, lambda: settling.close(row=found, by=by, at=clock.now(), **given))
    return None if form.errors else _done(request, "It is closed, and kept with your reason.")


def _done(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("tablets:waiting")


@gates.staff("capture.settle", _ENTRIES)
@require_POST
def choose(request: HttpRequest, found: Entry, conflict: UUID) -> HttpResponse:
    """Choose between two values of a field."""
    row = get_object_or_404(found.conflicts, pk=conflict)
    form = ChooseForm(request.POST, conflict=row)
    return _acted(
        request,
        found,
        form,
        lambda by, at: settling.choose(conflict=row, by=by, at=at, **form.cleaned_data),
        "Your choice is on the record, beside the other value.",
    )


@gates.staff("capture.settle", _ENTRIES)
@require_POST
def try_again(request: HttpRequest, found: Entry) -> HttpResponse:
    """Put a kept entry into the record."""
    form = RetryForm(request.POST)
    return _acted(
        request,
        found,
        form,
        lambda by, at: settling.try_again(entry=found, by=by, at=at, **form.cleaned_data),
        "It is in the record now.",
    )


def _acted(
    request: HttpRequest, found: Entry, form: forms.Form, act: Callable[..., Any], words: str
) -> HttpResponse:
    by, at = gates.actor_of(request), clock.now()
    if form.is_valid():
        attempt(form, lambda: act(by, at))
    if not form.errors:
        return _done(request, words)
    for errors in form.errors.values():
        messages.error(request, " ".join(str(error) for error in errors))
    return redirect("tablets:entry", pk=found.pk)


@gates.staff("capture.oversee", SetAside.objects.select_related("device", "entry__case"))
@require_http_methods(["GET", "HEAD", "POST"])
def set_aside(request: HttpRequest, found: SetAside) -> HttpResponse:
    """Show what does not fit its seal, beside what was declared, and close it."""
    form = CloseForm(request.POST if request.method == "POST" else None)
    done = _close(request, form, found)
    if done:
        return done
    page = {"row": found, "words": entry_page.APART[found.kind], "form": form, "back_href": LIST}
    return render(request, "tablets/set_aside.html", page, status=400 if form.is_bound else 200)
