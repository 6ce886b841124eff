"""Pages about what was said in a report, and about people who were only described."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casefile import gates
from casefile.desk import reported_page
from casefile.desk.forms.reported import SOMEBODY_NEW, IdentifyForm
from casefile.desk.pages import case_frame, form_page
from casefile.models import Case, DescribedPerson
from casefile.services import people, reported
from casefile.services.actors import Actor


@gates.staff("case.view", Case)
def said(request: HttpRequest, case: Case) -> HttpResponse:
    """Show what was said in the report, so that nobody is asked again."""
    page = case_frame(request, case, "desk:said")
    page |= {"title": "Said in the report", "topics": reported_page.topics(case)}
    return render(request, "desk/said.html", page)


@gates.staff("case.work", DescribedPerson)
def identify(request: HttpRequest, described: DescribedPerson) -> HttpResponse:
    """Say who a described person is; only then do they have a part in the case."""
    return form_page(
        request,
        described,
        IdentifyForm,
        lambda data, by, at: _identify(described, data, by, at),
        title=f"Who is this {described.role}?",
        then=reverse("desk:people", args=[described.case_id]),
        done="The person was identified.",
        current="desk:people",
        context={"intro": described.words},
    )


@transaction.atomic
def _identify(described: DescribedPerson, data: dict[str, Any], by: Actor, at: datetime) -> None:
    case = described.case
    if data["person"] == SOMEBODY_NEW:
        names = {key: data[key] for key in ("given_names", "family_name")}
        person = people.record(case=case, **names, by=by, at=at)
    else:
        person = case.people.get(pk=data["person"])
    reported.identify(described=described, person=person, by=by, at=at)
