"""What a prosecutor answers: triage, action plan and decisions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from casefile import clock, forms, gates
from casefile.models import Submission
from casefile.rules import london
from casefile.services import decisions
from cps_exchange.forms import MAX_ITEMS, Items, SuspectForm, TriageForm
from cps_exchange.views.files import FILES, shared


def _page(
    request: HttpRequest, submission: Submission, name: str, context: dict[str, Any]
) -> HttpResponse:
    has_errors = any(form.errors for form in context["all_forms"] if form.is_bound)
    context |= {"page_has_errors": has_errors, **shared(request, submission)}
    return render(request, f"prosecute/{name}.html", context, status=400 if has_errors else 200)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _done(request: HttpRequest, submission: Submission, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("prosecute:file", submission.pk)


@gates.staff("submission.decide", FILES)
def triage(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Accept a file at first look, or reject it with reasons."""
    form = TriageForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        by, at = gates.actor_of(request), clock.now()
        if forms.attempt(
            form,
            lambda: decisions.triage(submission=submission, **form.values(), by=by, at=at),
        ):
            return _done(request, submission, "Your triage was sent to the police.")
    return _page(request, submission, "triage", {"triage_form": form, "all_forms": [form]})


@gates.staff("submission.decide", FILES)
def action_plan(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Ask for what is missing; another item is added without a script."""
    today = london.day_of(clock.now())
    if request.method != "POST":
        return _plan(request, submission, Items(prefix="item", form_kwargs={"today": today}))
    data = request.POST.copy()
    data["item-TOTAL_FORMS"] = str(_total(data) + ("add" in data))
    items: Any = Items(data, prefix="item", form_kwargs={"today": today})
    if "add" in data:
        for form in items:
            form.forget_errors()
    elif items.is_valid():
        by, at = gates.actor_of(request), clock.now()
        if forms.attempt(
            items.forms[0],
            lambda: decisions.issue_plan(submission=submission, items=items.values(), by=by, at=at),
        ):
            return _done(request, submission, "The action plan was sent to the police.")
    return _plan(request, submission, items)


def _total(data: Any) -> int:
    """Return how many items were typed: the count is a hidden field that anybody can break."""
    total = data.get("item-TOTAL_FORMS", "")
    is_number = total.isascii() and total.isdigit() and len(total) < 4
    return min(max(int(total), 1), MAX_ITEMS) if is_number else 1


def _plan(request: HttpRequest, submission: Submission, items: Any) -> HttpResponse:
    context = {"items": items, "all_forms": list(items.forms)}
    return _page(request, submission, "action_plan", context)


@gates.staff("submission.decide", FILES)
def decide(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Decide about each suspect, and about each charge with its wording."""
    found = _suspect_forms(request, submission)
    # Every form is checked, so that one send shows every mistake.
    problems = [form for form in found if not form.is_valid()]
    if request.method == "POST" and found and not problems:
        by, at = gates.actor_of(request), clock.now()
        rows = [one for form in found for one in form.decided()]
        if forms.attempt(
            found[0],
            lambda: decisions.decide(submission=submission, decisions=rows, by=by, at=at),
        ):
            return _done(request, submission, "Your decisions were sent to the police.")
    return _page(request, submission, "decisions", {"suspects": found, "all_forms": found})


def _suspect_forms(request: HttpRequest, submission: Submission) -> list[SuspectForm]:
    suspects = submission.case.suspects.select_related("person").order_by("number")
    charges = submission.case.charges.select_related("offence").order_by("number")
    sent = list(charges.filter(stage="proposed", proposed_at__lte=submission.submitted_at))
    return [
        SuspectForm(
            _typed(request),
            prefix=f"suspect{suspect.number}",
            suspect=suspect,
            charges=[charge for charge in sent if charge.suspect_id == suspect.pk],
            initial={"code_test": submission.code_test},
        )
        for suspect in suspects
    ]
