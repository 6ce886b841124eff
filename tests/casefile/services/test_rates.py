"""Counting how often a caller does something, over all processes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from casefile.models import RateCount
from casefile.services import rates
from casefile.services.rates import Limit, TooOften
from tests import factories

AT = factories.AT
MINUTE, HOUR = Limit(3, timedelta(minutes=1)), Limit(5, timedelta(hours=1))


def take(at=AT, caller="a", limits=(MINUTE,)):
    rates.take(caller=caller, what="report", limits=limits, at=at)


def refused(**changes):
    with pytest.raises(TooOften) as refusal:
        take(**changes)
    return refusal.value.seconds


def test_one_more_than_the_limit_waits_until_the_stretch_ends(db):
    for _ in range(3):
        take(AT + timedelta(seconds=10))

    assert refused(at=AT + timedelta(seconds=10)) == 50
    take(AT + timedelta(seconds=60))


def test_each_caller_is_counted_alone(db):
    for _ in range(3):
        take()

    take(caller="b")


def test_the_longer_limit_holds_when_the_shorter_is_free_again(db):
    for minutes in range(5):
        take(AT + timedelta(minutes=minutes), limits=(MINUTE, HOUR))

    assert refused(at=AT + timedelta(minutes=5), limits=(MINUTE, HOUR)) == 55 * 60


def test_counts_of_times_gone_by_are_deleted(db):
    for hours in range(4):
        take(AT + timedelta(hours=hours), limits=(MINUTE, HOUR))

    assert RateCount.objects.count() == 2


@pytest.mark.both
def test_many_at_once_do_not_pass_the_limit(committed_db):
    limit = Limit(7, timedelta(minutes=1))

    def one(_):
        try:
            take(limits=(limit,))
            return True
        except TooOften:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        passed = list(pool.map(one, range(20)))

    assert passed.count(True) == 7
