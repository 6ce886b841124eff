from datetime import timedelta

import pytest

from casefile import clock
from casefile.models import Case, CaseEvent, Job
from casefile.services import events, jobs
from casefile.worker import loop, tasks
from tests.factories import AT, make_case, make_job, make_message


@pytest.fixture
def handled_by(monkeypatch, db):
    """Have every job handled by one function, and return the job."""

    def use(handler, **job):
        monkeypatch.setattr(jobs, "_BY_THE_CLOCK", {})
        monkeypatch.setattr(loop, "import_string", {"a.handler": handler}.__getitem__)
        return make_job(handler="a.handler", **job)

    return use


def after(job):
    return Job.objects.get(pk=job.pk)


def test_a_handler_gets_its_claim_and_its_ids(handled_by):
    seen = {}
    job = handled_by(lambda **given: seen.update(given), payload={"case_id": "1"})

    assert loop.drain() == 1

    assert seen["case_id"] == "1"
    assert seen["claim"].job_id == job.pk
    assert after(job).state == Job.DONE


def test_a_drain_does_all_that_is_due_and_no_more_than_its_limit(handled_by):
    for _ in range(3):
        handled_by(lambda **given: None)

    assert (loop.drain(limit=2), loop.drain(), loop.drain()) == (2, 1, 0)


def test_a_real_handler_delivers_a_message_once(db):
    message = make_message()
    for key in ("one", "two"):
        make_job(key=key, payload={"message_id": str(message.pk)})

    loop.drain()

    message.refresh_from_db()
    assert message.sent_at
    assert CaseEvent.objects.filter(kind="message.sent").count() == 1


@pytest.mark.both
def test_a_handler_that_fails_leaves_nothing_and_is_tried_again(handled_by):
    case = make_case()

    def fail_inside(*, claim, **_):
        with claim.committing():
            Case.objects.filter(pk=case.pk).update(title="Half done")
            raise ValueError("no printer")

    job = handled_by(fail_inside)
    loop.drain()

    assert Case.objects.get().title == case.title
    assert (after(job).state, after(job).attempts) == (Job.WAITING, 1)
    assert after(job).last_error.startswith("ValueError in fail_inside, line ")


def test_a_handler_that_fails_too_often_is_parked_and_the_record_says_so(handled_by):
    job = handled_by(lambda **_: 1 / 0, attempts=jobs.MAX_ATTEMPTS - 1)

    loop.drain()

    event = CaseEvent.objects.get(kind="job.parked")
    assert after(job).state == Job.PARKED
    assert event.stream == "force:jobs"
    assert events.body_of(event) == {"job": str(job.pk), "handler": "a.handler"}


def test_a_job_that_kills_every_worker_is_parked_and_not_run_a_sixth_time(handled_by):
    ran = []
    expired = {"state": Job.LEASED, "lease_until": AT, "attempts": jobs.MAX_ATTEMPTS}
    job = handled_by(lambda **_: ran.append(1), **expired)

    loop.drain()

    assert not ran
    assert after(job).state == Job.PARKED
    assert CaseEvent.objects.filter(kind="job.parked").count() == 1


def test_a_handler_that_raises_after_it_committed_is_done(handled_by):
    def commit_then_fail(*, claim, **_):
        with claim.committing():
            pass
        raise OSError("the broker is away")

    job = handled_by(commit_then_fail, attempts=jobs.MAX_ATTEMPTS - 1)
    loop.drain()

    assert after(job).state == Job.DONE
    assert not CaseEvent.objects.filter(kind="job.parked").exists()


def test_a_job_that_was_taken_over_while_it_ran_is_left_to_the_other_worker(handled_by):
    def lose(*, claim, **_):
        Job.objects.filter(pk=claim.job_id).update(fence=claim.fence + 1)
        with claim.committing():
            raise AssertionError("must not come here")

    job = handled_by(lose)
    loop.run_one()

    assert (after(job).state, after(job).fence, after(job).last_error) == (Job.LEASED, 2, "")


@pytest.mark.parametrize("signal", [KeyboardInterrupt, SystemExit])
def test_a_worker_told_to_stop_gives_its_job_back(handled_by, signal):
    def stop(**_):
        raise signal

    job = handled_by(stop)
    with pytest.raises(signal):
        loop.run_one()

    assert (after(job).state, after(job).attempts) == (Job.WAITING, 0)


def test_a_handler_that_this_release_does_not_know_waits_for_one_that_does(db):
    job = make_job(handler="casefile.worker.handlers.of_next_year")

    loop.drain()

    assert after(job).state == Job.WAITING
    assert after(job).last_error.startswith("ImportError in ")


@pytest.mark.parametrize("is_demo", [True, False])
def test_only_in_a_demonstration_is_it_the_moment_of_the_cause(handled_by, settings, is_demo):
    settings.DEMO = is_demo
    seen = []
    handled_by(lambda **_: seen.append(clock.now()), caused_at=AT - timedelta(days=900))

    loop.drain()

    assert (seen[0] == AT - timedelta(days=900)) is is_demo


@pytest.mark.parametrize("task", [tasks.wake, tasks.sweep])
def test_both_a_bell_and_the_sweeper_do_what_is_due(handled_by, task):
    job = handled_by(lambda **_: None)

    task()

    assert after(job).state == Job.DONE
