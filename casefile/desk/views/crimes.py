"""Pages of a recorded crime: its record, its class, what could solve it, its team, its flags.

How it ends is in crime_outcomes.py.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from casefile import clock, gates
from casefile.desk import crime_page
from casefile.desk.forms import crimes as forms
from casefile.desk.forms.boxes import CaseForm
from casefile.desk.pages import Act, case_frame, form_page
from casefile.models import Case, RecordedCrime
from casefile.rules import crime_classes, london
from casefile.rules.allocation import TEAMS
from casefile.services import access, allocation, crimes, stages

CRIMES = RecordedCrime.objects.select_related("case__force", "victim__person", "cancellation")
CLASS_HEADINGS = ["Class", "Crime", "Group"]
MOST_FOUND = 20


@require_GET
@gates.staff("case.view", Case)
def crime_list(request: HttpRequest, case: Case) -> HttpResponse:
    """List the crimes recorded in a case."""
    page = case_frame(request, case, "desk:crimes")
    page |= {"title": "Crimes", "headings": crime_page.CRIMES, "rows": crime_page.rows(case)}
    return render(request, "desk/crimes.html", page)


@require_GET
@gates.staff("crime.view", CRIMES)
def crime(request: HttpRequest, crime: RecordedCrime) -> HttpResponse:
    """Show the record of a crime, its history, and the steps that this person may take."""
    actor, at = gates.actor_of(request), clock.now()
    page = frame(request, crime)
    page |= {"title": f"{crime.reference}: {crime.title}", "crime": crime}
    page |= crime_page.details(crime, actor, at)
    return render(request, "desk/crime.html", page)


def frame(request: HttpRequest, crime: RecordedCrime) -> dict[str, Any]:
    """Return the layout of a page about a crime; the crime desk gets no way into the case."""
    page = case_frame(request, crime.case, "desk:crimes")
    if not access.may(gates.actor_of(request), "case.view", crime.case, at=clock.now()):
        page["side_items"] = []
    return page


def crime_form(
    request: HttpRequest,
    crime: RecordedCrime,
    form_class: type[CaseForm],
    act: Act,
    *,
    title: str,
    done: str,
    context: dict[str, Any] | None = None,
    **options: Any,
) -> HttpResponse:
    """Show a form about a crime and make one call of `act`, then go back to the crime."""
    side = {"side_items": frame(request, crime)["side_items"]}
    return form_page(
        request,
        crime,
        form_class,
        act,
        title=title,
        then=reverse("desk:crime", args=[crime.pk]),
        done=done,
        current="desk:crimes",
        context={"intro": f"{crime.reference}: {crime.title}", **side, **(context or {})},
        **options,
    )


@gates.staff("crime.decide", CRIMES)
def reclassify(request: HttpRequest, crime: RecordedCrime) -> HttpResponse:
    """Give a crime another class, found by words; its record and history stay."""
    words = request.GET.get("q", "").strip()[:100]
    found = crime_classes.find(words, london.day_of(clock.now()))[:MOST_FOUND]
    rows = [
        [{"text": row.code, "href": f"?code={row.code}"}, row.title,
         crime_classes.GROUPS[row.group]]
        for row in found
        if row.recorded_by == "force"
    ]  # fmt: skip
    return crime_form(
        request,
        crime,
        forms.ReclassifyForm,
        lambda data, by, at: crimes.reclassify(
            crime=crime,
            home_office_class=data["new_class"],
            reason=data["reason"],
            by=by,
            at=at,
        ),
        title="Give it another class",
        done="The crime has another class.",
        initial={"new_class": request.GET.get("code", "")},
        template="desk/reclassify.html",
        context={"words": words, "found": rows, "headings": CLASS_HEADINGS},
    )


@gates.staff("crime.work", CRIMES)
def include_offence(request: HttpRequest, crime: RecordedCrime) -> HttpResponse:
    """List a lesser offence inside a crime."""
    return crime_form(
        request,
        crime,
        forms.OffenceForm,
        lambda data, by, at: crimes.include_offence(crime=crime, by=by, at=at, **data),
        title="List an offence inside it",
        done="The offence is listed.",
    )


@gates.staff("crime.work", CRIMES)
def flags(request: HttpRequest, crime: RecordedCrime) -> HttpResponse:
    """Change the flags beside the class."""
    return crime_form(
        request,
        crime,
        forms.FlagsForm,
        lambda data, by, at: crimes.set_flags(crime=crime, by=by, at=at, **data),
        title="Change its flags",
        done="The flags were changed.",
        initial={"flags": crime.flags},
    )


@gates.staff("crime.work", CRIMES)
def start(request: HttpRequest, crime: RecordedCrime) -> HttpResponse:
    """Start the investigation."""
    return crime_form(
        request,
        crime,
        CaseForm,
        lambda data, by, at: stages.move(subject=crime, transition="investigate", by=by, at=at),
        title="Start the investigation",
        done="The investigation has started.",
        button="Start",
    )


@gates.staff("crime.work", CRIMES)
def solvability(request: HttpRequest, crime: RecordedCrime) -> HttpResponse:
    """Judge each factor that could solve a crime, and say what shows it."""
    known = allocation.factors_of(crime)
    initial = {code: row.state for code, row in known.items()}
    initial |= {f"{code}_evidence": row.evidence for code, row in known.items()}
    return crime_form(
        request,
        crime,
        forms.SolvabilityForm,
        lambda data, by, at: allocation.record_factors(
            crime=crime, factors=data["factors"], by=by, at=at
        ),
        title="Judge what could solve it",
        done="What could solve it was recorded.",
        initial=initial,
        template="desk/solvability.html",
    )


@gates.staff("crime.decide", CRIMES)
def team(request: HttpRequest, crime: RecordedCrime) -> HttpResponse:
    """Decide which team takes a crime, beside the one the table suggests and the row that fired."""
    suggestion = allocation.suggestion_for(crime)
    return crime_form(
        request,
        crime,
        forms.TeamForm,
        lambda data, by, at: allocation.decide(crime=crime, by=by, at=at, **data),
        title="Decide which team takes it",
        done="The decision was recorded.",
        initial={"team": suggestion.team},
        template="desk/crime_team.html",
        context={
            "suggestion": suggestion,
            "suggested_team": TEAMS[suggestion.team],
            "kept": "; ".join(row.words.lower() for row in suggestion.kept),
        },
    )
