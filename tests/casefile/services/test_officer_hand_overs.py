"""One officer in the case at a time, and both sides of every change of officer on record."""

import pytest

from casefile.models import CaseEvent
from casefile.services import Refused, cases, officer_hand_overs
from casefile.services.actors import of_user
from tests import factories

pytestmark = pytest.mark.django_db
WHY = "Posted away. The gym log is still to come."


@pytest.fixture
def next_officer(db):
    return factories.make_user("officer", name="Ada Finch")


@pytest.fixture
def offered(case, next_officer, by, at):
    return officer_hand_overs.offer(case=case, to=next_officer, reason=WHY, by=by, at=at)


def officers(case):
    rows = case.assignments.filter(role="officer_in_case", revoked_at=None)
    return [row.user.name for row in rows]


def test_a_case_passes_when_the_other_takes_it_over_and_not_before(case, offered, next_officer, at):
    """EV-05: one officer in the case throughout, and two entries."""
    before = officers(case)

    officer_hand_overs.accept(hand_over=offered, by=of_user(next_officer), at=at)

    kinds = CaseEvent.objects.filter(stream=case.stream, kind__startswith="officer.")
    assert (before, officers(case)) == (["Joan Hall"], ["Ada Finch"])
    assert [row.kind for row in kinds.order_by("sequence")] == [
        "officer.hand_over_offered", "officer.handed_over"
    ]  # fmt: skip


def test_who_does_not_take_it_over_says_why_and_it_stays(case, offered, next_officer, by, at):
    """EV-05."""
    officer_hand_overs.refuse(hand_over=offered, reason="On leave", by=of_user(next_officer), at=at)

    assert (offered.stage, officers(case)) == ("refused", ["Joan Hall"])


def test_only_the_officer_in_the_case_offers_it_and_only_the_other_answers(
    case, offered, next_officer, supervisor, by, at
):
    """EV-05."""
    with pytest.raises(Refused, match="Only the officer in the case"):
        officer_hand_overs.offer(
            case=case, to=next_officer, reason=WHY, by=of_user(supervisor), at=at
        )
    with pytest.raises(Refused, match="offered to somebody else"):
        officer_hand_overs.accept(hand_over=offered, by=of_user(supervisor), at=at)


def test_nobody_else_is_made_officer_in_the_case_beside_the_one_there_is(
    case, next_officer, by, at
):
    """EV-05: exactly one; who cannot sign in any more is replaced."""
    give = {"case": case, "user": next_officer, "role": "officer_in_case", "by": by, "at": at}
    with pytest.raises(Refused, match="DC 2301 Joan Hall is the officer in the case"):
        cases.allocate(**give)

    by.account.is_active = False
    by.account.save()
    cases.allocate(**give)

    assert officers(case) == ["Ada Finch"]
