"""Carries the answers of a report into its case, each of them once, so that nothing is asked twice.

`table.py` says where each answer goes; deciding that it is a crime is in `intake.recording`.
"""

from datetime import datetime

from django.db import transaction

from casefile.models import Case, Victim
from casefile.services import Refused, reported
from casefile.services.actors import Actor
from intake.carrying import added, contact, files, people, said, things
from intake.carrying.facts import Facts, facts_of
from intake.carrying.files import report_in_words
from intake.models import CrimeReport

__all__ = ["Facts", "carry_over", "facts_of", "report_in_words"]
INFORMATION = frozenset({"tell_us"})
"""Forms of what somebody knows about others: they go to intelligence, never into a case."""


@transaction.atomic
def carry_over(*, report: CrimeReport, case: Case, by: Actor, at: datetime) -> Victim:
    """Carry the answers and files of a report into its case; return the victim.

    Raises:
        Refused: it is information about others, which has no victim.
    """
    if report.form in INFORMATION:
        raise Refused("This is information. Pass it to intelligence.", code="information")
    facts = facts_of(report)
    cast = people.record(case, facts, by, at)
    contact.record(cast.reporter, facts, by, at)
    contact.verify_email(cast.reporter, report, at)
    listed = things.record(case, cast.victim.person, facts, by, at)
    people.describe(case, facts, by, at)
    said.keep(case, cast, facts, report.submitted_at, by, at)
    later = list(added.all_of(report))
    reported.keep(case=case, said=later, said_at=at, by=by, at=at)
    people.note_harm(cast.victim, listed)
    files.attach(report, case, by, at)
    files.list_unused(report, case, cast.reporter, by, at)
    for one in later:
        files.list_added(report, case, one, by, at)
    return cast.victim
