"""Messages, jobs and entries of the log."""

from typing import Any

from casefile import models
from casefile.services import events, jobs
from casefile.services.actors import system
from tests.factories.base import AT, filled, numbers
from tests.factories.cases import make_case
from tests.factories.people import make_person


def make_message(**overrides: Any) -> models.OutboundMessage:
    values = {
        "channel": "email",
        "address": f"person{next(numbers)}@example.com",
        "template": "file_sent",
        "subject": "An update is waiting",
        "body": "Sign in to read it.",
        "key": f"message-{next(numbers)}",
        "created_at": AT,
    } | overrides
    values = filled(values, case=make_case)
    case = values["case"]
    return models.OutboundMessage.objects.create(
        **filled(values, recipient_id=lambda: make_person(case=case).pk)
    )


def make_job(**overrides: Any) -> models.Job:
    """Return a waiting job that is due at AT."""
    values = {
        "key": f"job-{next(numbers)}",
        "handler": "casefile.worker.handlers.send_message",
        "caused_at": AT,
        "run_after": AT,
    }
    return models.Job.objects.create(**values | overrides)


def make_claim(**overrides: Any) -> jobs.Claim:
    """Return the claim of a job that a worker has just leased, for calling a handler by hand."""
    job = make_job(**overrides)
    job.state, job.fence, job.attempts = models.Job.LEASED, 1, 1
    job.lease_until = AT + jobs.LEASE
    job.save()
    return jobs.Claim(job.pk, job.handler, job.payload, job.caused_at, job.fence, job.attempts)


def make_event(**overrides: Any) -> models.CaseEvent:
    """Return an entry appended to the chain, by default on the stream of a new case."""
    case = overrides.pop("case", None) or make_case()
    values = {"stream": case.stream, "kind": "case.opened", "by": system(), "at": AT, "case": case}
    return events.append(**values | overrides)
