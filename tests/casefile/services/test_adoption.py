"""A file that came in becomes an exhibit by an officer's act: once, and only if it came in."""

import io

import pytest

from casefile.services import Refused, adoption, evidence, exhibits, people
from tests import factories

pytestmark = pytest.mark.django_db


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
