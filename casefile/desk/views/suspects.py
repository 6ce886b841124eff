"""Pages about suspects: arrest, release, interview, and the plea to expect."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casefile import gates
from casefile.desk.forms import suspects as forms
from casefile.desk.forms.boxes import person_of
from casefile.desk.pages import case_frame, form_page
from casefile.models import Arrest, Case, Interview, Suspect, User
from casefile.services import charges, custody, interviews, people
from casefile.services.actors import Actor
from casefile.wording import when


def page_of(suspect: Suspect) -> str:
    """Return the page of a suspect as a person."""
    return reverse("desk:person", args=[suspect.person_id])


@gates.staff("case.work", Suspect)
def arrest(request: HttpRequest, suspect: Suspect) -> HttpResponse:
    """Record an arrest."""

    @transaction.atomic
    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        chosen = person_of(suspect.case, data.pop("arrested_by"))
        officer = chosen or people.officer_witness(case=suspect.case, user=by.account, by=by, at=at)
        custody.record_arrest(suspect=suspect, arrested_by=officer, **data, by=by, at=at)

    return form_page(
        request,
        suspect,
        forms.ArrestForm,
        act,
        title=f"Arrest of {suspect.person.name}",
        then=page_of(suspect),
        done="The arrest was recorded.",
        current="desk:people",
    )


@gates.staff("case.work", Arrest)
def release(request: HttpRequest, arrest: Arrest) -> HttpResponse:
    """Record a release without charge."""
    return form_page(
        request,
        arrest,
        forms.ReleaseForm,
        lambda data, by, at: custody.release(arrest=arrest, **data, by=by, at=at),
        title=f"Release of {arrest.suspect.person.name}",
        then=page_of(arrest.suspect),
        done="The release was recorded.",
        current="desk:people",
    )


@gates.staff("case.work", Suspect)
def add_interview(request: HttpRequest, suspect: Suspect) -> HttpResponse:
    """Record an interview under caution."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        chosen = data.pop("interviewers")
        users = User.objects.filter(pk__in=chosen, force=suspect.case.force)
        interviews.record(suspect=suspect, interviewers=list(users), **data, by=by, at=at)

    return form_page(
        request,
        suspect,
        forms.InterviewForm,
        act,
        title=f"Interview of {suspect.person.name}",
        then=reverse("desk:interviews", args=[suspect.case_id]),
        done="The interview was recorded.",
        current="desk:interviews",
        initial={"interviewers": [str(request.user.pk)], "kind": "SDN"},
    )


@gates.staff("case.work", Suspect)
def no_interview(request: HttpRequest, suspect: Suspect) -> HttpResponse:
    """Record why a suspect was not interviewed."""
    return form_page(
        request,
        suspect,
        forms.NoInterviewForm,
        lambda data, by, at: interviews.give_reason_not_held(suspect=suspect, **data, by=by, at=at),
        title=f"Why {suspect.person.name} was not interviewed",
        then=page_of(suspect),
        done="The reason was recorded.",
        current="desk:people",
        initial={"reason": suspect.no_interview_reason},
    )


@gates.staff("case.work", Suspect)
def plea(request: HttpRequest, suspect: Suspect) -> HttpResponse:
    """Record the plea that is expected."""
    return form_page(
        request,
        suspect,
        forms.PleaForm,
        lambda data, by, at: charges.anticipate_plea(suspect=suspect, **data, by=by, at=at),
        title=f"Plea expected of {suspect.person.name}",
        then=page_of(suspect),
        done="The expected plea was recorded.",
        current="desk:people",
        initial={
            "plea": suspect.anticipated_plea,
            "reason": suspect.plea_reason,
            "account": suspect.account,
        },
    )


@gates.staff("case.view", Case)
def interview_list(request: HttpRequest, case: Case) -> HttpResponse:
    """Show the interviews of a case, each in full."""
    rows = case.interviews.select_related("suspect__person").prefetch_related("interviewers")
    cards = [_card(row) for row in rows.order_by("started_at")]
    page = case_frame(request, case, "desk:interviews") | {"title": "Interviews", "cards": cards}
    page["suspects"] = case.suspects.select_related("person").order_by("number")
    return render(request, "desk/interviews.html", page)


def _card(row: Interview) -> dict[str, Any]:
    officers = ", ".join(sorted(user.signature_name for user in row.interviewers.all()))
    return {
        "title": f"{row.suspect.person.name}, {when(row.started_at)}",
        "rows": [
            {"key": "Place", "value": row.place},
            {"key": "Interviewing officers", "value": officers},
            {"key": "Others present", "value": row.others_present, "empty": "Nobody else"},
            {"key": "Caution given", "value": "Yes" if row.caution_given else "No"},
            {"key": "Recording", "value": row.recording_reference},
            {"key": "Prepared statement", "value": row.prepared_statement, "empty": "None"},
            {"key": "Summary", "value": row.summary},
        ],
    }
