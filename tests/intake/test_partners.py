"""Registering a partner's system, and shutting it out."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from casefile.models import CaseEvent
from casefile.services import Refused
from casefile.services.actors import system
from casefile.services.machines import Registered
from intake import partners
from intake.models import PartnerClient
from tests import factories
from tests.machines import token_of

pytestmark = pytest.mark.django_db


def registered_by_command():
    """Return what the command prints, as the client would use it."""
    factories.make_force()
    out = StringIO()
    call_command("make_partner_client", "Shop Watch", force="77", form=["theft"], stdout=out)
    printed = dict(line.split("=", 1) for line in out.getvalue().split())
    return Registered(PartnerClient.objects.get(), **printed)


def test_the_command_prints_what_a_client_needs_once():
    made = registered_by_command()

    assert token_of(made).json()["scope"] == "intake:report intake:status"
    assert (made.client.force_id, made.client.forms) == ("77", ["theft"])
    assert CaseEvent.objects.get(stream="force:77").kind == "client.registered"
    assert made.client_secret not in made.client.application.client_secret


def test_the_command_refuses_in_words():
    with pytest.raises(CommandError, match="no force with this code"):
        call_command("make_partner_client", "Shop Watch", force="99", form=["theft"])


def test_a_client_that_is_revoked_by_command_gets_no_token():
    made = registered_by_command()

    call_command("revoke_client", made.client_id, stdout=StringIO())

    assert token_of(made).status_code == 401
    assert not PartnerClient.objects.get().is_live
    with pytest.raises(CommandError, match="no client"):
        call_command("revoke_client", "made-up")


@pytest.mark.parametrize(
    "change",
    [
        {"name": " "},
        {"force": ""},
        {"force": "99"},
        {"scopes": []},
        {"scopes": ["exchange:read"]},
        {"forms": []},
        {"forms": ["spaceship"]},
    ],
)
def test_a_client_needs_a_name_a_force_known_scopes_and_forms(change):
    factories.make_force()
    values = {"name": "Shop", "force": "77", "scopes": ["intake:report"], "forms": ["theft"]}

    with pytest.raises(Refused):
        partners.register(**values | change, by=system(), at=factories.AT)

    assert not PartnerClient.objects.exists()
