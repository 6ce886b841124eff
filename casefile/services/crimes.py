"""Records crimes and their outcomes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from casefile.models import Case, RecordedCrime
from casefile.rules.outcomes import OUTCOMES
from casefile.services import Refused, events, numbers
from casefile.services.actors import Actor


@transaction.atomic
def record(
    *,
    case: Case,
    home_office_class: str,
    title: str,
    reported_at: datetime,
    included_offences: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> RecordedCrime:
    """Record one crime; lesser offences inside it stay listed in it.

    `reported_at` is the first report to the police by any way: the 24-hour clock runs from it.

    Raises:
        Refused: the moment of the report is after the moment of recording.
    """
    if reported_at > at:
        raise Refused("A crime cannot be recorded before it was reported.", code="too_early")
    serial = numbers.take(f"crime:{case.force_id}:{at.year}")
    crime = RecordedCrime.objects.create(
        case=case,
        force=case.force,
        reference=f"{case.force_id}/{serial:05d}/{at:%y}",
        home_office_class=home_office_class,
        title=title,
        reported_at=reported_at,
        recorded_at=at,
        included_offences=list(included_offences),
    )
    _recorded(crime, by, at)
    return crime


def _recorded(crime: RecordedCrime, by: Actor, at: datetime) -> None:
    events.of_case(
        crime.case,
        "crime.recorded",
        by=by,
        at=at,
        about=crime,
        reference=crime.reference,
        title=crime.title,
        home_office_class=crime.home_office_class,
        reported_at=crime.reported_at,
        included_offences=crime.included_offences,
    )


@transaction.atomic
def record_outcome(*, crime: RecordedCrime, outcome: int, by: Actor, at: datetime) -> RecordedCrime:
    """Record the outcome (1 to 22) that closes or charges a crime.

    Raises:
        Refused: there is no such outcome.
    """
    if outcome not in OUTCOMES:
        raise Refused("Choose an outcome from the list.", code="unknown_outcome")
    crime.outcome, crime.outcome_at = outcome, at
    crime.save(update_fields=["outcome", "outcome_at"])
    events.of_case(crime.case, "crime.outcome_recorded", by=by, at=at, about=crime, outcome=outcome)
    return crime
