"""Who gets in at all: tokens, scopes, areas and revoked clients."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from oauth2_provider.models import AccessToken

from casefile.rules.permissions import EXCHANGE_SCOPES as SCOPES
from casefile.services.actors import system
from cps_exchange import clients
from tests import factories
from tests.cps_exchange.conftest import BASE, kinds, token_of

READS = ["", "bundle.pdf", "bundle.zip", "items/statement-1/"]
WRITES = [
    ("exchange:triage", "receipt/"),
    ("exchange:triage", "triage/"),
    ("exchange:triage", "assessment/"),
    ("exchange:decide", "action-plan/"),
    ("exchange:decide", "decisions/"),
    ("exchange:decide", "disclosure-decisions/"),
]
AREA_STREAM = f"force:{factories.AREA}"


def test_a_token_holds_the_scopes_of_its_client_and_no_other(make_machine):
    machine = make_machine(scopes=["exchange:read"])

    answer = token_of(machine.registered, "exchange:decide")

    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_scope"
    assert token_of(machine.registered).json()["scope"] == "exchange:read"


def test_a_wrong_secret_gets_no_token(machine):
    wrong = clients.Registered(machine.row, machine.registered.client_id, "wrong")

    assert token_of(wrong).status_code == 401


def test_a_secret_is_not_kept_in_the_clear_nor_is_a_token(machine):
    application = machine.row.application

    assert machine.registered.client_secret not in application.client_secret
    assert AccessToken.objects.get(application=application).token == ""


@pytest.mark.parametrize("part", READS)
def test_nobody_reads_without_a_token(sent, part):
    answer = Client().get(f"{BASE}/submissions/{sent.pk}/{part}")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("part", READS)
def test_another_areas_client_finds_nothing_and_the_attempt_is_logged(sent, other_machine, part):
    answer = other_machine.get(f"submissions/{sent.pk}/{part}")

    assert answer.status_code == 404
    assert kinds(sent.case.access_stream) == ["case.refused"]


@pytest.mark.parametrize(("scope", "part"), WRITES)
def test_another_areas_client_writes_nothing_and_the_attempt_is_logged(
    sent, other_machine, scope, part
):
    answer = other_machine.post(f"submissions/{sent.pk}/{part}", {})

    assert answer.status_code == 404
    assert kinds(sent.case.access_stream) == ["case.refused"]


@pytest.mark.parametrize("part", READS)
def test_a_file_that_has_not_left_is_not_there(sent, machine, part):
    draft = factories.make_submission(case=sent.case)

    answer = machine.get(f"submissions/{draft.pk}/{part}")

    assert answer.status_code == 404
    assert kinds(sent.case.access_stream) == ["case.refused"]


@pytest.mark.parametrize(("scope", "part"), WRITES)
def test_a_call_needs_its_own_scope_whatever_others_the_client_has(sent, make_machine, scope, part):
    machine = make_machine(scopes=sorted(set(SCOPES) - {scope}))

    answer = machine.post(f"submissions/{sent.pk}/{part}", {})

    assert answer.status_code == 403
    assert kinds(AREA_STREAM)[-1] == "access.refused"


@pytest.mark.parametrize("part", READS)
def test_reading_needs_the_scope_to_read(sent, make_machine, part):
    machine = make_machine(scopes=["exchange:triage", "exchange:decide", "exchange:court"])

    assert machine.get(f"submissions/{sent.pk}/{part}").status_code == 403


def test_a_scope_that_was_taken_away_is_gone_before_the_token_is(sent, machine):
    machine.row.scopes = ["exchange:triage"]
    machine.row.save()

    assert machine.get("submissions/").status_code == 403


def test_a_revoked_client_is_out_at_once_and_the_attempt_is_logged(sent, machine):
    clients.revoke(client=machine.row, by=system(), at=factories.AT)

    answer = machine.get(f"submissions/{sent.pk}/")

    assert answer.status_code == 401
    assert kinds(AREA_STREAM)[-2:] == ["client.revoked", "access.refused"]
    assert token_of(machine.registered).status_code == 401


def test_an_expired_token_is_refused_and_the_attempt_is_logged(sent, machine):
    past = datetime.now(UTC) - timedelta(seconds=1)
    AccessToken.objects.update(expires=past)

    answer = machine.get(f"submissions/{sent.pk}/")

    assert answer.status_code == 401
    assert kinds(AREA_STREAM)[-1] == "access.refused"


def test_an_unknown_token_is_refused(sent, machine):
    machine.token = "made-up"

    assert machine.get(f"submissions/{sent.pk}/").status_code == 401


def test_a_signed_in_prosecutor_is_no_machine(sent, prosecute):
    assert prosecute.get(f"{BASE}/submissions/{sent.pk}/").status_code == 401


@pytest.mark.parametrize("grant", ["password", "authorization_code", "implicit"])
def test_no_other_grant_is_served(machine, grant):
    form = {"grant_type": grant, "client_id": machine.registered.client_id}
    form |= {"client_secret": machine.registered.client_secret, "username": "x", "password": "y"}

    assert Client().post("/api/v1/oauth/token/", form).status_code in {400, 401}
