"""What the verifier finds in a log that was tampered with, and how it says so."""

import hashlib
import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from casefile.models import CaseEvent, EventBody, StreamHead
from casefile.services import events, triggers
from casefile.services.actors import system
from tests.casefile.services.tampering import behind_the_triggers, key
from tests.factories import AT, make_case, make_event

EVENTS, BODIES = triggers.EVENTS, triggers.BODIES


@pytest.fixture
def chain(db):
    """Five entries on one stream."""
    case = make_case()
    return [events.of_case(case, "person.changed", by=system(), at=AT, n=n) for n in range(5)]


def verify_log(**options):
    out = StringIO()
    call_command("verify_log", stdout=out, **options)
    return out.getvalue()


def faults_found():
    with pytest.raises(CommandError) as refusal:
        verify_log()
    assert refusal.value.returncode == 1
    return str(refusal.value)


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


@pytest.mark.both
def test_a_body_that_is_gone_without_an_entry_is_named(chain):
    EventBody.objects.filter(event=chain[1]).delete()

    assert "entry 2: the body is gone and no entry says why" in faults_found()
