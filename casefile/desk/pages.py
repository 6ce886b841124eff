"""What pages of the desk share: the frame of a case, and a form that makes one service call."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from casefile import clock
from casefile.desk.forms.boxes import CaseForm
from casefile.forms import attempt
from casefile.gates import actor_of
from casefile.models import Case
from casefile.services import access
from casefile.services.actors import Actor
from casefile.services.guards import case_of

Made = TypeVar("Made")
Act = Callable[[dict[str, Any], Actor, datetime], Any]

SIDE = (
    ("Overview", "desk:case"),
    ("File for the prosecutor", "desk:file"),
    ("Crimes", "desk:crimes"),
    ("People", "desk:people"),
    ("Said in the report", "desk:said"),
    ("Property and vehicles", "desk:property"),
    ("Visits", "desk:visits"),
    ("Exhibits", "desk:exhibits"),
    ("Statements", "desk:statements"),
    ("Interviews", "desk:interviews"),
    ("Charges", "desk:charges"),
    ("Lines of enquiry", "desk:enquiries"),
    ("Cameras", "desk:cameras"),
    ("Public appeals", "desk:appeals"),
    ("Links for files", "desk:links"),
    ("Unused material", "desk:disclosure"),
    ("Timeline", "desk:timeline"),
)


def case_frame(request: HttpRequest, case: Case, current: str = "") -> dict[str, Any]:
    """Return what the layout of a case page needs: identity, side navigation, who may add to it."""
    return {
        "case": case,
        "may_work": access.may(actor_of(request), "case.work", case, at=clock.now()),
        "side_items": [
            {"text": text, "href": reverse(name, args=[case.pk]), "current": name == current}
            for text, name in SIDE
        ],
    }


def of(subject: Model) -> Case:
    """Return the case of a subject that has passed a gate."""
    case = case_of(subject)
    if case is None:
        raise TypeError(f"{subject!r} belongs to no case")
    return case


def form_page(
    request: HttpRequest,
    subject: Model,
    form_class: type[CaseForm],
    act: Act,
    *,
    title: str,
    then: str,
    done: str,
    current: str = "",
    button: str = "Save",
    initial: dict[str, Any] | None = None,
    template: str = "desk/form.html",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show a form about a case; sent, it makes one call of `act` and goes on to `then`.

    What cannot be taken is shown again with everything typed, and status 400.
    """
    case = of(subject)
    about: dict[str, Any] = {"case": case, "user": actor_of(request).account, "about": subject}
    form = form_class(initial=initial, **about)
    if request.method == "POST":
        form = form_class(request.POST, request.FILES, initial=initial, **about)
        if form.is_valid() and _done(request, form, act):
            messages.success(request, done)
            return redirect(then)
    page = case_frame(request, case, current) | {"form": form, "title": title, "button": button}
    page |= {"back_href": then, **(context or {})}
    return render(request, template, page, status=400 if form.is_bound else 200)


def _done(request: HttpRequest, form: forms.Form, act: Act) -> bool:
    actor, at = actor_of(request), clock.now()
    attempt(form, lambda: act(form.cleaned_data, actor, at))
    return not form.errors
