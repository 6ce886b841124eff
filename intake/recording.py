"""Records a report as a crime: opens its case, records the crime, allocates it.

What the answers become in the case is in `intake.carrying`; further crimes of the same report are
in `intake.further_crimes`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from casefile.models import Case, RecordedCrime, User, Victim
from casefile.rules.crime_classes import N100
from casefile.services import (
    Reason,
    Refused,
    allocation,
    cases,
    conflicts,
    crimes,
    stages,
    visits,
)
from casefile.services.actors import Actor
from intake import carrying, leases, suggesting
from intake.models import CrimeReport, DeskDecision

TRANSITIONS = {True: "keep_under_n100", False: "record"}


@dataclass(frozen=True)
class CrimeFacts:
    """What the desk decided about one crime; see `casefile.services.crimes.record`."""

    home_office_class: str
    balance_reason: str
    contrary_reason: str = ""
    included_offences: Sequence[str] = ()
    flags: Sequence[str] = ()
    dwelling: str = ""
    counting_reason: str = ""
    late_reason: str = ""

    @property
    def is_n100(self) -> bool:
        return self.home_office_class == N100


@transaction.atomic
def record_as_crime(
    *,
    report: CrimeReport,
    title: str,
    level: str,
    officer: User,
    supervisor: User,
    visit_at: datetime | None = None,
    by: Actor,
    at: datetime,
    **facts: Any,
) -> Case:
    """Record one crime: open the case, carry everything over, allocate it, book the visit.

    `facts` are the fields of `CrimeFacts`. What is kept under N100 has a case all the same.

    Raises:
        Refused: decided already, a class or reason is wrong, or the visit or the staff are.
    """
    _check_visit(visit_at, at)
    chosen = CrimeFacts(**facts)
    # The report's own stream takes this entry, so it moves before it belongs to a case.
    stages.move(subject=report, transition=TRANSITIONS[chosen.is_n100], by=by, at=at)
    leases.end(report)
    case = _open_case(report, title, by, at)
    victim = carrying.carry_over(report=report, case=case, by=by, at=at)
    crime = record_crime(report=report, case=case, victim=victim, facts=chosen, by=by, at=at)
    _allocate(case, crime, officer, supervisor, by, at)
    if visit_at:
        visits.book(victim=victim, officer=officer, visit_at=visit_at, by=by, at=at)
    DeskDecision.objects.create(
        report=report,
        outcome=report.stage,
        reason=chosen.balance_reason,
        level=level,
        visit_at=visit_at,
        decided_by=by.account,
        decided_at=at,
    )
    return case


def _check_visit(visit_at: datetime | None, at: datetime) -> None:
    if visit_at and visit_at < at:
        message = "The visit must be in the future."
        raise Refused(message, reasons=[Reason("visit_past", message, field="visit_at")])


def _open_case(report: CrimeReport, title: str, by: Actor, at: datetime) -> Case:
    facts = carrying.facts_of(report)
    case = cases.open_case(
        force=report.force,
        title=title,
        offence_place=facts.text("offence.place"),
        offence_from_at=facts.moment("offence.from_at"),
        offence_to_at=facts.moment("offence.to_at"),
        incident_reference=report.incident.number if report.incident else report.incident_reference,
        by=by,
        at=at,
    )
    report.case = case
    report.save(update_fields=["case"])
    conflicts.carry_over(report, case, by=by, at=at)
    return case


@transaction.atomic
def record_crime(
    *,
    report: CrimeReport,
    case: Case,
    victim: Victim | None,
    facts: CrimeFacts,
    by: Actor,
    at: datetime,
) -> RecordedCrime:
    """Record one crime of a report in its case, with what its answers suggested beside it."""
    told = suggesting.told(report)
    suggested = suggesting.suggest(told).first
    crime = crimes.record(
        case=case,
        home_office_class=facts.home_office_class,
        reported_at=report.clock_started_at,
        balance_reason=facts.balance_reason,
        contrary_reason=facts.contrary_reason,
        included_offences=facts.included_offences,
        victim=victim,
        dwelling=facts.dwelling,
        flags=facts.flags,
        counting_reason=facts.counting_reason,
        late_reason=facts.late_reason,
        rule=f"{suggested.code} {suggested.title}: {suggested.why or 'usual for this form'}",
        was_suggested=suggested.code == facts.home_office_class,
        by=by,
        at=at,
    )
    _suggest_factors(crime, told, by, at)
    return crime


def _suggest_factors(crime: RecordedCrime, told: suggesting.Told, by: Actor, at: datetime) -> None:
    began = crime.case.offence_from_at
    days = (crime.reported_at - began).days if began else None
    found = suggesting.factors(told, days_before_report=days)
    if found:
        allocation.record_factors(crime=crime, factors=found, is_suggestion=True, by=by, at=at)


def _allocate(
    case: Case, crime: RecordedCrime, officer: User, supervisor: User, by: Actor, at: datetime
) -> None:
    cases.allocate(case=case, user=officer, role="officer_in_case", by=by, at=at)
    cases.allocate(case=case, user=supervisor, role="supervisor", by=by, at=at)
    allocation.give(crime=crime, by=by, at=at)
