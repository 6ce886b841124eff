"""Numbers of exhibits: blocks that devices lease, what they gave out, and what stays unused."""

import pytest

from casefile.services import Refused, exhibit_numbers, exhibits, people
from tests.factories import SUMMER_NIGHT

pytestmark = pytest.mark.django_db


@pytest.fixture
def producer(case, officer, by, at):
    return people.officer_witness(case=case, user=officer, by=by, at=at)


@pytest.fixture
def lease(case, producer, by, at):
    def block(holder="tablet-1", size=3, **more):
        values = {"case": case, "producer": producer, "holder": holder, "size": size} | more
        return exhibit_numbers.lease(**values, by=by, at=at)[1]

    return block


@pytest.fixture
def arrives(case, producer, by, at):
    """`arrives("JH/2")`: an exhibit comes in under a reference that a tablet gave it."""

    def record(reference, holder="tablet-1", **more):
        values = {"case": case, "producer": producer, "kind": "physical", "seal_number": "B1",
                  "description": "A grey jacket", "captured_at": at} | more  # fmt: skip
        return exhibits.record(reference=reference, holder=holder, **values, by=by, at=at)

    return record


def test_numbers_of_a_block_are_taken_in_any_order_and_others_go_on_after_it(lease, arrives):
    """EV-14: the server and a tablet that is away never give the same number."""
    lease()

    made = [arrives(reference).reference for reference in ("JH/3", " jh / 1", "ＪＨ/2")]
    second = lease("tablet-2")

    assert made == ["JH/3", "JH/1", "JH/2"]
    assert second.first == 4


@pytest.mark.parametrize(
    ("reference", "holder", "why"),
    [
        ("JH/4", "tablet-1", "not from a block"),
        ("JH/1", "tablet-2", "not from a block"),
        ("TR/1", "tablet-1", "not the letters of Joan Hall"),
        ("JH/2A", "tablet-1", "not a good exhibit reference"),
        ("ЈH/1", "tablet-1", "letters A to Z"),
        ("JH/\u202e1", "tablet-1", "letters A to Z"),
    ],
)
def test_a_reference_that_the_device_could_not_give_is_refused(
    lease, arrives, reference, holder, why
):
    """EV-14, EV-21: another's number, other letters, look-alikes and hidden characters."""
    lease()

    with pytest.raises(exhibit_numbers.BadReference, match=why):
        arrives(reference, holder)


def test_a_number_is_one_number_however_it_is_written(lease, arrives):
    """EV-13, EV-21: JH/1 and jh/01 are the same reference, and the refusal names its producer."""
    lease()
    arrives("JH/1")

    with pytest.raises(exhibit_numbers.BadReference, match="JH/1 already used by Joan Hall"):
        arrives("jh/01")


def test_two_with_equal_initials_lease_blocks_of_different_letters(case, lease, by, at):
    """EV-13: also before either has recorded anything."""
    twin = people.record(case=case, given_names="Jack", family_name="Hill", by=by, at=at)

    lease()
    letters, block = exhibit_numbers.lease(
        case=case, producer=twin, holder="tablet-2", size=1, by=by, at=at
    )

    assert (letters, block.first) == ("JHA", 1)


@pytest.mark.parametrize(
    ("given", "family", "letters"), [("Órla", "Ní Bhriain", "ONB"), ("Ли", "Вэй", "XX")]
)
def test_letters_of_any_name_are_a_to_z(case, by, at, given, family, letters):
    """EV-13, EV-21."""
    person = people.record(case=case, given_names=given, family_name=family, by=by, at=at)

    assert exhibit_numbers.initials_for(case, person) == letters


def test_parts_are_leased_under_their_whole(lease, arrives):
    """EV-14, EV-17: a tablet numbers parts while it is away too."""
    lease()
    whole = arrives("JH/1")
    lease(parent=whole)

    part = arrives("JH/1/2")

    assert (part.parent, part.reference) == (whole, "JH/1/2")
    with pytest.raises(exhibit_numbers.BadReference, match="not from a block"):
        arrives("JH/2/1", parent=arrives("JH/2"))


def test_numbers_that_name_nothing_are_explained(case, lease, arrives, by, at):
    """EV-16: set aside, given back with who and why, or nobody has said."""
    block = lease(size=5)
    arrives("JH/2")
    lease("tablet-2", size=2)

    exhibit_numbers.give_back(
        case=case, block=block, holder="tablet-1", reason="End of shift", by=by, at=at
    )

    gaps = [(gap.first, gap.last, gap.explanation) for gap in exhibit_numbers.gaps(case)]
    given = "Given back unused on 17 November 2026 by DC 2301 Joan Hall: End of shift"
    assert gaps == [
        ("JH/1", "JH/1", given),
        ("JH/3", "JH/5", given),
        ("JH/6", "JH/7", "Set aside for tablet-2 since 17 November 2026."),
    ]


@pytest.mark.parametrize("at", [SUMMER_NIGHT])
def test_numbers_are_set_aside_and_given_back_on_a_day_in_london(case, lease, by, at):
    """EV-16."""
    block = lease(size=1)
    lease("tablet-2", size=1)
    exhibit_numbers.give_back(
        case=case, block=block, holder="tablet-1", reason="End of shift", by=by, at=at
    )

    given, set_aside = (gap.explanation for gap in exhibit_numbers.gaps(case))

    assert given == "Given back unused on 15 July 2026 by DC 2301 Joan Hall: End of shift"
    assert set_aside == "Set aside for tablet-2 since 15 July 2026."


def test_what_a_tablet_sealed_is_taken_also_after_its_block_was_given_back(
    case, lease, arrives, by, at
):
    """EV-14: the number is that device's and nobody else's, however late it comes."""
    block = lease()
    exhibit_numbers.give_back(
        case=case, block=block, holder="tablet-1", reason="Tablet lost", by=by, at=at
    )

    assert arrives("JH/2").reference == "JH/2"


@pytest.mark.parametrize(
    ("holder", "reason", "code"),
    [("tablet-2", "Mine", "lease_holder"), ("tablet-1", " ", "reason_missing")],
)
def test_a_block_is_given_back_by_its_device_with_a_reason(
    case, lease, by, at, holder, reason, code
):
    """EV-16."""
    with pytest.raises(Refused) as refusal:
        exhibit_numbers.give_back(
            case=case, block=lease(), holder=holder, reason=reason, by=by, at=at
        )

    assert refusal.value.reasons[0].code == code
