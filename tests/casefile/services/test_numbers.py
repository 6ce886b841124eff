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
    assert [numbers.take_from(block, holder="tablet-1") for _ in range(3)] == [2, 3, 4]


def test_two_devices_never_hold_the_same_number(db):
    first, second = lease(50, "tablet-1"), lease(50, "tablet-2")

    taken = [numbers.take_from(first, holder="tablet-1") for _ in range(50)]
    taken += [numbers.take_from(second, holder="tablet-2") for _ in range(50)]

    assert len(set(taken)) == 100


def test_another_device_may_not_use_a_block(db):
    with pytest.raises(Refused) as refusal:
        numbers.take_from(lease(), holder="tablet-2")

    assert refusal.value.code == "lease_holder"


def test_a_used_up_block_is_refused_and_not_overrun(db):
    block = lease(1)
    numbers.take_from(block, holder="tablet-1")

    with pytest.raises(Refused) as refusal:
        numbers.take_from(block, holder="tablet-1")

    assert refusal.value.code == "lease_used_up"


@pytest.mark.parametrize("size", [0, -1, 1001])
def test_a_block_has_a_sane_size(db, size):
    with pytest.raises(Refused, match="between 1 and 1,000"):
        lease(size)
