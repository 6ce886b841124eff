from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.db.models import QuerySet

from casefile.models import Case, Job
from casefile.services import jobs
from tests.factories import AT, make_case, make_event, make_job

MINUTE = timedelta(minutes=1)


def state_of(job):
    return Job.objects.get(pk=job.pk).state


# Claiming ----------------------------------------------------------------------------------------


@pytest.mark.both
def test_nothing_is_claimed_when_nothing_is_due(db):
    make_job(run_after=AT + MINUTE)
    make_job(state=Job.DONE)
    make_job(state=Job.PARKED)

    assert jobs.claim(now=AT) is None


@pytest.mark.both
def test_the_job_that_was_caused_first_is_claimed_first(db):
    make_job(caused_at=AT)
    first = make_job(caused_at=AT - MINUTE)

    claim = jobs.claim(now=AT)

    assert (claim.job_id, claim.fence, claim.attempts) == (first.pk, 1, 1)
    assert state_of(first) == Job.LEASED


def test_a_job_that_must_wait_is_claimed_when_its_time_comes(db):
    jobs.enqueue("a.handler", key="k", payload={}, at=AT, after=AT + MINUTE)

    assert jobs.claim(now=AT) is None
    assert jobs.claim(now=AT + MINUTE)


def test_a_job_caused_at_a_moment_to_come_is_due_now(db):
    jobs.enqueue("a.handler", key="k", payload={}, at=AT + timedelta(days=30))

    assert jobs.claim(now=AT).caused_at == AT + timedelta(days=30)


def test_the_same_key_twice_is_one_job(db):
    for _ in range(2):
        jobs.enqueue("a.handler", key="once", payload={}, at=AT)

    assert Job.objects.count() == 1


def test_the_same_event_makes_its_jobs_once_however_often_it_is_delivered(db, monkeypatch):
    monkeypatch.setattr(jobs, "_SUBSCRIPTIONS", {"case.opened": ["a.handler"]})
    event = make_event()

    jobs.enqueue_for(event)

    assert Job.objects.count() == 1


def test_a_handler_that_subscribes_twice_is_called_once(monkeypatch):
    monkeypatch.setattr(jobs, "_SUBSCRIPTIONS", {})

    for _ in range(2):
        jobs.subscribe("case.opened", "a.handler")

    assert jobs.subscriptions() == {"case.opened": ["a.handler"]}


@pytest.mark.both
def test_eight_workers_at_once_claim_each_job_once(committed_db):
    made = {make_job().pk for _ in range(40)}

    def claim_all(_):
        try:
            found = []
            while Job.objects.filter(state=Job.WAITING).exists():
                if claim := jobs.claim(now=AT):
                    found.append(claim.job_id)
            return found
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        claimed = [job_id for found in pool.map(claim_all, range(8)) for job_id in found]

    assert len(claimed) == 40
    assert set(claimed) == made


@pytest.mark.both
def test_a_job_that_another_worker_took_between_look_and_lease_is_left_to_it(db, monkeypatch):
    job = make_job()

    def look_then_lose(queryset):
        found = next(iter(queryset), None)
        Job.objects.filter(pk=job.pk).update(state=Job.LEASED, fence=7, lease_until=AT + MINUTE)
        return found

    monkeypatch.setattr(QuerySet, "first", look_then_lose)
    claim = jobs.claim(now=AT)

    assert claim is None
    assert Job.objects.get(pk=job.pk).fence == 7


@pytest.mark.both
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no row locks to skip")
def test_a_claimer_passes_over_a_row_that_another_holds(committed_db):
    held, free = make_job(caused_at=AT - MINUTE), make_job()

    def claim_beside():
        try:
            return jobs.claim(now=AT)
        finally:
            connections.close_all()

    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        Job.objects.select_for_update().get(pk=held.pk)
        claim = pool.submit(claim_beside).result(timeout=10)

    assert claim.job_id == free.pk


# Settling ----------------------------------------------------------------------------------------


@pytest.mark.both
def test_effects_and_the_end_of_a_job_are_committed_together(db):
    job, case = make_job(), make_case()

    with jobs.claim(now=AT).committing():
        Case.objects.filter(pk=case.pk).update(title="Changed")

    assert state_of(job) == Job.DONE
    assert Case.objects.get().title == "Changed"


@pytest.mark.both
def test_effects_of_a_job_that_fails_are_rolled_back_and_it_stays_leased(db):
    job, case = make_job(), make_case()
    claim = jobs.claim(now=AT)

    with pytest.raises(ZeroDivisionError), claim.committing():
        Case.objects.filter(pk=case.pk).update(title=str(1 / 0))

    assert state_of(job) == Job.LEASED
    assert Case.objects.get().title == case.title


def test_a_job_without_effects_is_finished(db):
    job = make_job()

    jobs.finish(jobs.claim(now=AT))

    assert state_of(job) == Job.DONE
    assert jobs.waiting() == 0


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 2), (2, 4), (4, 16)])
def test_a_failed_job_waits_longer_each_time(db, attempt, seconds):
    job = make_job(attempts=attempt - 1)

    parked = jobs.fail(jobs.claim(now=AT), error="ValueError: no", now=AT)

    job.refresh_from_db()
    assert not parked
    assert (job.state, job.last_error) == (Job.WAITING, "ValueError: no")
    assert job.run_after == AT + timedelta(seconds=seconds)


def test_the_fifth_failure_parks_a_job(db):
    job = make_job(attempts=4)

    assert jobs.fail(jobs.claim(now=AT), error="x" * 1000, now=AT)

    assert state_of(job) == Job.PARKED
    assert jobs.claim(now=AT + timedelta(days=9)) is None


def test_a_job_that_was_committed_before_it_failed_stays_done(db):
    job = make_job(attempts=4)
    claim = jobs.claim(now=AT)
    with claim.committing():
        pass

    assert not jobs.fail(claim, error="afterwards", now=AT)
    assert state_of(job) == Job.DONE


def test_a_job_given_back_by_a_worker_that_stops_is_due_at_once_and_uncounted(db):
    job = make_job()

    jobs.release(jobs.claim(now=AT), now=AT)

    assert jobs.claim(now=AT).attempts == 1
    assert Job.objects.get(pk=job.pk).fence == 2


# Lost leases -------------------------------------------------------------------------------------


@pytest.fixture
def taken_over(db):
    """The claim of a worker that slept past its lease, and that of the worker that took over."""
    make_job()
    slept = jobs.claim(now=AT)
    late = AT + jobs.LEASE + timedelta(seconds=1)
    return slept, jobs.claim(now=late)


def test_a_lease_that_still_runs_is_respected(db):
    make_job()
    jobs.claim(now=AT)

    assert jobs.claim(now=AT + jobs.LEASE) is None


@pytest.mark.both
def test_a_lease_that_ran_out_goes_to_the_next_worker_under_a_higher_fence(taken_over):
    slept, awake = taken_over

    assert awake.job_id == slept.job_id
    assert (slept.fence, awake.fence, awake.attempts) == (1, 2, 2)


@pytest.mark.both
def test_the_worker_that_slept_commits_nothing(taken_over):
    slept, awake = taken_over
    case = make_case()

    with pytest.raises(jobs.LostLease), slept.committing():
        Case.objects.filter(pk=case.pk).update(title="Doubled")

    assert Case.objects.get().title == case.title
    with awake.committing():
        pass
    assert Job.objects.get().state == Job.DONE


@pytest.mark.both
def test_the_worker_that_slept_settles_nothing(taken_over):
    slept, awake = taken_over

    jobs.finish(slept)
    jobs.fail(slept, error="late", now=AT)
    jobs.release(slept, now=AT)

    job = Job.objects.get()
    assert (job.state, job.fence, job.last_error) == (Job.LEASED, awake.fence, "")


@pytest.mark.both
def test_effects_are_committed_once_though_both_try(taken_over):
    slept, awake = taken_over
    done = []

    for claim in (awake, slept):
        try:
            with claim.committing():
                done.append(claim.fence)
        except jobs.LostLease:
            pass

    assert done == [awake.fence]


# By the clock ------------------------------------------------------------------------------------


@pytest.fixture
def hourly(monkeypatch):
    monkeypatch.setattr(jobs, "_BY_THE_CLOCK", {})
    jobs.every(60 * MINUTE, "tests.hourly")


@pytest.mark.both
def test_what_runs_by_the_clock_is_one_job_a_period_however_many_ask(hourly, db):
    for minutes in (0, 1, 59):
        jobs.enqueue_by_the_clock(now=AT + minutes * MINUTE)

    assert Job.objects.get().handler == "tests.hourly"


def test_the_next_period_has_its_own_job_and_clears_the_one_that_is_done(hourly, db):
    jobs.enqueue_by_the_clock(now=AT)
    Job.objects.update(state=Job.DONE)

    jobs.enqueue_by_the_clock(now=AT + 60 * MINUTE)

    assert Job.objects.get().state == Job.WAITING


def test_a_job_of_the_clock_that_failed_stays_to_be_seen(hourly, db):
    jobs.enqueue_by_the_clock(now=AT)
    Job.objects.update(state=Job.PARKED)

    jobs.enqueue_by_the_clock(now=AT + 60 * MINUTE)

    assert Job.objects.count() == 2
