import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

import pytest
from django.db import connections, transaction

from casefile.models import CaseEvent, Job
from casefile.rules.events import EVENT_KINDS, FAMILIES
from casefile.services import cases, events, jobs
from casefile.services.actors import system
from tests.factories import AT, make_actor, make_case, make_event, make_force


@pytest.fixture
def chain(db):
    """Five entries on one stream."""
    case = make_case()
    return [events.of_case(case, "person.changed", by=system(), at=AT, n=n) for n in range(5)]


def undone(act):
    """Do something in a transaction that is rolled back."""
    with transaction.atomic():
        act()
        transaction.set_rollback(True)


# What an append writes ---------------------------------------------------------------------------


@pytest.mark.both
def test_the_hash_of_an_entry_is_of_the_very_bytes_that_are_kept(chain):
    for event in CaseEvent.objects.order_by("sequence"):
        assert hashlib.sha256(bytes(event.header)).hexdigest() == event.entry_hash


@pytest.mark.both
def test_each_entry_names_the_hash_of_the_one_before(chain):
    headers = [json.loads(bytes(e.header)) for e in CaseEvent.objects.order_by("sequence")]

    hashes = [hashlib.sha256(events.canonical(header)).hexdigest() for header in headers]
    assert [h["previous"] for h in headers] == ["", *hashes[:-1]]
    assert [h["sequence"] for h in headers] == [1, 2, 3, 4, 5]


def test_the_personal_part_stands_in_the_body_and_not_in_the_header(db):
    event = make_event(data={"narrative": "He hit me."})

    assert events.body_of(event) == {"narrative": "He hit me."}
    assert b"hit" not in bytes(event.header)


def test_equal_bodies_have_unequal_hashes(db):
    first, second = make_event(data={"answer": "yes"}), make_event(data={"answer": "yes"})

    hashes = [json.loads(bytes(event.header))["body"] for event in (first, second)]
    assert hashes[0] != hashes[1]


def test_an_entry_copies_who_acted(db):
    actor = make_actor("officer", name="Joan Hall", collar_number="2301")

    header = json.loads(bytes(make_event(by=actor).header))

    assert header["actor"]["name"] == "Joan Hall"
    assert header["actor"]["roles"] == ["officer"]
    assert header["actor"]["collar_number"] == "2301"


def test_canonical_bytes_do_not_depend_on_the_order_or_the_zone():
    summer = AT.astimezone(ZoneInfo("Asia/Tokyo"))

    assert events.canonical({"b": AT, "a": "é"}) == events.canonical({"a": "é", "b": summer})


def test_an_unknown_kind_is_refused(db):
    with pytest.raises(KeyError):
        make_event(kind="case.vanished")


@pytest.mark.parametrize("stream", ["access:1", "force:77", "nonsense:1", ""])
def test_a_kind_stays_on_its_family_of_streams(db, stream):
    with pytest.raises(ValueError, match="does not belong"):
        make_event(stream=stream, kind="case.opened")


def test_every_kind_belongs_to_a_family():
    for kind in EVENT_KINDS.values():
        assert kind.family in {*FAMILIES, "any"}
        assert kind.words


@pytest.mark.both
def test_an_append_that_is_rolled_back_leaves_no_gap(db):
    case = make_case()
    undone(lambda: events.of_case(case, "person.changed", by=system(), at=AT))

    event = events.of_case(case, "person.changed", by=system(), at=AT)

    assert event.sequence == 1
    assert not events.check(case.stream).faults


def test_an_append_costs_seven_queries(db, django_assert_num_queries):
    case = make_case()

    with django_assert_num_queries(7):
        events.of_case(case, "person.changed", by=system(), at=AT)


# Many at once ------------------------------------------------------------------------------------


def in_threads(count, act):
    def closing(n):
        try:
            return act(n)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(closing, range(count)))


@pytest.mark.both
def test_twenty_writers_on_one_stream_make_no_fork_and_no_gap(committed_db):
    case = make_case()

    def append_some(n):
        for _ in range(5):
            events.of_case(case, "person.changed", by=system(), at=AT, n=n)

    in_threads(20, append_some)

    report = events.check(case.stream)
    assert (report.length, report.faults) == (100, [])


@pytest.mark.both
def test_writers_of_several_streams_in_any_order_do_not_deadlock(committed_db):
    several = [make_case(), make_case()]

    def append_both(n):
        for case in several if n % 2 else several[::-1]:
            with transaction.atomic():
                events.lock(c.stream for c in (case, *several))
                for each in (case, *several):
                    events.of_case(each, "person.changed", by=system(), at=AT)

    in_threads(8, append_both)

    assert [events.check(case.stream).length for case in several] == [24, 24]


# Erasure -----------------------------------------------------------------------------------------


@pytest.mark.both
def test_an_erased_body_leaves_the_chain_whole_and_an_entry_that_says_so(chain):
    events.erase_body(chain[1], by=make_actor("officer"), at=AT, reason="Court order.")

    assert events.body_of(chain[1]) is None
    erasure = CaseEvent.objects.get(kind="body.erased")
    assert (erasure.sequence, erasure.subject_id) == (6, chain[1].pk)
    report = events.check(chain[1].stream)
    assert (report.withheld, report.faults) == (1, [])


@pytest.mark.parametrize("family", ["access", "force", "report"])
def test_a_body_of_any_family_of_streams_can_be_erased(db, family):
    kind = {"access": "case.viewed", "force": "user.signed_in", "report": "report.submitted"}
    event = make_event(stream=f"{family}:1", kind=kind[family])

    events.erase_body(event, by=system(), at=AT, reason="Kept for seven years.")

    assert not events.check(event.stream).faults


# Work that follows -------------------------------------------------------------------------------


@pytest.fixture
def subscribed(monkeypatch):
    monkeypatch.setattr(jobs, "_SUBSCRIPTIONS", {"case.opened": ["one.handler", "other.handler"]})


@pytest.mark.both
def test_each_subscription_to_a_kind_gets_one_job_with_ids_only(db, subscribed):
    event = make_event(kind="case.opened", data={"name": "Aisha"})

    made = Job.objects.order_by("handler")
    assert [job.handler for job in made] == ["one.handler", "other.handler"]
    assert made[0].payload == {
        "event_id": str(event.pk),
        "case_id": str(event.case_id),
        "subject_id": "",
    }


def test_a_kind_without_subscription_makes_no_job(db, subscribed):
    make_event(kind="case.closed")

    assert not Job.objects.exists()


@pytest.mark.both
def test_the_work_is_rolled_back_with_the_change_that_caused_it(db, subscribed):
    values = {"title": "x", "offence_place": "y", "offence_from_at": AT, "by": system(), "at": AT}

    undone(lambda: cases.open_case(force=make_force(), **values))

    assert not Job.objects.exists()
    assert not CaseEvent.objects.exists()
