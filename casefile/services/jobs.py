"""Jobs as the outbox: inserted with the event that causes them, leased, fenced, done once."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q

from casefile.crashpoints import crashpoint
from casefile.models import CaseEvent, Job

LEASE = timedelta(seconds=120)
# A job that need not wait is due at once, though its cause, in a demonstration, may be to come.
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
MAX_ATTEMPTS = 5
_SUBSCRIPTIONS: dict[str, list[str]] = {}
_BY_THE_CLOCK: dict[str, timedelta] = {}
_BELLS: list[Any] = []


class LostLease(Exception):
    """Another worker holds this job now; whatever this one did is rolled back."""


@dataclass(frozen=True)
class Claim:
    """A leased job: what to run, on which ids, at which moment, under which fence."""

    job_id: uuid.UUID
    handler: str
    payload: dict[str, Any]
    caused_at: datetime
    fence: int
    attempts: int

    def renew(self, *, now: datetime, lease: timedelta = LEASE) -> None:
        """Take the lease anew between the steps of long work.

        Raises:
            LostLease: another worker took the job, so there is no use in going on.
        """
        held = Job.objects.filter(pk=self.job_id, fence=self.fence, state=Job.LEASED)
        if not held.update(lease_until=now + lease):
            raise LostLease(str(self.job_id))

    @contextmanager
    def committing(self) -> Iterator[None]:
        """Open the transaction in which the job's effects and its end are committed together.

        Raises:
            LostLease: the lease ran out and another worker took the job.
        """
        with transaction.atomic():
            held = Job.objects.filter(pk=self.job_id, fence=self.fence, state=Job.LEASED)
            if not held.update(state=Job.DONE, lease_until=None, last_error=""):
                raise LostLease(str(self.job_id))
            yield
            crashpoint("jobs.before_commit")
        crashpoint("jobs.after_commit")


def subscribe(kind: str, handler: str) -> None:
    """Have `handler` (a dotted path) run once for each event of a kind; see AppConfig.ready()."""
    handlers = _SUBSCRIPTIONS.setdefault(kind, [])
    if handler not in handlers:
        handlers.append(handler)


def subscriptions() -> dict[str, list[str]]:
    """Return a copy of kind to handlers."""
    return {kind: list(handlers) for kind, handlers in _SUBSCRIPTIONS.items()}


def every(period: timedelta, handler: str) -> None:
    """Have `handler` (a dotted path) run once in each period; see AppConfig.ready()."""
    _BY_THE_CLOCK[handler] = period


def enqueue_by_the_clock(*, now: datetime) -> None:
    """Insert the job of this period for each handler that runs by the clock, once for all callers.

    The job of an earlier period goes when it is done: it says nothing that anybody will ask.
    """
    for handler, period in _BY_THE_CLOCK.items():
        key = f"clock:{int(now.timestamp() // period.total_seconds())}:{handler}"[:160]
        if Job.objects.filter(key=key).exists():
            continue
        earlier = Job.objects.filter(handler=handler, key__startswith="clock:", state=Job.DONE)
        earlier.delete()
        enqueue(handler, key=key, payload={}, at=now)


def add_bell(ring: Any) -> None:
    """Have `ring()` called after a commit that left work to do; losing a ring loses nothing."""
    _BELLS.append(ring)


def enqueue_for(event: CaseEvent) -> None:
    """Insert one job for each subscription to an event's kind."""
    payload = {
        "event_id": str(event.pk),
        "case_id": str(event.case_id) if event.case_id else "",
        "subject_id": str(event.subject_id) if event.subject_id else "",
    }
    for handler in _SUBSCRIPTIONS.get(event.kind, []):
        enqueue(handler, key=key_of(event, handler), payload=payload, at=event.at)


def key_of(event: CaseEvent, handler: str) -> str:
    """Return the key of the job that a subscription of a handler to an event gave."""
    return f"{event.pk}:{handler}"[:160]


def enqueue(
    handler: str, *, key: str, payload: dict[str, str], at: datetime, after: datetime | None = None
) -> None:
    """Insert a job in the caller's transaction; the same key twice is one job."""
    job = Job(key=key, handler=handler, payload=payload, caused_at=at, run_after=after or AT_ONCE)
    Job.objects.bulk_create([job], ignore_conflicts=True)
    for ring in _BELLS:
        transaction.on_commit(ring, robust=True)


def _due(now: datetime) -> Q:
    expired = Q(state=Job.LEASED, lease_until__lt=now)
    return Q(state=Job.WAITING, run_after__lte=now) | expired


@transaction.atomic
def claim(*, now: datetime, lease: timedelta = LEASE) -> Claim | None:
    """Lease the oldest due job, or return None. A job whose worker died comes back by its lease."""
    due = Job.objects.filter(_due(now)).order_by("run_after", "caused_at", "id")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    job = due.first()
    if job is None:
        return None
    taken = Job.objects.filter(_due(now), pk=job.pk, fence=job.fence).update(
        state=Job.LEASED,
        lease_until=now + lease,
        fence=F("fence") + 1,
        attempts=F("attempts") + 1,
    )
    if not taken:
        return None
    return Claim(job.pk, job.handler, job.payload, job.caused_at, job.fence + 1, job.attempts + 1)


def finish(claim: Claim) -> None:
    """Mark a job done that had nothing to commit; no effect if it is done already."""
    Job.objects.filter(pk=claim.job_id, fence=claim.fence, state=Job.LEASED).update(
        state=Job.DONE, lease_until=None
    )


def fail(claim: Claim, *, error: str, now: datetime) -> bool:
    """Put a failed job back with a growing wait, or park it; return whether it was parked.

    No effect on a job that was committed, or taken over, before it failed.
    """
    parked = claim.attempts >= MAX_ATTEMPTS
    held = Job.objects.filter(pk=claim.job_id, fence=claim.fence, state=Job.LEASED)
    settled = held.update(
        state=Job.PARKED if parked else Job.WAITING,
        lease_until=None,
        run_after=now + timedelta(seconds=2**claim.attempts),
        last_error=error[:400],
    )
    return parked and bool(settled)


def release(claim: Claim, *, now: datetime) -> None:
    """Give a job back at once: its worker is being stopped politely."""
    held = Job.objects.filter(pk=claim.job_id, fence=claim.fence, state=Job.LEASED)
    held.update(state=Job.WAITING, lease_until=None, run_after=now, attempts=F("attempts") - 1)


def waiting() -> int:
    """Return how many jobs are not done and not parked."""
    return Job.objects.exclude(state__in=[Job.DONE, Job.PARKED]).count()
