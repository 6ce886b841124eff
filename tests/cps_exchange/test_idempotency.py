"""A key is good for one write, however many requests carry it at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from casefile.services import idempotency
from casefile.services.actors import system
from cps_exchange import clients
from cps_exchange.models import IdempotencyRecord
from tests import factories


@pytest.mark.both
def test_parallel_requests_with_one_key_are_one_write(committed_db):
    made = clients.register(
        name="CPS", cps_area="North", scopes=["exchange:triage"], by=system(), at=factories.AT
    )
    write = idempotency.Write(made.client, "key-1", "POST /somewhere/", b"{}")
    done = []

    def send(number):
        try:
            act = lambda: done.append(number) or {"by": number}  # noqa: E731
            return idempotency.once(write, act, at=factories.AT)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(8)))

    assert len(done) == 1
    assert {answer.body["by"] for answer in answers} == set(done)
    assert [answer.is_replay for answer in answers].count(False) == 1
    assert IdempotencyRecord.objects.count() == 1


def test_a_refused_write_leaves_its_key_free(machine, sent):
    path = f"submissions/{sent.pk}/triage/"
    machine.post(path, {"is_accepted": False}, key="key-1")

    answer = machine.post(path, {"is_accepted": True}, key="key-1")

    assert answer.status_code == 201
