"""Moves a subject from stage to stage: the only place that assigns a stage."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from casefile.rules import stages as rules
from casefile.rules.transition import Transition
from casefile.services import (  # the other guards are entered on import
    NotPermitted,
    Reason,
    Refused,
    clean,
    crime_guards,  # noqa: F401
    disposal_guards,  # noqa: F401
    events,
    guards,
    hand_over_guards,  # noqa: F401
)
from casefile.services.actors import Actor

Subject = TypeVar("Subject", bound=models.Model)


class WrongStage(Refused):
    """The subject is not in a stage from which this transition starts."""

    code = "wrong_stage"


class GuardsFailed(Refused):
    """One or more guards refused; `reasons` has every one of them."""

    code = "guards_failed"


@transaction.atomic
def move(
    *,
    subject: Subject,
    transition: str,
    by: Actor,
    at: datetime,
    data: Mapping[str, Any] | None = None,
) -> Subject:
    """Make one transition: lock, check stage and role, run every guard, change, record the event.

    Returns the subject with its new stage. `data` goes to the guards and into the event.

    Raises:
        WrongStage: it does not start from the present stage.
        NotPermitted: the actor holds none of the transition's roles.
        GuardsFailed: with every reason at once.
        BadText: words in `data` cannot be kept.
    """
    life: str = subject.life  # type: ignore[attr-defined]
    row = rules.transition(life, transition)
    locked = type(subject)._default_manager.select_for_update().get(pk=subject.pk)
    if locked.stage not in row.from_stages:  # type: ignore[attr-defined]
        raise WrongStage(_wrong_stage(life, row, locked.stage))  # type: ignore[attr-defined]
    if not by.roles & set(row.roles):
        raise NotPermitted("Your role does not allow this step.")
    details = {key: _cleaned(key, value) for key, value in (data or {}).items()}
    reasons = _run_guards(row, locked, by, at, details)
    if reasons:
        raise GuardsFailed(reasons[0].message, reasons=reasons)
    locked.stage = row.to_stage or locked.stage  # type: ignore[attr-defined]
    locked.save(update_fields=["stage"])
    subject.stage = locked.stage  # type: ignore[attr-defined]
    _record(row, locked, by, at, details)
    return subject


def _cleaned(field: str, value: Any) -> Any:
    return clean.text(value, field=field) if isinstance(value, str) else value


def _run_guards(
    row: Transition, subject: Any, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    reasons: list[Reason] = []
    for name in row.guards:
        reasons += guards.GUARDS[name](subject, by, at, data)
    return reasons


def _record(row: Transition, subject: Any, by: Actor, at: datetime, data: dict[str, Any]) -> None:
    case = guards.case_of(subject)
    # A report keeps its own stream, also once it belongs to a case.
    stream = case.stream if case and row.subject != "report" else subject.stream
    events.append(
        stream=stream,
        kind=row.event,
        by=by,
        at=at,
        about=subject,
        case=case,
        data={"transition": row.name, "to_stage": subject.stage, **data},
    )


def _wrong_stage(life: str, row: Transition, stage: str) -> str:
    what = life.replace("_", " ")
    starts = " or ".join(row.from_stages).replace("_", " ")
    return f"This {what} is {stage.replace('_', ' ')}; that step starts from {starts}."
