import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

from casefile.models import CaseEvent, EventBody, Job, StreamHead
from casefile.rules.events import EVENT_KINDS, FAMILIES
from casefile.services import cases, events, jobs, triggers
from casefile.services.actors import system
from tests.casefile.services.tampering import behind_the_triggers, key
from tests.factories import AT, make_actor, make_case, make_event, make_force

EVENTS, BODIES = triggers.EVENTS, triggers.BODIES


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


def verify_log(**options):
    out = StringIO()
    call_command("verify_log", stdout=out, **options)
    return out.getvalue()


def faults_found():
    with pytest.raises(CommandError) as refusal:
        verify_log()
    assert refusal.value.returncode == 1
    return str(refusal.value)


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


# What the verifier finds -------------------------------------------------------------------------


@pytest.mark.both
def test_a_clean_log_says_in_words_what_was_proved_and_what_was_not(chain):
    said = verify_log()

    assert "Checked 5 entries" in said
    assert "Proved: no entry was changed" in said
    assert "Not proved: that nobody removed the newest entries" in said


def test_the_heads_can_be_listed_to_be_kept_elsewhere(chain):
    assert f"{chain[0].stream} 5 {chain[4].entry_hash}" in verify_log(verbosity=2)


TAMPERED_COLUMNS = {
    "kind": "case.closed",
    "at": AT + timedelta(minutes=1),
    "case_id": None,
    "subject_type": "person",
    "subject_id": None,
    "actor_id": "0" * 32,
}


@pytest.mark.both
@pytest.mark.parametrize("column", TAMPERED_COLUMNS)
def test_a_changed_column_is_named_by_its_entry(chain, column):
    value = TAMPERED_COLUMNS[column]

    behind_the_triggers((f"UPDATE {EVENTS} SET {column} = %s WHERE id = %s", value, key(chain[2])))

    assert f"{chain[0].stream}, entry 3: a column differs" in faults_found()


@pytest.mark.both
def test_a_changed_header_is_named_even_with_its_hash_made_to_fit(chain):
    forged = bytes(chain[2].header).replace(b"person.changed", b"person.removed")
    digest = hashlib.sha256(forged).hexdigest()

    behind_the_triggers(
        (
            f"UPDATE {EVENTS} SET header = %s, entry_hash = %s, kind = 'person.removed'"
            " WHERE id = %s",
            forged,
            digest,
            key(chain[2]),
        )
    )

    assert "entry 4: it does not follow from the entry before it" in faults_found()


@pytest.mark.both
@pytest.mark.parametrize("header", [b"no json", b"[]", b'"text"', b"{}", b"\xff", b"[" * 100_000])
def test_a_header_that_cannot_be_read_is_named_and_stops_nothing(chain, header):
    behind_the_triggers((f"UPDATE {EVENTS} SET header = %s WHERE id = %s", header, key(chain[1])))

    assert "entry 2: " in faults_found()


@pytest.mark.both
def test_a_changed_body_is_named(chain):
    behind_the_triggers(
        (f"UPDATE {BODIES} SET content = %s WHERE event_id = %s", b"{}", key(chain[3]))
    )

    assert "entry 4: the body was changed" in faults_found()


@pytest.mark.both
def test_swapped_entries_are_named(chain):
    move = f"UPDATE {EVENTS} SET sequence = %s WHERE id = %s"

    behind_the_triggers(
        (move, 99, key(chain[1])), (move, 2, key(chain[2])), (move, 3, key(chain[1]))
    )

    assert (
        "entry 2: entry 3 stands where 2 should" in faults_found() or "entry 2: " in faults_found()
    )


@pytest.mark.both
@pytest.mark.parametrize("place", [0, 2])
def test_an_entry_taken_out_is_named_by_the_place_it_had(chain, place):
    behind_the_triggers(
        (f"DELETE FROM {BODIES} WHERE event_id = %s", key(chain[place])),
        (f"DELETE FROM {EVENTS} WHERE id = %s", key(chain[place])),
    )

    assert f"entry {place + 1}: " in faults_found()


@pytest.mark.both
def test_an_entry_put_in_between_is_named(chain):
    behind_the_triggers(
        (f"UPDATE {EVENTS} SET sequence = sequence + 100 WHERE sequence > 2",),
        (f"UPDATE {EVENTS} SET sequence = sequence - 99 WHERE sequence > 100",),
    )
    forge_after(chain[1])

    assert "entry 4: entry 3 stands where 4 should" in faults_found()


def forge_after(entry):
    """Put an entry after another that fits it in every way."""
    header = json.loads(bytes(entry.header)) | {"sequence": entry.sequence + 1}
    header |= {"previous": entry.entry_hash, "id": "11111111-1111-4111-8111-111111111111"}
    forged = CaseEvent.objects.get(pk=entry.pk)
    forged.pk, forged.sequence = header["id"], header["sequence"]
    forged.header = events.canonical(header)
    forged.entry_hash = hashlib.sha256(forged.header).hexdigest()
    forged.save(force_insert=True)
    body = EventBody.objects.get(event=entry)
    EventBody.objects.create(event=forged, salt=body.salt, content=body.content)


@pytest.mark.both
def test_a_truncated_tail_is_seen_by_its_head(chain):
    behind_the_triggers(
        (f"DELETE FROM {BODIES} WHERE event_id = %s", key(chain[4])),
        (f"DELETE FROM {EVENTS} WHERE id = %s", key(chain[4])),
    )

    assert "entry 4: the head of the stream is not its last entry" in faults_found()


@pytest.mark.both
@pytest.mark.parametrize("change", [{"sequence": 4}, {"entry_hash": "0" * 64}])
def test_a_wrong_head_is_seen(chain, change):
    StreamHead.objects.update(**change)

    assert "entry 5: the head of the stream is not its last entry" in faults_found()


def test_a_missing_head_and_a_head_without_entries_are_seen(chain):
    StreamHead.objects.all().delete()
    StreamHead.objects.create(stream="case:emptied", sequence=3, entry_hash="0" * 64)

    said = faults_found()

    assert "case:emptied, entry 0: the head" in said
    assert f"{chain[0].stream}, entry 5: the head" in said


def test_only_the_first_bad_entry_of_a_stream_is_named_and_the_rest_counted(chain):
    behind_the_triggers((f"UPDATE {EVENTS} SET kind = 'case.closed' WHERE sequence > 1",))

    said = faults_found()

    assert "entry 2: a column differs from the hashed header. (3 more after it)" in said


@pytest.mark.both
def test_a_missing_trigger_is_a_fault_of_the_log(chain):
    with connection.cursor() as cursor:
        where = "" if connection.vendor == "sqlite" else f" ON {EVENTS}"
        cursor.execute(f"DROP TRIGGER casefile_event_no_update{where}")

    assert "The trigger casefile_event_no_update is missing." in faults_found()


@pytest.mark.both
def test_the_command_ends_with_1_over_a_bad_log_and_0_over_a_good_one(committed_db):
    event = make_event()
    code = (
        "from django.core.management import ManagementUtility as m; m(['', 'verify_log']).execute()"
    )
    good = committed_db.run(code)
    behind_the_triggers((f"UPDATE {EVENTS} SET kind = 'case.closed'",))
    bad = committed_db.run(code)

    assert (good.returncode, bad.returncode) == (0, 1), good.stderr
    assert f"{event.stream}, entry 1: a column differs" in bad.stderr


# Erasure -----------------------------------------------------------------------------------------


@pytest.mark.both
def test_an_erased_body_leaves_the_chain_whole_and_an_entry_that_says_so(chain):
    events.erase_body(chain[1], by=make_actor("officer"), at=AT, reason="Court order.")

    assert events.body_of(chain[1]) is None
    erasure = CaseEvent.objects.get(kind="body.erased")
    assert (erasure.sequence, erasure.subject_id) == (6, chain[1].pk)
    assert "1 bodies are erased" in verify_log()


@pytest.mark.parametrize("family", ["access", "force", "report"])
def test_a_body_of_any_family_of_streams_can_be_erased(db, family):
    kind = {"access": "case.viewed", "force": "user.signed_in", "report": "report.submitted"}
    event = make_event(stream=f"{family}:1", kind=kind[family])

    events.erase_body(event, by=system(), at=AT, reason="Kept for seven years.")

    assert not events.check(event.stream).faults


@pytest.mark.both
def test_a_body_that_is_gone_without_an_entry_is_named(chain):
    EventBody.objects.filter(event=chain[1]).delete()

    assert "entry 2: the body is gone and no entry says why" in faults_found()


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
