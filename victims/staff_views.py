"""The officer's page on the tracker of a case's victims: code, invitation, switch, and duties."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casefile import clock, forms, gates
from casefile.models import Case, Person
from victims import alerts, duties, publish, services
from victims.forms import SwitchForm, ToldForm
from victims.models import Duty, TrackerAccount
from victims.rights import NotificationRow

ACTION = "case.work"


@dataclass(frozen=True)
class DutyShown:
    """A duty with the row it comes from, as an officer reads it."""

    duty: Duty
    row: NotificationRow
    is_late: bool
    is_call_first: bool


@dataclass(frozen=True)
class VictimShown:
    """A victim's tracker as an officer reads it."""

    account: TrackerAccount
    name: str
    can_reach: bool
    duties: list[DutyShown]


@require_safe
@gates.staff(ACTION, Case)
def case_page(request: HttpRequest, case: Case) -> HttpResponse:
    """Show each victim's tracker and what they are owed."""
    return _page(request, case)


def _page(request: HttpRequest, case: Case, form: Form | None = None) -> HttpResponse:
    accounts = TrackerAccount.objects.filter(case_id=case.pk).order_by("created_at", "pk")
    context = {
        "case": case,
        "victims": [_shown(account) for account in accounts],
        "form": form,
        "back_href": f"/desk/cases/{case.pk}/",
    }
    return render(request, "victims/staff.html", context, status=400 if form else 200)


def _shown(account: TrackerAccount) -> VictimShown:
    now = clock.now()
    rows = account.duties.select_related("update").order_by("due_at", "started_at")
    return VictimShown(
        account,
        Person.objects.get(pk=account.person_id).name,
        alerts.can_reach(account),
        [
            DutyShown(duty, duties.row_of(duty), duty.is_late(now), _waits_for_call(duty))
            for duty in rows
        ],
    )


def _waits_for_call(duty: Duty) -> bool:
    return bool(duty.update and duty.update.publish_after is None and duty.met_at is None)


def _account(case: Case, account_id: UUID) -> TrackerAccount:
    return get_object_or_404(TrackerAccount, pk=account_id, case_id=case.pk)


@require_POST
@gates.staff(ACTION, Case)
def give_code(request: HttpRequest, case: Case, account_id: UUID) -> HttpResponse:
    """Make a code and show it this once, for handing over in person."""
    account = _account(case, account_id)
    code = services.issue_code(account=account, by=gates.actor_of(request), at=clock.now())
    name = Person.objects.get(pk=account.person_id).name
    shown = {"case": case, "code": f"{code[:3]}-{code[3:]}", "name": name}
    return render(request, "victims/staff_code.html", shown)


@require_POST
@gates.staff(ACTION, Case)
def send_invitation(request: HttpRequest, case: Case, account_id: UUID) -> HttpResponse:
    """Send a fresh invitation to the safe address."""
    form, account, actor = Form(request.POST), _account(case, account_id), gates.actor_of(request)
    form.full_clean()
    if not forms.attempt(form, lambda: services.invite(account=account, by=actor, at=clock.now())):
        return _page(request, case, form)
    messages.success(request, "The invitation is on its way.")
    return redirect("victims:staff", pk=case.pk)


@require_http_methods(["GET", "POST"])
@gates.staff(ACTION, Case)
def switch(request: HttpRequest, case: Case, account_id: UUID) -> HttpResponse:
    """Switch the tracker of one victim on or off."""
    account = _account(case, account_id)

    def save(form: Form) -> TrackerAccount:
        return publish.switch(
            account=account,
            allowed=form.cleaned_data["allowed"] == "yes",
            reason=form.cleaned_data["reason"],
            by=gates.actor_of(request),
            at=clock.now(),
        )

    words = (
        "Ask first who can see the victim's phone and email. Off signs them out at once. Their "
        "rights, and the clocks, go on either way."
    )
    return _form_page(request, case, SwitchForm, save, "Switch the tracker on or off", words)


@require_http_methods(["GET", "POST"])
@gates.staff(ACTION, Case)
def told(request: HttpRequest, case: Case, duty_id: UUID) -> HttpResponse:
    """Record that a duty was met by an officer: a call, a visit, a referral."""
    duty = get_object_or_404(Duty.objects.select_related("update"), pk=duty_id, case_id=case.pk)

    def save(form: Form) -> Duty:
        return publish.told_in_person(
            duty=duty, how=form.cleaned_data["how"], by=gates.actor_of(request), at=clock.now()
        )

    row = duties.row_of(duty)
    return _form_page(request, case, ToldForm, save, row.event, f"{row.tells}.")


def _form_page(
    request: HttpRequest,
    case: Case,
    form_class: type[Form],
    save: Callable[[Form], TrackerAccount | Duty],
    title: str,
    words: str,
) -> HttpResponse:
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid() and forms.attempt(form, lambda: save(form)) is not None:
        return redirect("victims:staff", pk=case.pk)
    context = {"case": case, "form": form, "title": title, "words": words}
    context["back_href"] = reverse("victims:staff", args=[case.pk])
    status = 400 if form.is_bound else 200
    return render(request, "victims/staff_form.html", context, status=status)
