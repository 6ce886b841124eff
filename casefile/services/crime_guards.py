"""Guards of the life of a crime: what its outcome, class and cancelling must fit."""

from datetime import datetime
from typing import Any

from casefile.models import RecordedCrime
from casefile.rules import london
from casefile.rules.cancellation import CANCEL_REASONS, NO_REASONS, may_cancel
from casefile.rules.crime_classes import MOST_SERIOUS, N100, RAPE, can_record
from casefile.rules.outcome_checks import OutcomeFacts, broken
from casefile.rules.outcomes import OUTCOMES
from casefile.rules.solvability import FACTORS
from casefile.services import Reason
from casefile.services.actors import Actor
from casefile.services.guards import guard

NOT_A_CRIME = "This is a report of rape under N100, not a crime: it has no outcome."


@guard
def is_a_crime(
    subject: RecordedCrime, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """What is kept under N100 has no outcome (R15)."""
    return [Reason("n100", NOT_A_CRIME)] if subject.home_office_class == N100 else []


@guard
def is_n100(subject: RecordedCrime, by: Actor, at: datetime, data: dict[str, Any]) -> list[Reason]:
    """Only what is kept under N100 is closed this way."""
    if subject.home_office_class == N100:
        return []
    return [Reason("not_n100", "This is a crime: file it with its outcome.")]


@guard
def outcome_fits(
    subject: RecordedCrime, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """The outcome is in the table, may be recorded by this person, and fits what is known."""
    row = OUTCOMES.get(data["outcome"])
    if row is None:
        return [Reason("unknown_outcome", "Choose an outcome from the list.", field="outcome")]
    if not by.roles & set(row.roles):
        return [Reason("outcome_role", "Your role does not record this outcome.", field="outcome")]
    found = broken(row.code, facts_of(subject, data), london.day_of(at))
    return [Reason(c.code, c.message, field=c.field) for c in found if c.level == "block"]


def facts_of(crime: RecordedCrime, data: dict[str, Any]) -> OutcomeFacts:
    """Return what is known of a crime beside what the person says. Four queries."""
    case = crime.case
    judged = crime.factors.filter(is_suggestion=False).order_by("recorded_at")
    states = dict(judged.values_list("factor", "state"))
    ages = [
        age
        for row in case.suspects.select_related("person")
        if case.offence_from_at and (age := row.person.age_on(london.day_of(case.offence_from_at)))
    ]
    return OutcomeFacts(
        is_suspect_identified=data.get("is_suspect_identified"),
        victim_supports=data.get("victim_supports"),
        is_solvability_filled=all(states.get(code, "unknown") != "unknown" for code in FACTORS),
        outstanding_lines=case.lines_of_enquiry.filter(status="outstanding").count(),
        is_somebody_charged=case.charges.filter(stage="recorded").exists(),
        youngest_suspect_age=min(ages, default=None),
    )


@guard
def class_may_change(
    subject: RecordedCrime, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """The new class can be recorded, is another one, and is no quiet way out of a grave one."""
    new, old = data["home_office_class"], subject.home_office_class
    if new != N100 and not can_record(new, london.day_of(at)):
        return [Reason("unknown_class", "Choose the crime from the list.", field="new_class")]
    if new == old:
        return [Reason("same_class", "It has this class already.", field="new_class")]
    leaves = old in MOST_SERIOUS and new not in MOST_SERIOUS
    weakens = old in RAPE and new not in RAPE
    if (leaves or weakens or new == N100) and "crime_registrar" not in by.roles:
        message = "Only the registrar takes a crime out of this class, or puts one into N100."
        return [Reason("registrar", message, field="new_class")]
    return []


@guard
def cancellation_is_proved(
    subject: RecordedCrime, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """A reason of the table, information that can be checked, and somebody who may (R13, R14)."""
    code = data.get("code", "")
    if code in NO_REASONS:
        row = NO_REASONS[code]
        message = f"{row.words}: that is no reason to cancel a crime. {row.instead}"
        return [Reason(code, message, field="code")]
    reasons = []
    if code not in CANCEL_REASONS:
        reasons.append(Reason("code", "Choose one of the reasons.", field="code"))
    elif not may_cancel(code, subject.home_office_class, by.roles):
        reasons.append(Reason("registrar", "Only the registrar cancels this crime.", field="code"))
    if not str(data.get("information", "")).strip():
        message = "Say what shows it: information that somebody else can check."
        reasons.append(Reason("information", message, field="information"))
    return reasons
