"""Pages on how long files are kept: what is due, holds, and disposal by two persons."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casefile import clock, forms, gates
from casefile.manage import retention_page as page
from casefile.manage.access_log import case_reference
from casefile.manage.forms import DecisionForm, HoldForm, ProposalForm, ReasonForm
from casefile.manage.paging import numbered_page
from casefile.models import Case, Disposal, Hold, RetentionPlan
from casefile.rules import retention as rules
from casefile.services import access, disposal, holds, retention
from casefile.services.actors import Actor

HEADINGS = ["Case", "Review on", "Held for", "Disposal"]
CHANGES = ["Case", "Planned", "What changed"]
ITEMS = ["File and hash", "Bytes", "Kind", "Destroyed"]
DISPOSALS = Disposal.objects.select_related("case__force", "proposed_by", "approved_by", "ended_by")
HOLDS = Hold.objects.select_related("case", "placed_by", "removal_asked_by")


@gates.staff("retention.list")
@require_safe
def retention_list(request: HttpRequest) -> HttpResponse:
    """List what is due for review, held or under way, and which plans a new rule changed."""
    actor, at = gates.actor_of(request), clock.now()
    due = numbered_page(page.due_rows(actor, at), request.GET)
    changed = numbered_page(page.changed_plans(actor), request.GET, "changes")
    hits = [str(case.pk) for case in due.rows] + [str(plan.case_id) for plan in changed.rows]
    access.record_list(actor, at=at, what="retention", hits=hits)
    shown = {
        "days_to_undo": rules.COOLING_OFF_DAYS,
        "due": due,
        "caption": due.caption("Due, held or under way"),
        "headings": HEADINGS,
        "rows": [page.cells(case) for case in due.rows],
        "changed": changed,
        "change_caption": changed.caption("Plans that changed"),
        "change_headings": CHANGES,
        "changes": [page.change_cells(plan) for plan in changed.rows],
    }
    return render(request, "manage/retention.html", shown)


@gates.staff("retention.view", Case)
@require_safe
def retention_case(request: HttpRequest, case: Case) -> HttpResponse:
    """Show how long the files of one case are kept, why, what holds them, and disposals."""
    return _case_page(request, case)


def _case_page(request: HttpRequest, case: Case, **bound: Any) -> HttpResponse:
    actor, at = gates.actor_of(request), clock.now()
    plan = retention.preview(case, at=at)
    shown = {
        "reference": case_reference(case),
        "case": case,
        "plan_rows": page.plan_rows(plan) if plan else [],
        "rules": page.rules_of(plan.rules) if plan else [],
        "warnings": disposal.warnings_about(plan, at) if plan else [],
        "holds": page.hold_rows(case),
        "disposals": [(row, page.STAGES[row.stage]) for row in case.disposals.order_by("pk")],
        "may_hold": access.may(actor, "hold.place", case, at=at),
        "may_propose": _may_propose(case, plan, actor, at),
        "hold_form": bound.get("hold_form") or HoldForm(),
        "proposal_form": bound.get("proposal_form") or ProposalForm(),
        "form": bound.get("hold_form") or bound.get("proposal_form"),
        "back_href": "/manage/retention/",
    }
    return render(request, "manage/retention_case.html", shown, status=400 if bound else 200)


def _may_propose(case: Case, plan: RetentionPlan | None, actor: Actor, at: datetime) -> bool:
    if plan is None or plan.action == "keep":
        return False
    is_free = not case.disposals.live().exists() and not case.holds.live().exists()
    return is_free and access.may(actor, "disposal.propose", case, at=at)


@gates.staff("hold.place", Case)
@require_POST
def place_hold(request: HttpRequest, case: Case) -> HttpResponse:
    """Hold the files of a case."""
    form = HoldForm(request.POST)
    by, at = gates.actor_of(request), clock.now()
    if form.is_valid():
        given = form.cleaned_data
        if forms.attempt(form, lambda: holds.place(case=case, by=by, at=at, **given)):
            messages.success(request, "The files are held. No rule disposes of them now.")
            return redirect("manage:retention_case", pk=case.pk)
    return _case_page(request, case, hold_form=form)


@gates.staff("disposal.propose", Case)
@require_POST
def propose(request: HttpRequest, case: Case) -> HttpResponse:
    """Propose to dispose of the files of a case."""
    form = ProposalForm(request.POST)
    by, at = gates.actor_of(request), clock.now()
    if form.is_valid():
        given = form.cleaned_data
        made = forms.attempt(form, lambda: disposal.propose(case=case, by=by, at=at, **given))
        if made:
            messages.success(request, "It is proposed. Another person must approve it.")
            return redirect("manage:disposal", pk=made.pk)
    return _case_page(request, case, proposal_form=form)


@gates.staff("hold.remove", HOLDS)
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, row: Hold) -> HttpResponse:
    """Ask for the removal of a hold, or answer what another person asked."""
    form = _hold_form(row)(request.POST if request.method == "POST" else None)
    if form.is_valid():
        act = _hold_act(request, row, form.cleaned_data)
        if forms.attempt(form, act):
            messages.success(request, "It is on the record.")
            return redirect("manage:retention_case", pk=row.case_id)
    shown = {
        "row": row,
        "kind": rules.HOLDS[row.kind],
        "reference": case_reference(row.case),
        "form": form,
        "is_own": row.removal_asked_by_id == request.user.pk,
        "back_href": f"/manage/retention/{row.case_id}/",
    }
    return render(request, "manage/hold.html", shown, status=400 if form.is_bound else 200)


def _hold_form(row: Hold) -> type[ReasonForm] | type[DecisionForm]:
    return DecisionForm if row.removal_asked_at else ReasonForm


def _hold_act(request: HttpRequest, row: Hold, given: dict[str, Any]) -> Callable[[], Hold]:
    by, at = gates.actor_of(request), clock.now()
    if not row.removal_asked_at:
        return lambda: holds.ask_removal(row=row, by=by, at=at, reason=given["reason"])
    if given["agrees"]:
        return lambda: holds.agree_removal(row=row, by=by, at=at)
    return lambda: holds.keep(row=row, by=by, at=at)


@gates.staff("retention.view", DISPOSALS)
@require_safe
def disposal_page(request: HttpRequest, row: Disposal) -> HttpResponse:
    """Show a disposal: who decided, by which rules, and every file by its hash."""
    return _disposal_page(request, row)


def _disposal_page(
    request: HttpRequest, row: Disposal, form: ReasonForm | None = None
) -> HttpResponse:
    actor, at = gates.actor_of(request), clock.now()
    may_decide = access.may(actor, "disposal.approve", row.case, at=at)
    shown = {
        "row": row,
        "facts": page.disposal_rows(row),
        "rules": page.rules_of(row.rules),
        "headings": ITEMS,
        "items": page.item_cells(row),
        "days_to_undo": rules.COOLING_OFF_DAYS,
        "may_approve": may_decide and row.stage == "proposed" and row.proposed_by_id != actor.id,
        "may_end": may_decide and row.stage in {"proposed", "approved"},
        "form": form,
        "end_form": form or ReasonForm(),
        "back_href": f"/manage/retention/{row.case_id}/",
    }
    return render(request, "manage/disposal.html", shown, status=400 if form else 200)


@gates.staff("disposal.approve", DISPOSALS)
@require_POST
def approve(request: HttpRequest, row: Disposal) -> HttpResponse:
    """Approve what another person proposed; a refusal is shown as a page."""
    disposal.approve(row=row, by=gates.actor_of(request), at=clock.now())
    messages.success(request, f"Approved. It can be undone for {rules.COOLING_OFF_DAYS} days.")
    return redirect("manage:disposal", pk=row.pk)


@gates.staff("disposal.approve", DISPOSALS)
@require_POST
def end(request: HttpRequest, row: Disposal) -> HttpResponse:
    """Refuse a proposal, or undo an approved disposal, with a reason."""
    form = ReasonForm(request.POST)
    by, at = gates.actor_of(request), clock.now()
    is_undo = row.stage == "approved" or row.proposed_by_id == by.id
    act = disposal.undo if is_undo else disposal.refuse
    if form.is_valid():
        given = form.cleaned_data
        if forms.attempt(form, lambda: act(row=row, by=by, at=at, **given)):
            messages.success(request, "Nothing is destroyed. Your reason is on the record.")
            return redirect("manage:disposal", pk=row.pk)
    return _disposal_page(request, row, form)


@gates.staff("retention.view", DISPOSALS)
@require_safe
def certificate(request: HttpRequest, row: Disposal) -> HttpResponse:
    """Give out the certificate of a disposal that was carried out."""
    if row.stage != "destroyed":
        raise Http404
    response = HttpResponse(page.certificate_pdf(row), content_type="application/pdf")
    name = f"disposal-{row.pk}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
