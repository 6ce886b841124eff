"""Handlers of jobs: run once, run again, or run by a worker whose lease is lost."""

import pytest

from casefile.models import CaseEvent, Job, OutboundMessage
from casefile.services import jobs
from victims import tasks
from victims.models import PublishedUpdate


def claim_of(job: Job, fence: int) -> jobs.Claim:
    return jobs.Claim(job.pk, job.handler, job.payload, job.caused_at, fence, 1)


def test_a_worker_that_lost_its_lease_tells_nobody(robbery):
    event = CaseEvent.objects.filter(stream=robbery.case.stream, kind="visit.booked").get()
    PublishedUpdate.objects.filter(event_id=event.pk).delete()
    job = Job.objects.get(payload__event_id=str(event.pk), handler="victims.tasks.tell_victims")
    Job.objects.filter(pk=job.pk).update(state=Job.LEASED, fence=7)

    with pytest.raises(jobs.LostLease):
        tasks.tell_victims(claim=claim_of(job, fence=6), event_id=str(event.pk))
    assert not PublishedUpdate.objects.filter(event_id=event.pk).exists()

    tasks.tell_victims(claim=claim_of(job, fence=7), event_id=str(event.pk), added_later=True)
    assert PublishedUpdate.objects.filter(event_id=event.pk).count() == 1


def test_every_job_of_a_case_run_again_changes_nothing(robbery):
    robbery.arrest_both()
    before = (PublishedUpdate.objects.count(), OutboundMessage.objects.count())

    Job.objects.filter(handler__startswith="victims.").update(state=Job.WAITING)
    robbery.run_jobs()

    assert before == (PublishedUpdate.objects.count(), OutboundMessage.objects.count())
