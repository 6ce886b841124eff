"""Records how crimes end, the victim's view of it, and that they are taken up again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from casefile.models import Case, CrimeOutcome, RecordedCrime
from casefile.rules import london
from casefile.rules.crime_classes import N100
from casefile.rules.outcome_checks import broken
from casefile.rules.outcomes import OF_WHICH, OUTCOMES
from casefile.services import Reason, Refused, clean, crime_guards, events, stages
from casefile.services.actors import Actor

CHARGED = 1


@dataclass(frozen=True)
class Found:
    """What the investigation found when an outcome is recorded; None is not known, not asked."""

    is_suspect_identified: bool | None = None
    victim_supports: bool | None = None
    passed_to: str = ""
    of_which: str = ""


@transaction.atomic
def record(
    *,
    crime: RecordedCrime,
    outcome: int,
    found: Found = Found(),
    reason: str = "",
    by: Actor,
    at: datetime,
) -> CrimeOutcome:
    """Record the outcome (1 to 22) that charges, diverts or files a crime; a later one follows it.

    Source: rules/outcomes.py and rules/outcome_checks.py.

    Raises:
        Refused: there is no such outcome, or it is passed to nobody.
        NotPermitted: the role files no crime.
        stages.GuardsFailed: the outcome does not fit what is known, or no reason was given.
        stages.WrongStage: the crime is cancelled.
    """
    _check(outcome, found)
    data = _data(crime, outcome, found, reason, at)
    stages.move(subject=crime, transition=_transition(crime, outcome), by=by, at=at, data=data)
    row = CrimeOutcome.objects.create(
        crime=crime,
        outcome=outcome,
        of_which=found.of_which,
        is_suspect_identified=found.is_suspect_identified,
        victim_supports=found.victim_supports,
        passed_to=clean.text(found.passed_to, field="passed_to", limit=120),
        reason=clean.text(reason, field="reason"),
        warnings=data["warnings"],
        recorded_by=by.user,
        recorded_at=at,
    )
    crime.outcome, crime.outcome_at = outcome, at
    crime.filed_at = at if crime.stage == "filed" else crime.filed_at
    crime.save(update_fields=["outcome", "outcome_at", "filed_at"])
    return row


def _check(outcome: int, found: Found) -> None:
    if outcome not in OUTCOMES:
        message = "Choose an outcome from the list."
        reason = Reason("unknown_outcome", message, field="outcome")
        raise Refused(message, reasons=[reason], code="unknown_outcome")
    if found.of_which and OF_WHICH.get(found.of_which) != outcome:
        message = "That is no part of this outcome."
        raise Refused(message, reasons=[Reason("of_which", message, field="of_which")])
    if outcome == 20 and not found.passed_to.strip():
        message = "Say which body it is passed to."
        raise Refused(message, reasons=[Reason("passed_to", message, field="passed_to")])


def _data(
    crime: RecordedCrime, outcome: int, found: Found, reason: str, at: datetime
) -> dict[str, Any]:
    said = {
        "is_suspect_identified": found.is_suspect_identified,
        "victim_supports": found.victim_supports,
    }
    warned = broken(outcome, crime_guards.facts_of(crime, said), london.day_of(at))
    return {
        "outcome": outcome,
        "of_which": found.of_which,
        "passed_to": found.passed_to,
        "reason": reason,
        "warnings": [check.message for check in warned if check.level == "warn"],
        **said,
    }


def _transition(crime: RecordedCrime, outcome: int) -> str:
    """Return how it is recorded: an ended crime changes its outcome; a charge ends any of them."""
    wanted = OUTCOMES[outcome].ends_in
    is_ended = crime.stage in {"filed", "charged", "diverted"}
    return "change_outcome" if is_ended and wanted != "charge" else wanted


@transaction.atomic
def charged(*, case: Case, by: Actor, at: datetime) -> RecordedCrime | None:
    """Record that a crime is charged, where it can only be the one crime of the case."""
    crimes = list(case.crimes.exclude(stage="cancelled").exclude(home_office_class=N100))
    if len(crimes) != 1 or crimes[0].stage == "charged":
        return None
    found = Found(is_suspect_identified=True, victim_supports=crimes[0].victim_supports)
    record(crime=crimes[0], outcome=CHARGED, found=found, by=by, at=at)
    return crimes[0]


@transaction.atomic
def record_victim_view(
    *, crime: RecordedCrime, supports: bool, words: str, by: Actor, at: datetime
) -> RecordedCrime:
    """Record whether the victim supports going further; it ends and cancels nothing (R4).

    Raises:
        Refused: nothing was written of what they said, or the record is cancelled.
    """
    said = clean.text(words, field="words")
    if not said or not crime.is_live:
        message = "Write what the victim said." if crime.is_live else "This crime is cancelled."
        raise Refused(message, reasons=[Reason("missing", message, field="words")])
    crime.victim_supports = supports
    crime.save(update_fields=["victim_supports"])
    data = {"supports": supports, "words": said}
    events.of_case(crime.case, "crime.victim_view_recorded", by=by, at=at, about=crime, **data)
    return crime


@transaction.atomic
def reopen(*, crime: RecordedCrime, reason: str, by: Actor, at: datetime) -> RecordedCrime:
    """Take up a crime that had ended, on new information; its outcomes stay in its history.

    Raises:
        stages.GuardsFailed: no reason was given.
        stages.WrongStage: it has not ended, or is cancelled.
    """
    data = {"reason": reason, "from_outcome": crime.outcome}
    stages.move(subject=crime, transition="reopen", by=by, at=at, data=data)
    crime.outcome = crime.outcome_at = crime.filed_at = None
    crime.save(update_fields=["outcome", "outcome_at", "filed_at"])
    return crime


@transaction.atomic
def close_n100(*, crime: RecordedCrime, reason: str, by: Actor, at: datetime) -> RecordedCrime:
    """Close a report of rape that stays unrecorded; the registrar alone, with the reason (R15).

    Raises:
        NotPermitted: not the registrar.
        stages.GuardsFailed: it is a crime, or no reason was given.
    """
    stages.move(subject=crime, transition="close_n100", by=by, at=at, data={"reason": reason})
    crime.filed_at = at
    crime.save(update_fields=["filed_at"])
    return crime
