"""Jobs of this app, run by the worker."""

from typing import Any

from casefile import clock
from casefile.models import Submission
from casefile.services import jobs
from cps_exchange import outbound


def keep_sent_file(*, claim: jobs.Claim, subject_id: str, **kwargs: Any) -> None:
    """Fix the structured file of a submission as it stands at the moment it leaves."""
    submission = Submission.objects.get(pk=subject_id)
    with claim.committing():
        outbound.sent_file(submission, at=clock.now())
