"""Job handlers of this app: each does its work once, however often it is called."""

from typing import Any

from casefile import clock
from casefile.models import CaseEvent, LinkFile
from casefile.services import actors
from casefile.services.jobs import Claim
from intake import automation, drafts, link_files, partner_files, report_files
from intake.carrying import added
from intake.models import DeskQuestion, ReportAddition, ReportFile


def clear_drafts(*, claim: Claim, **kwargs: Any) -> None:
    """Delete the unfinished reports whose time is over, whether or not anybody comes by."""
    automation.forget(at=clock.real())
    partner_files.forget(at=clock.real())
    while drafts.clear(at=clock.real()):
        claim.renew(now=clock.real())


def carry_added(*, claim: Claim, event_id: str, subject_id: str, **kwargs: Any) -> None:
    """Carry words that a reporter added, or an answer, into the case that was opened meanwhile."""
    kind = CaseEvent.objects.get(pk=event_id).kind
    rows = ReportAddition.objects if kind == "report.added_to" else DeskQuestion.objects
    row = rows.select_related("report").get(pk=subject_id)
    with claim.committing():
        added.carry_late(row=row, by=actors.system(), at=clock.now())


def seal_file(*, claim: Claim, file_id: str, **kwargs: Any) -> None:
    """Seal a file that came with a report in the evidence store."""
    rows = ReportFile.objects.select_related("report__force", "upload")
    report_files.seal(file=rows.get(pk=file_id), claim=claim, now=clock.real, at=clock.now())


def seal_link_file(*, claim: Claim, file_id: str, **kwargs: Any) -> None:
    """Seal a file that somebody sent to a case by a link."""
    rows = LinkFile.objects.select_related("link__force", "link__case")
    link_files.seal(file=rows.get(pk=file_id), claim=claim, now=clock.real, at=clock.now())
