"""What an event in the life of a crime means for its victim (R21): told, and with what duty."""

from typing import Any

from casefile.models import Case, CaseEvent, RecordedCrime
from casefile.rules.crime_classes import N100
from victims.duties import REFERRAL
from victims.news import News, day_of, tells

PHONE_FIRST = (5, 12, 13)
"""Outcomes of death and illness: somebody calls before it stands on a page."""
WRITTEN = "E00"


def _news(template: str, event: CaseEvent, **variables: str) -> News:
    given = {"on": day_of(event.at), **variables}
    return News(template, f"{template}:{event.pk}", event.at, given)


def _crime(event: CaseEvent) -> RecordedCrime:
    return RecordedCrime.objects.get(pk=str(event.subject_id))


@tells("n100.recorded")
def kept_under_n100(case: Case, event: CaseEvent, body: dict[str, Any]) -> News:
    """A report of rape that is not recorded yet: its number, and support all the same."""
    crime = _crime(event)
    return News(
        "n100_recorded",
        f"n100_recorded:{crime.pk}",
        crime.reported_at,
        {"reference": crime.reference},
        starts=(REFERRAL,),
    )


@tells("crime.not_investigated")
def not_investigated(case: Case, event: CaseEvent, body: dict[str, Any]) -> News:
    """A decision not to investigate, with the plain reason that was chosen."""
    return _news("crime_not_investigated", event, why=f"not_investigated_{body['why']}")


@tells("crime.outcome_recorded")
def ended(case: Case, event: CaseEvent, body: dict[str, Any]) -> News | None:
    """A crime that was filed or dealt with out of court; a charge is news of its own."""
    code, to_stage = body.get("outcome"), body.get("to_stage")
    if to_stage not in {"filed", "diverted"}:
        return None
    if to_stage == "diverted":
        return _news("crime_dealt_with", event, why=f"filed_{code}")
    template = "crime_filed_call" if code in PHONE_FIRST else "crime_filed"
    return _news(template, event, why=f"filed_{code}")


@tells("crime.reopened")
def reopened(case: Case, event: CaseEvent, body: dict[str, Any]) -> News:
    """A crime that had ended is looked into again."""
    return _news("crime_reopened", event)


@tells("crime.reclassified")
def reclassified(case: Case, event: CaseEvent, body: dict[str, Any]) -> News | None:
    """Another class. What left N100 is recorded only now, with the duties of recording."""
    if body.get("home_office_class") == N100:
        return None  # an officer explains this, in person
    crime = _crime(event)
    news = _news("crime_reclassified", event, crime=crime.title, reference=crime.reference)
    if body.get("from_class") != N100:
        return news
    return News(
        news.template, news.key, news.started_at, news.variables, starts=(WRITTEN, REFERRAL)
    )


@tells("crime.cancelled")
def cancelled(case: Case, event: CaseEvent, body: dict[str, Any]) -> News:
    """A cancelled record; somebody calls first."""
    reference = _crime(event).reference
    return _news("crime_cancelled", event, reference=reference, why=f"cancelled_{body['code']}")
