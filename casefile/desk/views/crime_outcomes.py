"""Pages on how a crime ends: the victim's view, the outcome, taking up again, cancelling."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from casefile import gates
from casefile.desk.forms import crimes as forms
from casefile.desk.views.crimes import CRIMES, crime_form
from casefile.models import RecordedCrime
from casefile.rules.outcome_checks import CHECKS, OutcomeFacts
from casefile.services import crime_guards, crimes, outcomes
from casefile.services.actors import Actor

SAYS = {True: "yes", False: "no", None: "unknown"}


@gates.staff("crime.work", CRIMES)
def victim_view(request: HttpRequest, crime: RecordedCrime) -> HttpResponse:
    """Record whether the victim supports going further; that ends nothing."""
    return crime_form(
        request,
        crime,
        forms.VictimViewForm,
        lambda data, by, at: outcomes.record_victim_view(crime=crime, by=by, at=at, **data),
        title="Record the victim's view",
        done="The victim's view was recorded. The crime stays as it is.",
    )


@gates.staff("crime.file", CRIMES)
def outcome(request: HttpRequest, crime: RecordedCrime) -> HttpResponse:
    """Give a crime its outcome, with what the investigation found."""
    actor = gates.actor_of(request)
    facts = _facts(crime)
    return crime_form(
        request,
        crime,
        forms.OutcomeForm,
        lambda data, by, at: outcomes.record(
            crime=crime,
            outcome=data.pop("outcome"),
            reason=data.pop("reason"),
            found=outcomes.Found(**data),
            by=by,
            at=at,
        ),
        title="Give it an outcome",
        done="The outcome was recorded.",
        initial={
            "is_suspect_identified": SAYS[facts.is_suspect_identified],
            "victim_supports": SAYS[facts.victim_supports],
            "roles": actor.roles,
        },
        template="desk/crime_outcome.html",
        context={"checks": CHECKS, "facts": _shown(facts)},
    )


def _facts(crime: RecordedCrime) -> OutcomeFacts:
    """Return what the record knows before anybody answers."""
    said = {
        "is_suspect_identified": crime.case.suspects.exists() or None,
        "victim_supports": crime.victim_supports,
    }
    return crime_guards.facts_of(crime, said)


def _shown(facts: OutcomeFacts) -> list[dict[str, Any]]:
    return [
        {"key": "Suspects in the case", "value": "Yes" if facts.is_suspect_identified else "None"},
        {"key": "Somebody was charged", "value": "Yes" if facts.is_somebody_charged else "No"},
        {"key": "What could solve it was judged",
         "value": "Yes" if facts.is_solvability_filled else "No"},
        {"key": "Lines of enquiry outstanding", "value": str(facts.outstanding_lines)},
    ]  # fmt: skip


@gates.staff("crime.decide", CRIMES)
def reopen(request: HttpRequest, crime: RecordedCrime) -> HttpResponse:
    """Take up a crime again on new information."""
    return crime_form(
        request,
        crime,
        forms.ReasonForm,
        lambda data, by, at: outcomes.reopen(crime=crime, by=by, at=at, **data),
        title="Take it up again",
        done="The crime is under investigation again.",
    )


@gates.staff("crime.cancel", CRIMES)
def cancel(request: HttpRequest, crime: RecordedCrime) -> HttpResponse:
    """Cancel the record of a crime, on information that can be checked."""
    return crime_form(
        request,
        crime,
        forms.CancelForm,
        lambda data, by, at: crimes.cancel(crime=crime, by=by, at=at, **data),
        title="Cancel the record",
        done="The record was cancelled. The victim must be told.",
    )


@gates.staff("crime.cancel", CRIMES)
def close_n100(request: HttpRequest, crime: RecordedCrime) -> HttpResponse:
    """Close a report of rape under N100 that stays unrecorded."""

    def act(data: dict[str, Any], by: Actor, at: Any) -> object:
        return outcomes.close_n100(crime=crime, by=by, at=at, **data)

    return crime_form(
        request,
        crime,
        forms.ReasonForm,
        act,
        title="Close it without recording a crime",
        done="The record was closed.",
    )
