from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from casefile.services import Refused, numbers
from tests.factories import AT


def lease(size=3, holder="tablet-1"):
    return numbers.lease("exhibits:JH", holder=holder, size=size, at=AT)


@pytest.mark.both
def test_a_series_counts_from_one_and_each_counts_for_itself(db):
    assert [numbers.take("urn:77NG:2026") for _ in range(3)] == [1, 2, 3]
    assert numbers.take("urn:77NG:2027") == 1


@pytest.mark.both
def test_a_number_of_a_change_that_was_rolled_back_is_given_to_the_next(db):
    with transaction.atomic():
        assert numbers.take("s") == 1
        transaction.set_rollback(True)

    assert numbers.take("s") == 1


@pytest.mark.both
def test_many_at_once_are_never_given_the_same_number(committed_db):
    def take_some(_):
        try:
            return [numbers.take("s") for _ in range(10)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        taken = [number for some in pool.map(take_some, range(8)) for number in some]

    assert sorted(taken) == list(range(1, 81))


@pytest.mark.both
def test_a_leased_block_is_used_by_its_holder_and_passed_over_by_everybody_else(db):
    numbers.take("exhibits:JH")
    block = lease()

    assert numbers.take("exhibits:JH") == 5
    for number in (3, 2, 4):
        assert numbers.use_leased("exhibits:JH", number, holder="tablet-1") == block


def test_two_devices_never_hold_the_same_number(db):
    first, second = lease(50, "tablet-1"), lease(50, "tablet-2")

    held = [set(range(row.first, row.last + 1)) for row in (first, second)]

    assert not held[0] & held[1]


@pytest.mark.parametrize(("number", "holder"), [(1, "tablet-2"), (4, "tablet-1")])
def test_a_number_of_another_device_or_of_none_is_not_used(db, number, holder):
    lease()

    assert numbers.use_leased("exhibits:JH", number, holder=holder) is None


@pytest.mark.parametrize("size", [0, -1, 1001])
def test_a_block_has_a_sane_size(db, size):
    with pytest.raises(Refused, match="between 1 and 1,000"):
        lease(size)
