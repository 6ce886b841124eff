"""Pages about charges: what is proposed, advised and recorded, and who may charge."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casefile import clock, gates
from casefile.desk import charge_page
from casefile.desk.forms.suspects import ProposeChargeForm
from casefile.desk.pages import case_frame, form_page
from casefile.models import Case, OffenceCode, Suspect
from casefile.rules import london
from casefile.services import charges

MOST_FOUND = 20


@gates.staff("case.view", Case)
def charge_list(request: HttpRequest, case: Case) -> HttpResponse:
    """Show charges per suspect, who may charge, and advised beside recorded."""
    page = case_frame(request, case, "desk:charges")
    page |= {"title": "Charges", **charge_page.details(case, on=london.day_of(clock.now()))}
    return render(request, "desk/charges.html", page)


@gates.staff("case.work", Suspect)
def add_charge(request: HttpRequest, suspect: Suspect) -> HttpResponse:
    """Propose a charge; the offence is found by words over the national list."""
    words, code = request.GET.get("q", "").strip(), request.GET.get("code", "")
    case = suspect.case
    day = charge_page.offence_day(case)
    return form_page(
        request,
        suspect,
        ProposeChargeForm,
        lambda data, by, at: charges.propose(suspect=suspect, **data, by=by, at=at),
        title=f"Propose a charge against {suspect.person.name}",
        then=reverse("desk:charges", args=[case.pk]),
        done="The charge was proposed.",
        current="desk:charges",
        initial={"cjs_code": code, "from_on": day, "place": case.offence_place},
        template="desk/add_charge.html",
        context={"words": words, "found": _found(words), "headings": ["Code", "Offence", "Tried"]},
    )


def _found(words: str) -> list[list[Any]]:
    """Return offences whose title holds every word, or whose code is it."""
    if len(words) < 3:
        return []
    every = Q()
    for word in words.split():
        every &= Q(title__icontains=word)
    rows = OffenceCode.objects.filter(every | Q(cjs_code__iexact=words)).order_by("title")
    return [
        [{"text": row.pk, "href": f"?code={row.pk}"}, row.title, charge_page.tried(row)]
        for row in rows[:MOST_FOUND]
    ]
