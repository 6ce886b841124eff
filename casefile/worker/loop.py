"""The lease loop: claim a job, run its handler, and settle what became of it."""

import logging
import traceback

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from casefile import clock
from casefile.crashpoints import crashpoint
from casefile.services import actors, events, jobs

log = logging.getLogger("casefile.worker")


def drain(limit: int = 1000) -> int:
    """Run due jobs until there is none; return how many were run."""
    for done in range(limit):
        if not run_one():
            return done
    return limit


def run_one() -> bool:
    """Claim and run one job; return False when none is due."""
    claim = jobs.claim(now=clock.real())
    if claim is None:
        return False
    crashpoint("jobs.claimed")
    with clock.at(claim.caused_at if settings.DEMO else None):
        _run(claim)
    return True


def _run(claim: jobs.Claim) -> None:
    if claim.attempts > jobs.MAX_ATTEMPTS:
        _settle_failure(claim, RuntimeError("its workers died, each time, without saying why"))
        return
    try:
        import_string(claim.handler)(claim=claim, **claim.payload)
        jobs.finish(claim)
    except jobs.LostLease:
        log.info("job %s was taken over", claim.job_id)
    except (KeyboardInterrupt, SystemExit):
        jobs.release(claim, now=clock.real())
        raise
    except BaseException as trouble:  # a handler may fail in any way; the job table remembers it
        log.exception("job %s failed in %s", claim.job_id, claim.handler)
        _settle_failure(claim, trouble)


def _place(trouble: BaseException) -> str:
    """Return what failed and where: the words of an error may quote personal data."""
    frames = traceback.extract_tb(trouble.__traceback__)
    where = f" in {frames[-1].name}, line {frames[-1].lineno}" if frames else ""
    return f"{type(trouble).__name__}{where}"


@transaction.atomic
def _settle_failure(claim: jobs.Claim, trouble: BaseException) -> None:
    if jobs.fail(claim, error=_place(trouble), now=clock.real()):
        events.append(
            stream="force:jobs",
            kind="job.parked",
            by=actors.system(),
            at=clock.now(),
            data={"job": claim.job_id, "handler": claim.handler},
        )
