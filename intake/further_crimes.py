"""Records a further crime of a report that has its case: another victim, another home.

The first one is recorded in `intake.recording`. How crimes are counted is in rules/counting.py.
"""

from datetime import datetime

from django.db import transaction

from casefile.models import Case, RecordedCrime, Victim
from casefile.rules.counting import Act, belongs_to, rule_for
from casefile.services import Reason, Refused, allocation, clean, people
from casefile.services.actors import Actor
from intake.models import CrimeReport
from intake.recording import CrimeFacts, record_crime


def acts_of(case: Case, report: CrimeReport) -> dict[RecordedCrime, Act]:
    """Return the crimes of a report as acts, by which they are counted. One query."""
    live = case.crimes.exclude(stage="cancelled").filter(reported_at=report.clock_started_at)
    return {crime: _act(crime, report) for crime in live.order_by("recorded_at", "pk")}


def _act(crime: RecordedCrime, report: CrimeReport) -> Act:
    return Act(
        home_office_class=crime.home_office_class,
        victim=str(crime.victim_id or ""),
        dwelling=_key(crime.dwelling),
        report=str(report.pk),
    )


def _key(dwelling: str) -> str:
    return " ".join(dwelling.casefold().replace(",", " ").split())


def counted_with(
    *, report: CrimeReport, home_office_class: str, victim: Victim | None, dwelling: str
) -> RecordedCrime | None:
    """Return the crime with which this would be counted as one, by the rules; None if it is new."""
    if report.case is None:
        return None
    acts = acts_of(report.case, report)
    new = Act(
        home_office_class=home_office_class,
        victim=str(victim.pk) if victim else "new",
        dwelling=_key(dwelling),
        report=str(report.pk),
    )
    same = belongs_to(new, acts.values())
    return next((crime for crime, act in acts.items() if act is same), None)


@transaction.atomic
def record_further(
    *,
    report: CrimeReport,
    facts: CrimeFacts,
    victim: Victim | None = None,
    given_names: str = "",
    family_name: str = "",
    by: Actor,
    at: datetime,
) -> RecordedCrime:
    """Record a further crime in the case of a report; a victim who is new is recorded by name.

    Raises:
        Refused: the report has no case, or the rules count it as one with a crime recorded
            already and nobody said why it is counted apart.
    """
    if report.case is None:
        raise Refused("Record the first crime of this report first.", code="no_case")
    same = counted_with(
        report=report,
        home_office_class=facts.home_office_class,
        victim=victim,
        dwelling=facts.dwelling,
    )
    if same and not clean.text(facts.counting_reason, field="counting_reason"):
        raise _counted_once(facts.home_office_class, same)
    if victim is None and (given_names or family_name):
        victim = _new_victim(report.case, given_names, family_name, by, at)
    crime = record_crime(report=report, case=report.case, victim=victim, facts=facts, by=by, at=at)
    allocation.give(crime=crime, by=by, at=at)
    return crime


def _counted_once(home_office_class: str, same: RecordedCrime) -> Refused:
    rule = rule_for(home_office_class)
    message = (
        f"{rule.words} By that rule this is one with {same.reference}: list it inside that crime, "
        "or say why it is counted apart."
    )
    return Refused(message, reasons=[Reason("counted_once", message, field="counting_reason")])


def _new_victim(case: Case, given_names: str, family_name: str, by: Actor, at: datetime) -> Victim:
    person = people.record(
        case=case, given_names=given_names, family_name=family_name, by=by, at=at
    )
    people.make_witness(person=person, kind="victim", by=by, at=at)
    return people.make_victim(person=person, by=by, at=at)
