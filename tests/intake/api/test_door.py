"""The partners' door as an enemy tries it: others' keys and tokens, floods, hostile JSON."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from oauth2_provider.models import AccessToken

from casefile.models import CaseEvent
from casefile.services import machines
from casefile.services.actors import system
from casefile.services.rates import Limit
from cps_exchange import clients
from intake.api import limits
from intake.models import CrimeReport, Draft
from tests import factories
from tests.intake.api.conftest import BASE, message
from tests.intake.walk import REPORTED_AT
from tests.machines import Machine, token_of

pytestmark = pytest.mark.django_db
PATHS = ["forms/", "forms/theft/", "reports/ABCDE-12345/"]


def refusals(machine):
    rows = CaseEvent.objects.filter(kind="access.refused", actor_id=machine.row.pk)
    return rows.count()


@pytest.mark.parametrize("path", PATHS)
def test_nobody_reads_without_a_token(path, db):
    answer = Client().get(f"{BASE}/{path}")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_nobody_sends_without_a_token_however_large_the_body(db):
    answer = Client().post(f"{BASE}/reports/", b"x" * (2 << 20), content_type="application/json")

    assert answer.status_code == 401


@pytest.mark.parametrize("token", ["made-up", "", "é", "x" * 5000, "a b c"])
def test_a_token_that_is_none_is_refused(partner, token):
    partner.token = token

    assert partner.post("reports/", message()).status_code == 401


def test_another_clients_report_is_not_there_nor_is_one_of_the_public(partner, other_partner):
    partner.post("reports/", message())
    report = CrimeReport.objects.get()
    found = [other_partner.get(f"reports/{name}/") for name in (report.reference, report.pk)]
    missing = other_partner.get("reports/ABCDE-12345/")
    CrimeReport.objects.update(partner=None, channel="online")

    found.append(partner.get(f"reports/{report.reference}/"))

    assert {answer.status_code for answer in found} == {404}
    assert {answer.content for answer in found} == {missing.content}
    assert refusals(other_partner) == 3


def test_a_key_of_another_client_opens_nothing(partner, other_partner):
    partner.post("reports/", message(), key="key-1")

    answer = other_partner.post("reports/", message(), key="key-1")

    assert answer.status_code == 201
    assert "Idempotency-Replayed" not in answer
    assert CrimeReport.objects.count() == 2


def test_a_partner_of_another_force_reports_to_its_own(make_partner):
    factories.make_user("crime_assessor", force=factories.make_force(factories.OTHER_FORCE))
    elsewhere = make_partner(force=factories.OTHER_FORCE)

    elsewhere.post("reports/", message())

    assert CrimeReport.objects.get().force_id == factories.OTHER_FORCE


def test_a_revoked_client_is_out_at_once_and_the_attempt_is_logged(partner):
    machines.revoke(client=partner.row, by=system(), at=factories.AT)

    assert partner.post("reports/", message()).status_code == 401
    assert token_of(partner.registered).status_code == 401
    assert refusals(partner) == 1


def test_an_expired_token_is_refused_and_the_attempt_is_logged(partner):
    AccessToken.objects.update(expires=datetime.now(UTC) - timedelta(seconds=1))

    assert partner.post("reports/", message()).status_code == 401
    assert refusals(partner) == 1


@pytest.mark.parametrize(("scope", "path"), [
    ("intake:status", "forms/"), ("intake:status", "forms/theft/"),
    ("intake:report", "reports/ABCDE-12345/"),
])  # fmt: skip
def test_a_call_needs_its_own_scope(make_partner, scope, path):
    machine = make_partner(scopes=[scope])

    assert machine.get(path).status_code == 403
    assert refusals(machine) == 1


def test_a_client_that_only_asks_sends_nothing(make_partner):
    machine = make_partner(scopes=["intake:status"])

    assert machine.post("reports/", message()).status_code == 403
    assert token_of(machine.registered, "intake:report").json()["error"] == "invalid_scope"


def test_a_client_of_the_exchange_has_no_business_here_nor_a_partner_there(partner):
    made = clients.register(
        name="CPS", cps_area="North", scopes=["exchange:read"], by=system(), at=factories.AT
    )
    made.client.scopes = ["exchange:read", "intake:report", "intake:status"]
    made.client.save()
    prosecutor = Machine(made, token_of(made).json()["access_token"], BASE, REPORTED_AT)
    partner.row.scopes = [*partner.row.scopes, "exchange:read"]
    partner.row.save()

    assert prosecutor.post("reports/", message()).status_code == 403
    assert prosecutor.get("forms/").status_code == 403
    assert partner.get("/api/v1/exchange/submissions/").status_code == 403
    assert not CrimeReport.objects.exists()


def test_a_form_that_the_client_may_not_send_is_refused_and_logged(make_partner):
    shop = make_partner(forms=["theft"])

    answer = shop.post("reports/", message("robbery"))

    assert (answer.status_code, answer.json()["code"]) == (403, "form_not_allowed")
    assert refusals(shop) == 1


# Floods ------------------------------------------------------------------------------------------


@pytest.fixture
def few(monkeypatch):
    """Limits that a test reaches."""
    monkeypatch.setitem(limits.LIMITS, "intake:report", (Limit(3, timedelta(days=1)),))


def test_a_client_over_its_limit_waits_and_others_do_not(partner, other_partner, few):
    sent = [partner.post("reports/", message()) for _ in range(5)]

    assert [answer.status_code for answer in sent] == [201, 201, 201, 429, 429]
    assert sent[-1].json()["code"] == "too_often"
    assert 0 < int(sent[-1]["Retry-After"]) <= 86_400
    assert other_partner.post("reports/", message()).status_code == 201
    assert partner.get("reports/ABCDE-12345/").status_code == 404


def test_a_client_is_shown_how_much_of_its_limit_is_left(partner, few):
    left = [partner.post("reports/", message())["RateLimit-Remaining"] for _ in range(3)]
    asked = partner.get("reports/ABCDE-12345/")

    assert left == ["2", "1", "0"]
    assert (asked["RateLimit-Limit"], asked["RateLimit-Remaining"]) == ("300", "299")
    assert 0 < int(asked["RateLimit-Reset"]) <= 60


def test_refused_reports_and_replays_count_too(partner, few):
    partner.post("reports/", b"{")
    partner.post("reports/", message(story=""))
    partner.post("reports/", message(), key="key-1")

    assert partner.post("reports/", message(), key="key-1").status_code == 429


# Hostile JSON ------------------------------------------------------------------------------------


def inside(text):
    """Return a message in which the story is written so."""
    return json.dumps(message(story="@")).replace('"@"', text).encode()


HOSTILE = {
    "nothing": b"",
    "not json": b"{",
    "no object": b"[]",
    "a word": b'"theft"',
    "null": b"null",
    "another charset": '{"form": "é"}'.encode("utf-16"),
    "not a number": inside("NaN"),
    "infinity": inside("1e999"),
    "a very long number": inside("9" * 5000),
    "a name twice": b'{"form": "theft", "form": "da"}',
    "half a character": inside('"\\ud800"'),
    "half a character as a name": inside('{"\\udc00": 1}'),
    "nested too deep": inside("[" * 50_000 + "]" * 50_000),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_json_is_a_bad_request(partner, body):
    answer = partner.post("reports/", body)

    assert answer.status_code == 400, answer.content
    assert answer["Content-Type"] == "application/problem+json"


STRANGE = {
    "a number": inside("1.5"),
    "an object": inside('{"a": {"b": []}}'),
    "nul": inside('"\\u0000"'),
    "nul in a name": json.dumps(message(**{"a\x00b": "x"})).encode(),
    "a very long name": json.dumps(message(**{"k" * 5000: "x"})).encode(),
    "a name that is dangerous elsewhere": json.dumps(
        message(__proto__="x", __class__="y")
    ).encode(),
    "an empty name": json.dumps(message(**{"": "x"})).encode(),
}


@pytest.mark.parametrize("body", STRANGE.values(), ids=list(STRANGE))
def test_strange_answers_do_not_fit(partner, body):
    answer = partner.post("reports/", body)

    assert answer.status_code == 422, answer.content
    assert not Draft.objects.exists()


def test_ten_megabytes_are_too_much(partner):
    answer = partner.post("reports/", inside(json.dumps("x" * (10 << 20))))

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", "text/xml", ""])
def test_only_json_is_read(partner, kind):
    headers = {"Authorization": f"Bearer {partner.token}", "Idempotency-Key": "k"}

    answer = Client(headers=headers).post(f"{BASE}/reports/", b"{}", content_type=kind)

    assert answer.status_code == 415


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_no_other_method_is_served(partner, method):
    client = Client(headers={"Authorization": f"Bearer {partner.token}"})

    assert getattr(client, method)(f"{BASE}/reports/").status_code == 405


@pytest.mark.parametrize("name", ["%00", "..%2f", "x" * 3000, "%F0%9F%98%80", "'--"])
def test_a_strange_reference_is_not_there(partner, name):
    assert partner.get(f"reports/{name}/").status_code in {400, 404}
