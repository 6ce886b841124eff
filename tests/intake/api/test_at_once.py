"""Reports that a partner's system sends several times in the same moment, with real commits."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from intake.models import CrimeReport
from tests import factories
from tests.intake.api.conftest import BASE, message, register
from tests.intake.walk import REPORTED_AT
from tests.machines import Machine, token_of


@pytest.mark.both
def test_one_key_twenty_times_at_once_is_one_report(committed_db, settings):
    settings.DEMO = True
    answers, sent = at_once([(message(), "key-1")] * 20)

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["reference"] for answer in answers}) == 1
    assert sent == 1


@pytest.mark.both
def test_one_own_reference_under_many_keys_at_once_is_one_report(committed_db, settings):
    settings.DEMO = True
    named = message() | {"client_reference": "SW-17"}
    answers, sent = at_once([(named, f"key-{number}") for number in range(8)])

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    assert sent == 1


def at_once(requests):
    """Send requests in the same moment; return the answers and how many reports there are."""
    factories.make_user("crime_assessor")
    made = register()
    machine = Machine(made, token_of(made).json()["access_token"], BASE, REPORTED_AT)

    def send(request):
        try:
            return machine.post("reports/", request[0], key=request[1])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(send, requests))
    return answers, CrimeReport.objects.count()
