"""Plans by the rules when the files of an ended case are reviewed. It disposes of nothing."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from casefile.models import Case, Hearing, RetentionPlan
from casefile.rules import london
from casefile.rules import retention as rules
from casefile.rules.outcomes import OUT_OF_COURT_GROUPS, OUTCOMES
from casefile.services import actors, events

_SHOWN = ("group", "outcome", "ended_on", "review_on", "minimum_on", "action", "rules", "edition")


def outcome_of(case: Case) -> rules.Outcome | None:
    """Return how a case ended, or None while it has not. Up to five queries."""
    crimes = list(case.crimes.all())
    if not crimes or any(crime.stage not in rules.ENDED_CRIMES for crime in crimes):
        return None
    if _awaits_a_decision(case):
        return None
    if case.charges.filter(stage="recorded").exists():
        return "prosecuted"
    if any(crime.stage == "charged" for crime in crimes):
        return None  # what was charged is on no record here, and so is what became of it
    groups = {OUTCOMES[crime.outcome].group for crime in crimes if crime.outcome in OUTCOMES}
    if groups & OUT_OF_COURT_GROUPS:
        return "out_of_court"
    return "undetected" if groups == {"no_suspect"} else "no_further_action"


def _awaits_a_decision(case: Case) -> bool:
    """A hearing without a result is still to come, or what came of it is not known.

    A charge that was put waits until its defendant was before the court after that.
    """
    heard = Hearing.objects.filter(
        defendant=OuterRef("suspect"), at__gte=OuterRef("recorded__charged_at")
    )
    waits = Q(stage__in=rules.UNDECIDED_CHARGES) | Q(stage="recorded") & ~Exists(heard)
    return case.charges.filter(waits).exists() or case.hearings.filter(result="").exists()


def seems_unfinished(case: Case) -> bool:
    """Say whether what was last heard of some defendant reads as if there was more to come."""
    said = case.hearings.order_by("at", "pk").values_list("defendant", "result")
    return not all(rules.reads_as_final(result) for result in dict(said).values())


def group_of(case: Case, outcome: rules.Outcome) -> rules.Group:
    """Return the review group of a case by its most serious crime. One query.

    A report of rape that waits counts here, though it is not a recorded crime yet.
    """
    crimes = case.crimes.exclude(stage="cancelled")
    return rules.group_of(crimes.values_list("home_office_class", flat=True), outcome)


def ended_on(case: Case) -> date:
    """Return the last day on which something ended the case. Three queries."""
    moments = [case.opened_at]
    moments += [at for at in case.crimes.values_list("outcome_at", flat=True) if at]
    moments += [at for at in case.crimes.values_list("filed_at", flat=True) if at]
    moments += list(case.hearings.exclude(result="").values_list("at", flat=True))
    return london.day_of(max(moments))


def due_of(case: Case) -> tuple[rules.Group, rules.Outcome, date, rules.Due] | None:
    """Return group, outcome, end and what the rules say; None while the case is not over."""
    outcome = outcome_of(case)
    if outcome is None:
        return None
    group, end = group_of(case, outcome), ended_on(case)
    items = set(case.exhibits.values_list("kind", flat=True).distinct())
    items |= {"exhibit"} if items else set()
    return group, outcome, end, rules.due(group, outcome, items, end, rows=rules.RETENTION)


@transaction.atomic
def plan(case: Case, *, at: datetime) -> RetentionPlan | None:
    """Plan a case by the rules of now, and record what changed; None while it is not over.

    A case that was taken up again loses its plan, and nothing else.
    """
    new, old = preview(case, at=at), RetentionPlan.objects.filter(case=case).first()
    if new is None:
        if old:
            _record(case, shown(old), {}, at)
            old.delete()
        return None
    return _keep(new, old, at)


def preview(case: Case, *, at: datetime) -> RetentionPlan | None:
    """Return what a plan would say now, not saved; None while the case is not over."""
    found = due_of(case)
    if found is None:
        return None
    group, outcome, end, due = found
    return RetentionPlan(
        case=case,
        group=group,
        outcome=outcome,
        ended_on=end,
        review_on=due.review_on,
        minimum_on=due.minimum_on,
        action=due.action,
        rules=[row.code for row in due.rules],
        edition=rules.EDITION,
        planned_at=at,
    )


def _keep(new: RetentionPlan, old: RetentionPlan | None, at: datetime) -> RetentionPlan:
    after, before = shown(new), shown(old) if old else {}
    if old and after == before:
        return old
    new.before = before
    if old:
        new.pk = old.pk
    new.save(force_insert=old is None, force_update=old is not None)
    _record(new.case, before, after, at)
    return new


def shown(plan: RetentionPlan) -> dict[str, Any]:
    """Return what a plan says, as it is compared and kept."""
    values = {name: getattr(plan, name) for name in _SHOWN}
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}


def _record(case: Case, before: dict[str, Any], after: dict[str, Any], at: datetime) -> None:
    events.of_case(case, "retention.planned", by=actors.system(), at=at, before=before, after=after)


def differences(plan: RetentionPlan) -> Iterator[tuple[str, Any, Any]]:
    """Yield name, earlier and present value of what changed at the last planning."""
    now = shown(plan)
    for name, value in plan.before.items():
        if now.get(name) != value:
            yield name, value, now.get(name)


def plan_all(*, at: datetime) -> Iterator[RetentionPlan | None]:
    """Plan every case, one at a time, each in its own transaction."""
    for case in Case.objects.order_by("pk").iterator(chunk_size=200):
        yield plan(case, at=at)
