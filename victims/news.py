"""What an event of the record means for a victim: which template, filled with what, from when.

Each function answers None when the event is no news: an authorised charge is none until it is put.
Functions read the record as it stands when the job runs, which may be later than the event.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from casefile.models import (
    ActionPlan,
    Case,
    CaseEvent,
    Hearing,
    RecordedCharge,
    RecordedCrime,
    Submission,
    Suspect,
)
from casefile.rules import london
from casefile.rules.charging_outcomes import ADVICE
from casefile.services import events
from victims.duties import REFERRAL


@dataclass(frozen=True)
class News:
    """One piece of news. `key` is its cause: the same cause is told once to each victim.

    `officer` and `reach` are filled in per account. `starts` names further duties it starts.
    """

    template: str
    key: str
    started_at: datetime
    variables: dict[str, str] = field(default_factory=dict)
    by_when: date | None = None
    starts: tuple[str, ...] = ()


Teller = Callable[[Case, CaseEvent, dict[str, Any]], News | None]
TELLERS: dict[str, Teller] = {}


def tells(kind: str) -> Callable[[Teller], Teller]:
    """Enter a function as the one that turns this kind of event into news."""

    def enter(function: Teller) -> Teller:
        TELLERS[kind] = function
        return function

    return enter


def of_event(case: Case, event: CaseEvent) -> News | None:
    """Return the news in an event, or None."""
    teller = TELLERS.get(event.kind)
    return teller(case, event, events.body_of(event) or {}) if teller else None


def day_of(moment: datetime) -> str:
    """Return the day of a moment in London, as a variable of news holds it."""
    return london.day_of(moment).isoformat()


def _simple(template: str, event: CaseEvent, started_at: datetime | None = None) -> News:
    moment = started_at or event.at
    return News(template, f"{template}:{event.pk}", moment, {"on": day_of(moment)})


def _moment(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


@tells("crime.recorded")
def crime_recorded(case: Case, event: CaseEvent, body: dict[str, Any]) -> News:
    """The written confirmation; the referral to support starts its clock at the report."""
    crime = RecordedCrime.objects.get(pk=str(event.subject_id))
    return News(
        "crime_recorded",
        f"crime_recorded:{crime.pk}",
        crime.reported_at,
        {"crime": crime.title, "reference": crime.reference},
        starts=(REFERRAL,),
    )


@tells("case.allocated")
def officer_named(case: Case, event: CaseEvent, body: dict[str, Any]) -> News | None:
    """Another officer looks after the case; the first one stands in the written confirmation."""
    if body.get("role") != "officer_in_case":
        return None
    return _simple("officer_named", event)


@tells("visit.booked")
def visit_booked(case: Case, event: CaseEvent, body: dict[str, Any]) -> News:
    """A visit, with its time when one was agreed."""
    visit_at = _moment(body.get("visit_at"))
    if visit_at is None:
        return News("visit_asked", f"visit_asked:{event.pk}", event.at)
    on = london.day_of(visit_at)
    variables = {"visit_at": visit_at.isoformat()}
    return News("visit_booked", f"visit_booked:{event.pk}", event.at, variables, by_when=on)


@tells("advice.given")
def advice_given(case: Case, event: CaseEvent, body: dict[str, Any]) -> News:
    """Advice against a repeat, by the keys of its rows."""
    variables = {"advice": ",".join(body["keys"])}
    return News("prevention_advice", f"prevention_advice:{event.pk}", event.at, variables)


@tells("visit.cancelled")
def visit_cancelled(case: Case, event: CaseEvent, body: dict[str, Any]) -> News:
    """A visit that does not take place; never why, which may be about somebody else."""
    variables = {"visit_at": str(body["visit_at"])}
    return News("visit_cancelled", f"visit_cancelled:{event.pk}", event.at, variables)


@tells("suspect.arrested")
def suspect_arrested(case: Case, event: CaseEvent, body: dict[str, Any]) -> News:
    """That there was an arrest; never of whom or where."""
    return _simple("suspect_arrested", event, _moment(body.get("arrested_at")))


@tells("suspect.interviewed")
def suspect_interviewed(case: Case, event: CaseEvent, body: dict[str, Any]) -> News:
    """That there was an interview; never what was said."""
    return _simple("suspect_interviewed", event, _moment(body.get("started_at")))


@tells("suspect.released")
def suspect_released(case: Case, event: CaseEvent, body: dict[str, Any]) -> News | None:
    """A release on bail or under investigation; staying in custody is none."""
    template = {"police_bail": "released_on_bail", "under_investigation": "released_for_now"}.get(
        str(body.get("release"))
    )
    return _simple(template, event) if template else None


@tells("submission.submitted")
def file_sent(case: Case, event: CaseEvent, body: dict[str, Any]) -> News:
    """The file went to the prosecutor, for a decision or for the first hearing."""
    submission = Submission.objects.get(pk=str(event.subject_id))
    for_court = submission.build.startswith("first_hearing")
    return _simple("court_file_sent" if for_court else "file_sent", event)


@tells("triage.accepted")
def file_accepted(case: Case, event: CaseEvent, body: dict[str, Any]) -> News:
    """The prosecutor took the file."""
    return _simple("file_accepted", event)


@tells("triage.rejected")
def file_rejected(case: Case, event: CaseEvent, body: dict[str, Any]) -> News:
    """The prosecutor wants more before taking the file."""
    return _by(_simple("more_asked", event), _day(body.get("respond_by")))


@tells("action_plan.issued")
def action_plan_issued(case: Case, event: CaseEvent, body: dict[str, Any]) -> News:
    """The prosecutor asks for more; nothing of what."""
    items = ActionPlan.objects.get(pk=str(event.subject_id)).items.order_by("-due_on")
    return _by(_simple("more_asked", event), items.values_list("due_on", flat=True).first())


def _by(news: News, day: date | None) -> News:
    return News(news.template, news.key, news.started_at, news.variables, by_when=day)


@tells("suspect.no_further_action")
def not_charged(case: Case, event: CaseEvent, body: dict[str, Any]) -> News:
    """A decision not to prosecute; a review is open only when nothing else of the case goes on."""
    others = Suspect.objects.filter(case=case).exclude(stage="no_further_action")
    outcomes = [str(one) for one in body.get("outcomes", [])]
    why = "public_interest" if any("public" in one for one in outcomes) else "evidential"
    variables = {"on": day_of(event.at), "why": why}
    known = [ADVICE[one] for one in outcomes if one in ADVICE]
    can_review = not known or any(row.is_reviewable for row in known)
    if others.exists() or not can_review:
        key = f"one_person_not_charged:{event.pk}"
        return News("one_person_not_charged", key, event.at, variables)
    # One decision ends the case for all its suspects together: told once.
    key = f"nobody_charged:{event.at.isoformat()}"
    return News("nobody_charged", key, event.at, variables | {"review_by": ""})


@tells("suspect.charged")
def suspect_charged(case: Case, event: CaseEvent, body: dict[str, Any]) -> News:
    """The charge as put, and from now on the defendant's name."""
    suspect = Suspect.objects.select_related("person").get(pk=str(event.subject_id))
    charges = RecordedCharge.objects.filter(charge__suspect=suspect).select_related("offence")
    titles = sorted({row.offence.title for row in charges})
    variables = {
        "on": day_of(event.at),
        "defendant": suspect.person.name,
        "charge": "; ".join(titles),
    }
    return News("suspect_charged", f"suspect_charged:{event.pk}", event.at, variables)


@tells("hearing.listed")
def hearing_listed(case: Case, event: CaseEvent, body: dict[str, Any]) -> News:
    """A day at court; two defendants at one hearing are one piece of news."""
    hearing = Hearing.objects.get(pk=str(event.subject_id))
    moment = hearing.at.isoformat()
    return News(
        "hearing_listed",
        f"hearing_listed:{moment}:{hearing.court_name}"[:200],
        event.at,
        {"hearing_at": moment, "court": hearing.court_name},
        by_when=london.day_of(hearing.at),
    )
