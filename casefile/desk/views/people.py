"""Pages about the people of a case."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casefile import gates
from casefile.desk import contact_page, person_page, reported_page
from casefile.desk.forms import people as forms
from casefile.desk.pages import case_frame, form_page
from casefile.models import Case, Person, User, Victim, Witness
from casefile.services import cases, contacts, mg_forms, people, reported
from casefile.services.actors import Actor

HEADINGS = ["Name", "Part", "Occupation"]


def _page_of(person: Person) -> str:
    return reverse("desk:person", args=[person.pk])


@gates.staff("case.view", Case)
def people_list(request: HttpRequest, case: Case) -> HttpResponse:
    """Show everybody in the case with the parts they play."""
    page = case_frame(request, case, "desk:people")
    page |= {"title": "People", "headings": HEADINGS, "rows": person_page.rows(case)}
    page |= {
        "described_headings": reported_page.DESCRIBED,
        "described": reported_page.described_rows(case, may_work=page["may_work"]),
    }
    return render(request, "desk/people.html", page)


@gates.staff("case.work", Case)
def add_person(request: HttpRequest, case: Case) -> HttpResponse:
    """Record a person and their parts."""
    return form_page(
        request,
        case,
        forms.PersonForm,
        lambda data, by, at: _add(case, data, by, at),
        title="Add a person",
        then=reverse("desk:people", args=[case.pk]),
        done="The person was added.",
        current="desk:people",
    )


@transaction.atomic
def _add(case: Case, data: dict[str, Any], by: Actor, at: datetime) -> None:
    parts = set(data.pop("parts"))
    kind = data.pop("witness_kind") or "victim"
    harm = {key: data.pop(key) for key in ("injury", "loss")}
    person = people.record(case=case, **data, by=by, at=at)
    if "victim" in parts:
        people.make_victim(person=person, **harm, by=by, at=at)
    if parts & {"victim", "witness"}:
        kind = "victim" if "victim" in parts else kind
        people.make_witness(person=person, kind=kind, by=by, at=at)
    if "suspect" in parts:
        people.make_suspect(person=person, by=by, at=at)


@gates.staff("case.view", Person)
def person(request: HttpRequest, person: Person) -> HttpResponse:
    """Show one person: details, parts, contact, needs, prints, and what can be done next."""
    page = case_frame(request, person.case, "desk:people")
    page |= {"title": person.name, "person": person, **person_page.details(person)}
    return render(request, "desk/person.html", page)


@gates.staff("case.work", Person)
def add_contact(request: HttpRequest, person: Person) -> HttpResponse:
    """Record a way to reach a person."""
    return form_page(
        request,
        person,
        forms.ContactForm,
        lambda data, by, at: contacts.record(person=person, **data, by=by, at=at),
        title=f"How to reach {person.name}",
        then=_page_of(person),
        done="The contact was recorded.",
        current="desk:people",
    )


@gates.staff("case.work", Person)
def verify_contact(request: HttpRequest, person: Person) -> HttpResponse:
    """Record that somebody made sure that the person is reached by a contact."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        point = person.contact_points.get(pk=data["point"])
        contacts.verify(point=point, how=data["how"], by=by, at=at)

    return form_page(
        request,
        person,
        forms.VerifyForm,
        act,
        title=f"Verify a contact of {person.name}",
        then=_page_of(person),
        done="The contact counts as verified from now on.",
        current="desk:people",
        button="It is verified",
    )


@gates.staff("case.work", Person)
def bar_contact(request: HttpRequest, person: Person) -> HttpResponse:
    """Bar a way of contact from every message."""
    return form_page(
        request,
        person,
        forms.BarForm,
        lambda data, by, at: contacts.bar(person=person, **data, by=by, at=at),
        title="Never use a contact",
        then=_page_of(person),
        done="No message will go there.",
        current="desk:people",
        button="Bar it",
    )


@gates.staff("case.work", Person)
def contact_plan(request: HttpRequest, person: Person) -> HttpResponse:
    """Agree how a person may safely be reached."""
    return form_page(
        request,
        person,
        forms.ContactPlanForm,
        lambda data, by, at: contacts.agree_plan(person=person, **data, by=by, at=at),
        title=f"Safe contact with {person.name}",
        then=_page_of(person),
        done="The plan was agreed.",
        current="desk:people",
        initial=contact_page.plan_now(person),
    )


@gates.staff("case.work", Person)
def record_print(request: HttpRequest, person: Person) -> HttpResponse:
    """Record a print of previous convictions."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        data.pop("is_no_trace")
        people.record_print(person=person, **data, by=by, at=at)

    return form_page(
        request,
        person,
        forms.PrintForm,
        act,
        title=f"Previous convictions of {person.name}",
        then=_page_of(person),
        done="The print was recorded.",
        current="desk:people",
    )


@gates.staff("case.work", Witness)
def availability(request: HttpRequest, witness: Witness) -> HttpResponse:
    """Record whether a witness will attend, and dates to avoid."""
    return form_page(
        request,
        witness,
        forms.AvailabilityForm,
        lambda data, by, at: _available(witness, data, by, at),
        title=f"When {witness.person.name} can come to court",
        then=_page_of(witness.person),
        done="The dates were recorded.",
        current="desk:people",
        initial={"dates_to_avoid": witness.dates_to_avoid},
    )


@transaction.atomic
def _available(witness: Witness, data: dict[str, Any], by: Actor, at: datetime) -> None:
    people.set_availability(
        witness=witness,
        is_willing=data["is_willing"] == "yes",
        dates_to_avoid=data["dates_to_avoid"],
        by=by,
        at=at,
    )
    if data["shares_details"]:
        mg_forms.answer(
            case=witness.case,
            code="MG11B",
            about=witness.person,
            answers={"sharing": data["shares_details"] == "yes"},
            by=by,
            at=at,
        )


@gates.staff("case.work", Witness)
def needs(request: HttpRequest, witness: Witness) -> HttpResponse:
    """Assess what a witness needs."""
    return form_page(
        request,
        witness,
        forms.NeedsForm,
        lambda data, by, at: people.assess_needs(witness=witness, **data, by=by, at=at),
        title=f"What {witness.person.name} needs",
        then=_page_of(witness.person),
        done="The assessment was recorded.",
        current="desk:people",
        template="desk/needs.html",
        context={"said": reported.needs_said(witness.person)},
        initial={
            "is_vulnerable": witness.is_vulnerable,
            "is_intimidated": witness.is_intimidated,
            "special_measures": witness.special_measures,
            "own_views": witness.own_views,
        },
    )


@gates.staff("case.work", Victim)
def personal_statement(request: HttpRequest, victim: Victim) -> HttpResponse:
    """Record the offer of a personal statement and the answer."""
    return form_page(
        request,
        victim,
        forms.PersonalStatementForm,
        lambda data, by, at: people.offer_personal_statement(victim=victim, **data, by=by, at=at),
        title=f"Personal statement of {victim.person.name}",
        then=_page_of(victim.person),
        done="The answer was recorded.",
        current="desk:people",
        initial={"answer": victim.personal_statement},
    )


@gates.staff("case.allocate", Case)
def allocate(request: HttpRequest, case: Case) -> HttpResponse:
    """Give somebody a part in the case."""

    def act(data: dict[str, Any], by: Actor, at: datetime) -> None:
        user = User.objects.get(pk=data["user"])
        cases.allocate(case=case, user=user, role=data["role"], by=by, at=at)

    return form_page(
        request,
        case,
        forms.AllocationForm,
        act,
        title="Who works on this case",
        then=reverse("desk:case", args=[case.pk]),
        done="The part was given.",
    )
