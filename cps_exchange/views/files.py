"""One file as it left: what it says, what came of it, and its bytes."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from casefile import clock, gates
from casefile.models import StoredObject, Submission
from casefile.services import charges
from cps_exchange import downloads, file_page, inbox, outbound
from cps_exchange.downloads import Download

FILES = Submission.objects.select_related("case__force", "approved_by", "bundle__pdf")
SECTIONS = (
    ("File", "prosecute:file"),
    ("Triage", "prosecute:triage"),
    ("Action plan", "prosecute:action-plan"),
    ("Decisions", "prosecute:decisions"),
)
HEADINGS = {
    "item_headings": ["Item", "Reference", "Pages", "By itself"],
    "apart_headings": ["Form", "By itself"],
    "charge_headings": ["Number", "Code", "Offence", "Wording"],
    "decision_headings": ["Person", "Charge", "Decision", "Wording", "Reason"],
    "reconciled_headings": ["Person", "Advised", "Recorded", "Difference"],
}


def shared(request: HttpRequest, submission: Submission) -> dict[str, Any]:
    """Return what every page of a file shows: whose it is, where one is, what it says."""
    content = outbound.sent_file(submission, at=clock.now()).content
    names = [f"{row['given_names']} {row['family_name']}" for row in content["suspects"]]
    return {
        "submission": submission,
        "content": content,
        "title": ", ".join(names) or "No suspect named",
        "reference": f"URN {content['urn']}, version {content['version']}",
        "back_href": reverse("prosecute:inbox"),
        "sections": [
            {"text": text, "href": href, "current": request.path == href}
            for text, name in SECTIONS
            for href in [reverse(name, args=[submission.pk])]
        ],
    }


@gates.staff("submission.view", FILES)
def file(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Show the file, its checks, its charges, its items, and what was answered."""
    inbox.look(submission, viewer=inbox.PEOPLE, at=clock.now())
    context = shared(request, submission)
    state = outbound.state(submission)
    context |= {
        "state": state | {"action_plans": file_page.plans(state)},
        "respond_by": file_page.day(state["triage"] and state["triage"]["respond_by"]),
        "bundle_hashes": file_page.hashes(context["content"]),
        **HEADINGS,
        "summary": file_page.summary(submission, context["content"]),
        "people": file_page.people(context["content"]),
        "checks": file_page.checks(context["content"]),
        "items": file_page.items(submission, context["content"]),
        "apart": file_page.apart(submission, context["content"]),
        "decisions": file_page.decisions(state, context["content"]),
        "reconciled": file_page.reconciled(charges.reconcile(submission.case)),
    }
    return render(request, "prosecute/file.html", context)


def _send(request: HttpRequest, submission: Submission, found: Any, inline: bool) -> Any:
    stored: StoredObject
    stored, name = found
    download = Download(submission, stored, name, inline=inline)
    return downloads.send(request, download, by=gates.actor_of(request), at=clock.now())


@gates.staff("submission.view", FILES)
def bundle_pdf(request: HttpRequest, submission: Submission) -> HttpResponseBase:
    """Show the bundle in the browser: it was made here, so it may be."""
    sent: HttpResponseBase = _send(request, submission, downloads.bundle_pdf(submission), True)
    return sent


@gates.staff("submission.view", FILES)
def bundle_zip(request: HttpRequest, submission: Submission) -> HttpResponseBase:
    """Save the bag."""
    sent: HttpResponseBase = _send(request, submission, downloads.bundle_zip(submission), False)
    return sent


@gates.staff("submission.view", FILES)
def item(request: HttpRequest, submission: Submission, item: str) -> HttpResponseBase:
    """Save one item; what others made is never opened inside a page of ours."""
    sent: HttpResponseBase = _send(request, submission, downloads.item(submission, item), False)
    return sent
