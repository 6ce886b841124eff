"""Pages about public appeals."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from casefile import clock, gates
from casefile.desk.forms import appeals as forms
from casefile.desk.pages import case_frame, form_page
from casefile.models import Appeal, Case
from casefile.services import Refused, access, appeals
from casefile.wording import day, plain

HEADINGS = ["Appeal", "Shown until", "Written by", "Stage", ""]


@gates.staff("case.view", Case)
def appeal_list(request: HttpRequest, case: Case) -> HttpResponse:
    """Show the appeals of a case."""
    may_publish = access.may(gates.actor_of(request), "file.approve", case, at=clock.now())
    rows = case.appeals.select_related("written_by").order_by("written_at")
    page = case_frame(request, case, "desk:appeals")
    page |= {"title": "Public appeals", "headings": HEADINGS, "may_publish": may_publish}
    page |= {"rows": [_row(row) for row in rows], "drafts": rows.filter(stage="draft")}
    return render(request, "desk/appeals.html", page)


def _row(appeal: Appeal) -> list[Any]:
    is_public = appeal.stage == "published"
    page = {"text": appeal.title, "href": f"/report/appeals/{appeal.code}/"}
    take = {"text": "Take back", "href": reverse("desk:withdraw-appeal", args=[appeal.pk])}
    return [
        page if is_public else appeal.title,
        day(appeal.until_on),
        appeal.written_by.signature_name,
        {"text": plain(appeal.stage), "colour": "green" if is_public else "grey"},
        take if is_public else "",
    ]


@gates.staff("case.work", Case)
def write(request: HttpRequest, case: Case) -> HttpResponse:
    """Write an appeal for a supervisor to publish."""
    return form_page(
        request,
        case,
        forms.AppealForm,
        lambda data, by, at: appeals.write(case=case, **data, by=by, at=at),
        title="Write a public appeal",
        then=reverse("desk:appeals", args=[case.pk]),
        done="The appeal waits for a supervisor.",
        current="desk:appeals",
    )


@require_POST
@gates.staff("file.approve", Appeal)
def publish(request: HttpRequest, appeal: Appeal) -> HttpResponse:
    """Publish an appeal."""
    try:
        appeals.publish(appeal=appeal, by=gates.actor_of(request), at=clock.now())
        messages.success(request, "The appeal is public.")
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason.message)
    return redirect("desk:appeals", pk=appeal.case_id)


@gates.staff("case.work", Appeal)
def withdraw(request: HttpRequest, appeal: Appeal) -> HttpResponse:
    """Take an appeal off the public pages."""
    return form_page(
        request,
        appeal,
        forms.WithdrawForm,
        lambda data, by, at: appeals.withdraw(appeal=appeal, **data, by=by, at=at),
        title=f"Take back: {appeal.title}",
        then=reverse("desk:appeals", args=[appeal.case_id]),
        done="The appeal is no longer shown.",
        current="desk:appeals",
    )
