"""Job handlers about risk: alarms, interests, matches; each does its work once."""

from typing import Any

from casefile import clock
from casefile.models import ContactPoint, Person, User
from casefile.services.jobs import Claim
from intake import alarms, interests, matching, repeats
from intake.models import CrimeReport


def raise_alarm(
    *, claim: Claim, report_id: str, kind: str, level: str, cause: str = "", **kwargs: Any
) -> None:
    """Look whether what an alarm is about is still so, and raise it."""
    report = CrimeReport.objects.get(pk=report_id)
    with claim.committing():
        alarms.raise_if_needed(
            report=report, kind=kind, level=int(level), cause=cause, at=clock.now()
        )


def find_interests(*, claim: Claim, subject_id: str, **kwargs: Any) -> None:
    """Keep whoever of the whole force is named in a report from it, and from its case."""
    report = CrimeReport.objects.get(pk=subject_id)
    answers = {row.question: row.value for row in report.answers.all()}
    staff = User.objects.filter(force_id=report.force_id, is_active=True)
    with claim.committing():
        interests.keep_out(report, answers, staff.iterator(), at=clock.now())


def index_person(*, claim: Claim, subject_id: str, **kwargs: Any) -> None:
    """Keep what a person in a case is matched by, once they or a way to reach them is recorded."""
    point = ContactPoint.objects.filter(pk=subject_id).first()
    person = Person.objects.select_related("case").get(pk=point.person_id if point else subject_id)
    with claim.committing():
        matching.index_person(person)


def count_repeats(*, claim: Claim, **kwargs: Any) -> None:
    """Count anew, each night, the earlier reports of each victim; index what was missed."""
    while matching.index_missing():
        claim.renew(now=clock.real())
    for batch in repeats.due(clock.now()):
        for report in batch:
            repeats.recount(report, at=clock.now())
        claim.renew(now=clock.real())
