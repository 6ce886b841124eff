"""Passes information to intelligence: no crime, no case, no victim, and nobody is told.

Who told is protected: from then on only the roles of INTELLIGENCE see the report. Grading by
3x5x2 is done where intelligence is kept, and is not built here.
"""

from datetime import datetime

from django.db import transaction

from casefile.services import Reason, Refused, clean, stages
from casefile.services.actors import Actor
from intake import leases
from intake.carrying import INFORMATION, facts_of
from intake.models import CrimeReport, DeskDecision, IntelligenceReport


@transaction.atomic
def pass_on(*, report: CrimeReport, reason: str, by: Actor, at: datetime) -> IntelligenceReport:
    """Pass a report of information to intelligence.

    Raises:
        Refused: it is no report of information, there is no reason, or it is decided already.
    """
    if report.form not in INFORMATION:
        message = "Only a report of information is passed to intelligence as a whole."
        raise Refused(message, reasons=[Reason("form", message)], code="form")
    words = clean.text(reason, field="reason", limit=4000)
    stages.move(
        subject=report, transition="pass_to_intelligence", by=by, at=at, data={"reason": words}
    )
    leases.end(report)
    # Nobody is told: a message could show who told.
    DeskDecision.objects.create(
        report=report,
        outcome=report.stage,
        reason=words,
        decided_by=by.account,
        decided_at=at,
        told_at=at,
    )
    facts = facts_of(report)
    return IntelligenceReport.objects.create(
        report=report,
        force=report.force,
        source=facts.lines("intelligence.source")[:200],
        is_identifiable=facts.text("intelligence.identifiable"),
        reason=words,
        passed_by=by.account,
        passed_at=at,
    )
