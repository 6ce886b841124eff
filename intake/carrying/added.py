"""Words that came after a report was sent: additions, and answers to questions of the desk.

What is there when the case is opened is carried with the rest; what comes later follows it.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from casefile.models import Case
from casefile.rules import london
from casefile.services import reported
from casefile.services.actors import Actor
from casefile.services.reported import Said
from intake.carrying import files
from intake.models import CrimeReport, DeskQuestion, ReportAddition

FEED = "report.added"


def said_of(row: ReportAddition | DeskQuestion) -> Said:
    """Return words that were added, or a question of the desk with its answer, as said."""
    if isinstance(row, DeskQuestion):
        return Said(FEED, str(row.pk), row.text, row.answer, row.answer)
    day = f"{london.day_of(row.added_at):%-d %B %Y}"
    return Said(FEED, str(row.pk), f"Added by the reporter on {day}", row.text, row.text)


def all_of(report: CrimeReport) -> Iterator[Said]:
    """Yield everything that was added to a report so far, in order. Two queries."""
    for addition in report.additions.order_by("added_at", "pk"):
        yield said_of(addition)
    for question in report.questions.exclude(answered_at=None).order_by("answered_at", "pk"):
        yield said_of(question)


@transaction.atomic
def carry_late(*, row: ReportAddition | DeskQuestion, by: Actor, at: datetime) -> bool:
    """Carry words that came after the case was opened; what is there already is left alone."""
    report = CrimeReport.objects.select_for_update().get(pk=row.report_id)
    case, one = report.case, said_of(row)
    if case is None or _is_there(case, one):
        return False
    reported.keep(case=case, said=[one], said_at=at, by=by, at=at)
    files.list_added(report, case, one, by, at)
    return True


def _is_there(case: Case, one: Said) -> bool:
    return case.reported_facts.filter(question=one.question).exists()
