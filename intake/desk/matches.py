"""Reports that may belong with one, for a person to confirm or reject; and the search for more."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from casefile import clock, gates
from casefile.forms import attempt
from casefile.models import Case, Person
from casefile.services import access
from casefile.services.actors import Actor
from intake import clocks, linking, match_kinds, match_values, matching
from intake.desk.times import moment_words
from intake.form_names import form_name
from intake.models import CrimeReport
from intake.risk_forms import LinkForm, SearchForm

REPORTS = CrimeReport.objects.select_related("force", "case")
MOST_FOUND = 50
# Where the person who did it may well live with, or as, the person who was hurt.
_CLOSE = frozenset({"da", "stalk", "sexual"})


def panel(report: CrimeReport, actor: Actor) -> dict[str, Any]:
    """Return what the panel of matches shows: other reports and why, and the count of repeats."""
    found = linking.proposals(report, actor)
    return {
        "rows": [_row(report, proposal) for proposal in found],
        "repeat": _repeat_words(report),
        "is_persistent": report.earlier_reports >= clocks.PERSISTENT_FROM,
        "warn": any(_is_close(report, row) for row in found),
        "source": match_kinds.MATCHING,
    }


def _repeat_words(report: CrimeReport) -> str:
    count, days = report.earlier_reports, clocks.REPEAT_WITHIN.days
    if not count:
        return ""
    times = "1 earlier report" if count == 1 else f"{count} earlier reports"
    return f"{times} of the same victim in {days} days"


def _is_close(report: CrimeReport, row: linking.Proposal) -> bool:
    shares = any(match_kinds.KINDS[kind].says != "event" for kind in row.kinds)
    return shares and bool({report.form, row.report.form} & _CLOSE)


def _row(report: CrimeReport, row: linking.Proposal) -> dict[str, Any]:
    says = "Maybe the same people"
    if match_kinds.is_same_event(row.kinds):
        says = "Maybe the same event"
    elif match_kinds.is_household_alone(row.kinds):
        says = "The same household, maybe other people"
    return {
        "says": linking.STATES[row.link.state] if row.link else says,
        "reference": row.report.reference,
        "href": reverse("crime_desk:report", args=[row.report.pk]),
        "compare": reverse("crime_desk:match", args=[report.pk, row.report.pk]),
        "about": form_name(row.report.form),
        "sent": moment_words(row.report.submitted_at),
        "stage": row.report.stage,
        "why": _why(row.kinds),
        "decided_by": row.link.decided_by if row.link else None,
        "is_rejected": bool(row.link and row.link.state == "rejected"),
        "is_same_event": bool(row.link and row.link.state == "same_event"),
    }


def _why(kinds: frozenset[str]) -> list[str]:
    shown = sorted(kinds - {"name"} if "name_born" in kinds else kinds)
    return [match_kinds.KINDS[kind].words for kind in shown]


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.decide", REPORTS)
def match(request: HttpRequest, report: CrimeReport, other: UUID) -> HttpResponse:
    """Put two reports side by side, and take what a person says of them."""
    actor, at = gates.actor_of(request), clock.now()
    found = CrimeReport.objects.open_to(actor).filter(pk=other).exclude(pk=report.pk).first()
    if found is None:
        access.record_refusal(actor, "report.view", None, at=at)
        raise Http404
    form = LinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        attempt(form, lambda: linking.decide(report=report, other=found, by=actor, at=at, **said))
        if not form.errors:
            messages.success(request, "What you said is on the log of both reports.")
            return redirect("crime_desk:risk", pk=report.pk)
    access.record_read(actor, found, at=at, what="crime_desk:match")
    context = {
        "report": report,
        "form": form,
        "sides": [_side(report), _side(found)],
        "why": _why(matching.shared(report, found)),
        "back_href": reverse("crime_desk:risk", args=[report.pk]),
    }
    return render(request, "crime_desk/match.html", context, status=400 if form.is_bound else 200)


def _side(report: CrimeReport) -> dict[str, Any]:
    rows = [
        {"key": row.label, "value": row.shown}
        for row in report.answers.exclude(shown="").order_by("position")
    ]
    facts = [{"key": "Sent in", "value": moment_words(report.submitted_at)}]
    return {"title": f"Report {report.reference}", "rows": facts + rows}


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff("report.search")
def search(request: HttpRequest) -> HttpResponse:
    """Find reports and people of the force by name, contact, thing or place, with a reason."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "back_href": reverse("crime_desk:queue")}
    if form.is_valid():
        context |= _found(gates.actor_of(request), form.cleaned_data)
    is_wrong = form.is_bound and not form.is_valid()
    return render(request, "crime_desk/search.html", context, status=400 if is_wrong else 200)


def _found(actor: Actor, given: dict[str, Any]) -> dict[str, Any]:
    """Search, record what was asked and shown, and return the rows of both tables."""
    values = match_values.asked(given)
    reports, people = matching.of_values(values, actor.force or "")
    rows = _report_rows(actor, {hit.key: hit for hit in reports[: 4 * MOST_FOUND]})[:MOST_FOUND]
    persons = _person_rows(actor, {hit.key: hit for hit in people[: 4 * MOST_FOUND]})[:MOST_FOUND]
    access.record_list(
        actor,
        at=clock.now(),
        what="search of related records",
        hits=[str(key) for key, _ in [*rows, *persons]],
        reason=given["reason"],
        asked=sorted({kind for kind, _, _ in values}),
    )
    return {
        "is_searched": True,
        "report_headings": ["Reference", "What it is about", "Sent in", "State", "Why"],
        "reports": [row for _, row in rows],
        "person_headings": ["Name", "Case", "Why"],
        "people": [row for _, row in persons],
    }


def _report_rows(actor: Actor, hits: dict[Any, matching.Match]) -> list[tuple[UUID, list[Any]]]:
    found = CrimeReport.objects.open_to(actor).filter(pk__in=hits)
    ordered = sorted(found, key=lambda row: (-hits[row.pk].score, row.pk))
    return [
        (
            row.pk,
            [
                {"text": row.reference, "href": reverse("crime_desk:report", args=[row.pk])},
                form_name(row.form),
                moment_words(row.submitted_at),
                {"stage": row.stage},
                "; ".join(_why(hits[row.pk].kinds)),
            ],
        )
        for row in ordered
    ]


def _person_rows(actor: Actor, hits: dict[Any, matching.Match]) -> list[tuple[UUID, list[Any]]]:
    """Return people in cases of the own force. Their case is named, and opened by its own rules."""
    cases = Case.objects.of_force(actor.force).exclude(pk__in=actor.conflicts)
    found = Person.objects.filter(pk__in=hits, case__in=cases).select_related("case")
    ordered = sorted(found, key=lambda row: (-hits[row.pk].score, row.pk))
    return [
        (row.pk, [row.name, _case_words(row.case), "; ".join(_why(hits[row.pk].kinds))])
        for row in ordered
    ]


def _case_words(case: Case) -> str:
    return case.urn or case.incident_reference or f"No URN yet ({str(case.pk)[:8]})"
