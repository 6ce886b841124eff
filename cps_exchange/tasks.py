"""Jobs of this app, run by the worker."""

from datetime import time, timedelta
from typing import Any

from casefile import clock
from casefile.models import Submission
from casefile.rules import london
from casefile.services import cases, jobs, messages
from cps_exchange import outbound

REMIND_BEFORE = timedelta(days=1)
REMIND_AT = time(8)
REMIND = "cps_exchange.tasks.remind_of_rejection"


def keep_sent_file(*, claim: jobs.Claim, subject_id: str, **kwargs: Any) -> None:
    """Fix the structured file of a submission as it stands at the moment it leaves."""
    submission = Submission.objects.get(pk=subject_id)
    with claim.committing():
        outbound.sent_file(submission, at=clock.now())


def plan_reminder(*, claim: jobs.Claim, subject_id: str, **kwargs: Any) -> None:
    """Have the officer reminded on the morning before a rejected file is to be answered."""
    submission = Submission.objects.select_related("triage").get(pk=subject_id)
    respond_by = submission.triage.respond_by
    if respond_by is None:
        return
    morning = london.moment_of(respond_by - REMIND_BEFORE, REMIND_AT)
    payload = {"submission_id": str(submission.pk)}
    with claim.committing():
        jobs.enqueue(
            REMIND, key=f"rejection:{submission.pk}", payload=payload, at=clock.now(), after=morning
        )


def remind_of_rejection(*, claim: jobs.Claim, submission_id: str, **kwargs: Any) -> None:
    """Remind the officer of a rejected file that nobody answered by a new version."""
    rows = Submission.objects.filter(pk=submission_id, stage="rejected").newest()
    submission = rows.select_related("case", "triage").first()
    officer = cases.officer_in_case(submission.case) if submission else None
    if submission is None or officer is None or not officer.email:
        return
    answer_on = submission.triage.respond_by
    with claim.committing():
        messages.queue(
            recipient_id=officer.pk,
            channel="email",
            address=officer.email,
            template="rejection_reminder",
            subject="A rejected file is to be answered",
            body=(
                f"The file {submission.case.urn} was rejected. It is to be answered by "
                f"{answer_on:%-d %B %Y}.\n\nSign in to see the reasons.\n"
            ),
            key=f"rejection_reminder:{submission.pk}",
            case=submission.case,
            at=clock.now(),
        )
