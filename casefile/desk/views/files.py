"""Pages about the file for the prosecutor: build, check, approve; and the action plan."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casefile import clock, gates
from casefile.desk import file_page
from casefile.desk.forms import files as forms
from casefile.desk.forms.statements import Confirm
from casefile.desk.pages import case_frame, form_page
from casefile.models import ActionPlanItem, Case, Submission
from casefile.rules import london
from casefile.services import access, decisions, submissions
from casefile.services.actors import Actor

CERTIFY = (
    "By asking you certify, as or for the disclosure officer, that all relevant material was kept, "
    "examined and listed."
)


def _file_of(case: Case) -> str:
    return reverse("desk:file", args=[case.pk])


@gates.staff("case.view", Case)
def case_file(request: HttpRequest, case: Case) -> HttpResponse:
    """Show the file as it stands: checks with their cures, forms, history, action plan."""
    page = case_frame(request, case, "desk:file") | {"title": "File for the prosecutor"}
    page |= file_page.details(case, on=london.day_of(clock.now()))
    return render(request, "desk/file.html", page)


@gates.staff("case.work", Case)
def start_file(request: HttpRequest, case: Case) -> HttpResponse:
    """Choose the build and start a version of the file."""
    return form_page(
        request,
        case,
        forms.StartForm,
        lambda data, by, at: submissions.start(case=case, **data, by=by, at=at),
        title="Start a file",
        then=_file_of(case),
        done="The file was started.",
        current="desk:file",
        button="Start",
        initial={"code_test": "full"},
    )


@gates.staff("case.view", Submission)
def submission(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Show one version of the file, and to its supervisor the way to return or approve it."""
    page = case_frame(request, submission.case, "desk:file")
    at = clock.now()
    waits = submission.stage == "awaiting_approval"
    page |= {
        "title": f"File, version {submission.version}",
        "submission": submission,
        "may_approve": waits
        and access.may(gates.actor_of(request), "file.approve", submission, at=at),
        "findings": submission.findings or file_page.checks(submission, on=london.day_of(at)),
        **file_page.submission_details(submission),
    }
    return render(request, "desk/submission.html", page)


@gates.staff("case.work", Submission)
def request_approval(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Ask the supervisor to approve the file."""
    return form_page(
        request,
        submission,
        Confirm,
        lambda data, by, at: submissions.request_approval(submission=submission, by=by, at=at),
        title="Ask for approval",
        then=_file_of(submission.case),
        done="The supervisor was asked.",
        current="desk:file",
        button="Ask the supervisor",
        context={"intro": CERTIFY},
    )


@gates.staff("file.approve", Submission)
def return_file(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Return the file to the officer with the reason."""
    return form_page(
        request,
        submission,
        forms.ReturnForm,
        lambda data, by, at: submissions.return_to_officer(
            submission=submission, **data, by=by, at=at
        ),
        title="Return the file",
        then=_file_of(submission.case),
        done="The file went back to the officer.",
        current="desk:file",
        button="Return it",
    )


@gates.staff("file.approve", Submission)
def approve_file(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Approve the file with comments."""
    findings = file_page.checks(submission, on=london.day_of(clock.now()))
    return form_page(
        request,
        submission,
        forms.ApproveForm,
        lambda data, by, at: submissions.approve(submission=submission, **data, by=by, at=at),
        title="Approve the file",
        then=_file_of(submission.case),
        done="The file was approved. Its bundle is being built.",
        current="desk:file",
        button="Approve it",
        template="desk/approve.html",
        context={"findings": findings},
    )


@gates.staff("case.work", ActionPlanItem)
def reply(request: HttpRequest, item: ActionPlanItem) -> HttpResponse:
    """Answer an item of an action plan; the MG20 is made from the replies."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        decisions.reply(item=item, **data, by=by, at=at)

    return form_page(
        request,
        item,
        forms.ReplyForm,
        act,
        title=f"Reply to item {item.number} of the action plan",
        then=_file_of(item.plan.submission.case),
        done="The reply was recorded.",
        current="desk:file",
        button="Reply",
        context={"intro": f"{item.text} Why: {item.reason}"},
    )
