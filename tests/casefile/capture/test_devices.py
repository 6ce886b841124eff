"""Tablets are enrolled by a code, known by a key, and revoked with a reason."""

from datetime import timedelta
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from casefile import clock
from casefile.capture.models import Contact, Device, EnrolmentCode
from casefile.capture.services import devices
from casefile.models import CaseEvent
from casefile.services.actors import of_user
from tests.casefile.capture.tablet import InProcess, Tablet

LIST = "/manage/devices/"


@pytest.fixture
def new(officer):
    return Tablet(InProcess(officer), officer, now=clock.now())


def test_an_administrators_code_enrols_one_device_of_the_force(new, make_code):
    answer = new.enrol(make_code())

    assert answer.status == 201
    assert (answer.body["id"], answer.body["force"]) == (str(new.id), "77")
    assert new.get("session/").body["device"] == {
        "id": str(new.id),
        "name": "Tablet 1",
        "is_revoked": False,
    }


def test_a_repeat_with_the_same_key_is_answered_the_same(new, make_code):
    code = make_code()

    assert new.enrol(code).body == new.enrol(code).body
    assert Device.objects.count() == 1


def test_a_code_is_good_once(new, officer, make_code):
    code = make_code()
    second = Tablet(InProcess(officer), officer, now=clock.now())
    new.enrol(code)

    answer = second.enrol(code)

    assert (answer.status, answer.body["code"]) == (403, "bad_code")


def test_a_code_is_good_for_one_hour(new, administrator):
    long_ago = clock.now() - timedelta(minutes=61)
    code = devices.make_code(force=administrator.force, by=of_user(administrator), at=long_ago)

    assert new.enrol(code).body["code"] == "bad_code"


def test_a_code_is_good_in_its_own_force_only(make_code, other_force_officer):
    elsewhere = Tablet(InProcess(other_force_officer), other_force_officer, now=clock.now())

    assert elsewhere.enrol(make_code()).body["code"] == "bad_code"


def test_a_code_is_kept_as_a_hash(make_code):
    code = make_code()

    assert code not in str(EnrolmentCode.objects.values().get())


def test_a_key_that_did_not_sign_the_code_enrols_nothing(new, make_code):
    code = make_code()
    body = {"id": str(new.id), "code": code, "name": "x", "public_key": new.jwk}

    answer = new.post("devices/", body | {"proof": new.sign("something else")})

    assert (answer.status, answer.body["code"]) == (422, "bad_proof")
    assert not Device.objects.exists()


@pytest.mark.parametrize("change", [{"kty": "RSA"}, {"x": "AAAA"}, {"y": 5}, {"d": "secret"}])
def test_what_is_no_public_key_enrols_nothing(new, make_code, change):
    body = {"id": str(new.id), "code": make_code(), "name": "x", "public_key": new.jwk | change}

    assert new.post("devices/", body | {"proof": "x"}).body["code"] == "bad_key"


def test_the_id_of_another_device_is_refused(tablet, make_code):
    tablet.key = ec.generate_private_key(ec.SECP256R1())

    answer = tablet.enrol(make_code())

    assert (answer.status, answer.body["code"]) == (409, "device_taken")


def test_guessing_codes_is_slowed_down(new):
    answers = [new.enrol(f"AAAAA-{number:05}").status for number in range(21)]

    assert answers == [403] * 20 + [429]


def test_a_revoked_device_may_not_come_in(tablet, administrator):
    """EV-67: revocation stops new sync and hides cases."""
    by, device = of_user(administrator), Device.objects.get()
    devices.revoke(device=device, reason="Left on a bus", by=by, at=clock.now())

    answer = tablet.contact()

    assert (answer.status, answer.body["code"]) == (403, "device_revoked")
    assert tablet.get("session/").body["device"]["is_revoked"] is True
    assert CaseEvent.objects.filter(kind="access.refused", actor_id=tablet.officer.pk).exists()


def test_a_device_of_another_force_is_unknown(tablet, other_force_officer):
    stranger = Tablet(InProcess(other_force_officer), other_force_officer, now=clock.now())
    stranger.id = tablet.id

    assert stranger.contact().body["code"] == "device_unknown"
    assert stranger.get("session/").body["device"] is None


def test_nobody_comes_in_without_a_session(db):
    answer = InProcess().send("GET", "/api/v1/capture/session/")

    assert (answer.status, answer.body["code"]) == (401, "not_authenticated")


def test_a_write_needs_the_token_of_its_session(tablet):
    tablet.wire.client.handler.enforce_csrf_checks = True

    assert tablet.contact().status == 403


def test_the_session_gives_the_keys_that_a_tablet_needs(tablet):
    """EV-72: the key of the store can be wrapped under the installation's own."""
    body = tablet.get("session/").body

    assert body["recovery_key"]["jwk"]["kty"] == "RSA"
    assert body["receipt_key"]["jwk"]["crv"] == "Ed25519"
    assert body["user"]["collar_number"] == "2301"


# Clocks ------------------------------------------------------------------------------------------


def test_each_contact_keeps_what_both_clocks_said(tablet):
    """EV-68: device time, server time and round trip are stored at each contact."""
    tablet.contact(round_trip_ms=80)
    tablet.wait(minutes=5)
    tablet.contact()

    assert Contact.objects.count() == 2
    assert Contact.objects.filter(round_trip_ms=80, is_doubtful=False).exists()


@pytest.mark.parametrize(("hours", "is_doubtful"), [(0, False), (1, True), (-1, True)])
def test_a_clock_that_is_wrong_is_measured_and_flagged(tablet, hours, is_doubtful):
    """EV-68: the skew is computed and flagged, never corrected silently."""
    tablet.now += timedelta(hours=hours)

    body = tablet.contact().body

    assert body["is_doubtful"] is is_doubtful
    assert abs(body["skew_ms"] - hours * 3_600_000) < 60_000
    assert Contact.objects.get().device_time == tablet.now


def test_a_time_that_is_none_is_kept_as_it_was_said(tablet):
    """EV-36: the text is kept, and no zone is guessed."""
    body = {"device_time": "2026-11-17T12:00", "boot": str(uuid4()), "monotonic_ms": 1}

    answer = tablet.post("contact/", body | {"round_trip_ms": 1})

    assert answer.body["skew_ms"] is None
    assert Contact.objects.get().device_time_text == "2026-11-17T12:00"


# Pages -------------------------------------------------------------------------------------------


def test_an_administrator_makes_a_code_that_is_shown_once(client, administrator, signed_in, new):
    signed_in(client, administrator)

    page = client.post(f"{LIST}code/").content.decode()
    code = page.partition('govuk-panel__title">')[2].partition("<")[0]

    assert new.enrol(code).status == 201
    assert code not in client.get(LIST).content.decode()


def test_the_list_says_when_each_was_seen_last_at_the_cost_of_one_query(
    client, administrator, signed_in, make_tablet, officer, django_assert_max_num_queries
):
    signed_in(client, administrator)
    for number in range(3):
        tablet = make_tablet(officer, name=f"Van {number}")
        tablet.now -= timedelta(hours=5)
        tablet.contact()
        tablet.now += timedelta(hours=5)
        if number:
            tablet.contact()

    with django_assert_max_num_queries(13):
        page = client.get(LIST).content.decode()

    assert page.count("Right") == 2
    assert page.count("5 h 0 min slow") == 1


def test_an_administrator_revokes_a_device_with_a_reason(client, administrator, signed_in, tablet):
    tablet.contact()
    signed_in(client, administrator)
    address = f"{LIST}{tablet.id}/"

    without = client.post(address, {"reason": " "})
    client.post(address, {"reason": "Left on a bus"})

    assert without.status_code == 400
    assert "Left on a bus" in client.get(address).content.decode()
    assert "Revoked" in client.get(LIST).content.decode()
    assert CaseEvent.objects.filter(kind="device.revoked").exists()
