import json

import pytest

from casefile import merkle
from casefile.models import CaseEvent, SealedHead
from casefile.services import events, seal_proofs, seals
from casefile.services.actors import system
from casefile.store.write_once import WriteOnceFolder
from tests.factories import AT, make_case, make_event


@pytest.fixture
def case(db):
    return make_case()


def append(case, count=1):
    return [events.of_case(case, "person.changed", by=system(), at=AT) for _ in range(count)]


def holds(event, proof):
    row = json.loads(proof)
    head, path = json.loads(row["head"]), [bytes.fromhex(each) for each in row["proof"]]
    leaf, root = merkle.leaf_hash(event.entry_hash), bytes.fromhex(head["root"])
    return merkle.proves_inclusion(leaf, row["leaf"], head["size"], path, root)


def test_every_entry_of_every_stream_is_proved_against_the_head_that_sealed_it(case):
    """EV-93: a short proof that an entry is in the log travels with the head."""
    for count in (3, 1, 4):
        append(case, count)
        make_event(stream="force:77", kind="user.signed_in")
        seals.seal_new(at=AT)

    for event in CaseEvent.objects.all():
        assert holds(event, seal_proofs.proof_of(event, at=AT))


def test_an_entry_that_is_not_sealed_yet_is_sealed_for_the_proof(case):
    (event,) = append(case)

    assert holds(event, seal_proofs.proof_of(event, at=AT))
    assert SealedHead.objects.count() == 1


def test_the_proof_stays_the_same_when_the_log_grows(case):
    (event,) = append(case)
    first = seal_proofs.proof_of(event, at=AT)
    append(case, 5)
    seals.seal_new(at=AT)

    assert seal_proofs.proof_of(event, at=AT) == first


def test_there_is_no_proof_while_a_database_is_behind_and_nothing_is_held_up(
    case, settings, tmp_path
):
    settings.SEALS_DIR = str(tmp_path / "seals")
    WriteOnceFolder(tmp_path / "seals").put(1, b"a later head")
    (event,) = append(case)

    assert seal_proofs.proof_of(event, at=AT) is None


def test_there_is_no_proof_by_a_key_that_is_not_the_present_one(case):
    (event,) = append(case)
    seals.seal_new(at=AT)
    SealedHead.objects.update(key_id="0" * 16)

    assert seal_proofs.proof_of(event, at=AT) is None
