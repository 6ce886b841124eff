"""Records what could solve a crime, and which team a person decided on."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from casefile.models import AllocationDecision, RecordedCrime, SolvabilityFactor
from casefile.rules.allocation import (
    NOT_INVESTIGATED,
    TEAMS,
    AllocationFacts,
    Suggestion,
    suggest,
)
from casefile.rules.solvability import FACTORS, STATES
from casefile.services import Reason, Refused, clean, events, stages
from casefile.services.actors import Actor


def factors_of(crime: RecordedCrime) -> dict[str, SolvabilityFactor]:
    """Return the newest judgement of each factor, by its code. One query."""
    # Of one moment, what a person judged comes after what answers suggested.
    rows = crime.factors.select_related("recorded_by").order_by("recorded_at", "-is_suggestion")
    return {row.factor: row for row in rows}


def suggestion_for(crime: RecordedCrime, *, risk: str = "standard") -> Suggestion:
    """Return the team that the table suggests now. One query."""
    factors = {code: row.state for code, row in factors_of(crime).items()}
    return suggest(AllocationFacts(crime.home_office_class, risk, tuple(crime.flags), factors))


@transaction.atomic
def record_factors(
    *,
    crime: RecordedCrime,
    factors: Mapping[str, tuple[str, str]],
    is_suggestion: bool = False,
    by: Actor,
    at: datetime,
) -> list[SolvabilityFactor]:
    """Record the state of factors and what shows it: `{code: (state, evidence)}`.

    Raises:
        Refused: an unknown factor or state, or one present without anything that shows it.
    """
    reasons = [reason for code, (state, shown) in factors.items()
               for reason in _factor_reasons(code, state, shown, is_suggestion)]  # fmt: skip
    if reasons:
        raise Refused(reasons[0].message, reasons=reasons)
    rows = [
        SolvabilityFactor.objects.create(
            crime=crime,
            factor=code,
            state=state,
            evidence=clean.text(shown, field=code, limit=400),
            is_suggestion=is_suggestion,
            recorded_by=by.user,
            recorded_at=at,
        )
        for code, (state, shown) in factors.items()
    ]
    states = {row.factor: row.state for row in rows}
    data = {"factors": states, "is_suggestion": is_suggestion}
    events.of_case(crime.case, "crime.factors_recorded", by=by, at=at, about=crime, **data)
    return rows


def _factor_reasons(code: str, state: str, shown: str, is_suggestion: bool) -> list[Reason]:
    if code not in FACTORS or state not in STATES:
        return [Reason("factor", "Choose present, absent or not known.", field=code)]
    if state == "present" and not shown.strip() and not is_suggestion:
        return [Reason("evidence", "Say what shows it, or where it is.", field=f"{code}_evidence")]
    return []


@transaction.atomic
def decide(
    *,
    crime: RecordedCrime,
    team: str,
    reason: str = "",
    not_investigated: str = "",
    risk: str = "standard",
    by: Actor,
    at: datetime,
) -> AllocationDecision:
    """Decide which team takes a crime, or that it is not investigated now and why.

    Raises:
        Refused: no such team, another than suggested without a reason, or a crime that is
            always investigated left without an investigation.
        NotPermitted: the role allocates no crime.
    """
    suggestion = suggestion_for(crime, risk=risk)
    words = clean.text(reason, field="reason")
    if found := _decision_reasons(suggestion, team, words, not_investigated):
        raise Refused(found[0].message, reasons=found)
    decision = AllocationDecision.objects.create(
        crime=crime,
        suggested_team=suggestion.team,
        rule=suggestion.row.code,
        team=team,
        reason=words,
        not_investigated=not_investigated if team == "none" else "",
        decided_by=by.account,
        decided_at=at,
    )
    _record(decision, by, at)
    _move(crime, team, by, at)
    return decision


def _decision_reasons(
    suggestion: Suggestion, team: str, words: str, not_investigated: str
) -> list[Reason]:
    if team not in TEAMS:
        return [Reason("team", "Choose a team from the list.", field="team")]
    reasons = []
    if team != suggestion.team and not words:
        message = f"Say why it is not: {TEAMS[suggestion.team].lower()}."
        reasons.append(Reason("reason", message, field="reason"))
    if team == "none" and suggestion.kept:
        message = f"This is always investigated: {suggestion.kept[0].words.lower()}."
        reasons.append(Reason("always_investigated", message, field="team"))
    if team == "none" and not_investigated not in NOT_INVESTIGATED:
        message = "Choose what the victim is told."
        reasons.append(Reason("not_investigated", message, field="not_investigated"))
    return reasons


def _record(decision: AllocationDecision, by: Actor, at: datetime) -> None:
    """Record the decision; one not to investigate is an event of its own, for it must be told."""
    crime = decision.crime
    kind = "crime.not_investigated" if decision.team == "none" else "crime.allocation_decided"
    events.of_case(
        crime.case,
        kind,
        by=by,
        at=at,
        about=crime,
        team=decision.team,
        suggested=decision.suggested_team,
        rule=decision.rule,
        reason=decision.reason,
        why=decision.not_investigated,
    )


def _move(crime: RecordedCrime, team: str, by: Actor, at: datetime) -> None:
    if crime.stage == "recorded":
        give(crime=crime, by=by, at=at)
    if team != "none" and crime.stage == "allocated":
        stages.move(subject=crime, transition="investigate", by=by, at=at)


@transaction.atomic
def give(*, crime: RecordedCrime, by: Actor, at: datetime) -> RecordedCrime:
    """Mark a crime as allocated, with its moment (R5).

    Raises:
        stages.WrongStage: it was allocated before.
    """
    stages.move(subject=crime, transition="allocate", by=by, at=at)
    crime.allocated_at = at
    crime.save(update_fields=["allocated_at"])
    return crime
