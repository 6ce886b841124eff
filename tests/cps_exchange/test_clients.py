"""Registering and revoking machine clients."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from casefile.services import Refused
from casefile.services.actors import system
from cps_exchange import clients
from cps_exchange.models import ExchangeClient
from tests import factories
from tests.cps_exchange.conftest import kinds, token_of


def test_the_command_prints_what_a_client_needs_once(db):
    out = StringIO()

    call_command("make_exchange_client", "CPS", area="North", scope=["exchange:read"], stdout=out)

    printed = dict(line.split("=", 1) for line in out.getvalue().split())
    made = clients.Registered(ExchangeClient.objects.get(), **printed)
    assert token_of(made).status_code == 200
    assert kinds("force:North") == ["client.registered"]


def test_the_command_refuses_in_words(db):
    with pytest.raises(CommandError, match="Give the area"):
        call_command("make_exchange_client", "CPS", area=" ", scope=["exchange:read"])


@pytest.mark.parametrize(
    "change", [{"name": " "}, {"cps_area": ""}, {"scopes": []}, {"scopes": ["exchange:all"]}]
)
def test_a_client_needs_a_name_an_area_and_known_scopes(db, change):
    values = {"name": "CPS", "cps_area": "North", "scopes": ["exchange:read"]} | change

    with pytest.raises(Refused):
        clients.register(**values, by=system(), at=factories.AT)

    assert not ExchangeClient.objects.exists()


def test_a_courts_client_is_a_court_and_nothing_else(make_machine):
    court = make_machine(scopes=["exchange:court"]).row

    assert clients.actor_of(court).roles == {"court_system"}
