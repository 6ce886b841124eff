"""The job that follows approval: build the bundle, then record it and send the file."""

from typing import Any

from casefile import clock
from casefile.bundles import assemble, services
from casefile.models import Bundle, Submission
from casefile.services import actors, jobs


def build_bundle(
    *, claim: jobs.Claim, event_id: str, case_id: str, subject_id: str, **kwargs: Any
) -> None:
    """Build the bundle of a submission that was just approved; one that has it is left alone."""
    related = ("case__force", "approved_by")
    submission = Submission.objects.select_related(*related).get(pk=subject_id)
    if Bundle.objects.filter(submission=submission).exists():
        return
    at = clock.now()
    built = assemble.assemble(
        submission,
        approval=event_id,
        at=at,
        still_ours=lambda: claim.renew(now=clock.real()),
    )
    approver = submission.approved_by.signature_name if submission.approved_by else ""
    with claim.committing():
        actor = actors.system(on_behalf_of=approver)
        services.record(submission=submission, built=built, by=actor, at=at)
