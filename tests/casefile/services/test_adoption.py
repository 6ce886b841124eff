"""A file that came in becomes an exhibit by an officer's act: once, and only if it came in."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from casefile.services import Refused, adoption, evidence, exhibits, people
from casefile.services.actors import of_user
from tests import factories


@pytest.fixture
def sent(case, by, at):
    return evidence.receive(
        stream=io.BytesIO(b"what I saw"), name="note.txt", force=case.force, case=case, by=by, at=at
    )


@pytest.fixture
def adopt(case, officer, by, at):
    def make(stored):
        producer = people.officer_witness(case=case, user=officer, by=by, at=at)
        given = {"kind": "document", "description": "A note"}
        return adoption.adopt(stored=stored, producer=producer, **given, by=by, at=at)

    return make


def test_a_file_is_made_an_exhibit_once_also_when_it_is_not_used(case, sent, adopt, by, at):
    """EV-24, EV-47: its one reference says what became of it."""
    made = adopt(sent)
    exhibits.set_aside(exhibit=made, reason="Of another evening", by=by, at=at)

    with pytest.raises(adoption.AlreadyAnExhibit, match=made.reference):
        adopt(sent)

    assert case.exhibits.get() == made


def test_a_file_whose_reference_is_void_may_be_adopted_again(sent, adopt, by, at):
    """EV-16."""
    exhibits.void(exhibit=adopt(sent), reason="Wrong producer", by=by, at=at)

    assert adopt(sent).content == sent


def test_what_was_made_here_is_adopted_by_nobody(case, adopt):
    """EV-07: a page or a smaller copy of ours is not what somebody sent."""
    made = factories.make_stored_object(case=case)

    with pytest.raises(Refused, match="Only a file that came in"):
        adopt(made)

    assert not case.exhibits.exists()


@pytest.mark.both
def test_two_officers_at_once_make_one_exhibit_of_a_file(committed_db):
    """EV-18: the second reference of a file is given knowingly, by re-exhibiting it."""
    officer = factories.make_user("officer")
    case = factories.make_assigned_case(officer)
    producer = factories.make_person(case=case)
    by = of_user(officer)
    sent = evidence.receive(
        stream=io.BytesIO(b"what I saw"), name="note.txt", force=case.force, case=case,
        by=by, at=factories.AT,
    )  # fmt: skip

    def adopt(_):
        try:
            adoption.adopt(stored=sent, producer=producer, kind="document", description="A note",
                           by=by, at=factories.AT)  # fmt: skip
        except adoption.AlreadyAnExhibit:
            return "refused"
        finally:
            connections.close_all()
        return "made"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(adopt, range(2)))

    assert answers == ["made", "refused"]
    assert case.exhibits.count() == 1
