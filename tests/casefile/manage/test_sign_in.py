"""The pages of sign-in and sign-out."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from casefile import clock
from casefile.models import CaseEvent, SignInFailure, UserRole
from casefile.services import one_time_codes, slow_down
from tests import factories

SECRET = one_time_codes.new_secret()
LANDINGS = {
    "officer": "/desk/",
    "supervisor": "/desk/",
    "custody_officer": "/desk/custody/",
    "crime_assessor": "/desk/reports/",
    "prosecutor": "/prosecute/",
    "force_administrator": "/manage/outbox/",
    "auditor": "/manage/audit/",
}


@pytest.fixture
def user(force):
    return factories.make_user("officer", username="hall", totp_secret=SECRET)


def give_password(client, onward="", **typed):
    given = {"username": "hall", "password": factories.PASSWORD, "next": onward} | typed
    return client.post("/sign-in/", given)


def give_code(client, typed=""):
    typed = typed or one_time_codes.code_at(SECRET, clock.real())
    return client.post("/sign-in/code/", {"code": typed})


def signs_in(client, onward=""):
    assert give_password(client, onward).url == "/sign-in/code/"
    return give_code(client)


def test_password_and_code_sign_in(client, user):
    assert signs_in(client).url == "/desk/"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_password_alone_opens_nothing(client, user):
    give_password(client)

    assert client.get("/manage/audit/").status_code in {302, 404}
    assert "_auth_user_id" not in client.session


def test_the_code_page_without_a_password_goes_back(client, user):
    assert client.get("/sign-in/code/").url == "/sign-in/"
    assert give_code(client).url == "/sign-in/"


def test_a_password_is_good_for_ten_minutes(client, user):
    give_password(client)
    session = client.session
    pending = session["sign_in"]
    session["sign_in"] = pending | {"until": (clock.real() - timedelta(seconds=1)).isoformat()}
    session.save()

    assert give_code(client).url == "/sign-in/"


def test_a_password_changed_in_between_must_be_typed_again(client, user):
    give_password(client)
    user.set_password("another long passphrase")
    user.save()

    assert give_code(client).url == "/sign-in/"


def test_a_session_planted_before_is_not_the_one_signed_in(client, user):
    client.get("/sign-in/")
    planted = client.session
    planted["planted"] = True
    planted.save()
    client.cookies["session"] = planted.session_key

    give_password(client)
    between = client.session.session_key
    give_code(client)

    assert len({planted.session_key, between, client.session.session_key}) == 3
    assert not Session.objects.filter(session_key__in=[planted.session_key, between]).exists()


@pytest.mark.parametrize(("role", "page"), LANDINGS.items())
def test_each_role_lands_on_its_own_page(client, user, role, page):
    UserRole.objects.filter(user=user).update(role=role)

    assert signs_in(client).url == page


def test_the_page_asked_for_opens_after_signing_in(client, user):
    asked = "/desk/cases/?stage=open"

    assert f'value="{asked}"' in client.get(f"/sign-in/?next={quote(asked)}").content.decode()
    assert signs_in(client, asked).url == asked


@pytest.mark.parametrize(
    "onward",
    ["https://example.com/", "//example.com/", "/\\example.com", "javascript:alert(1)", "desk/"],
)
def test_nobody_is_sent_to_another_site(client, user, onward):
    assert signs_in(client, onward).url == "/desk/"


def test_unknown_user_and_wrong_password_get_the_same_page(client, user):
    pages = [give_password(client, username=name, password="wrong") for name in ("hall", "nope")]

    assert [page.status_code for page in pages] == [400, 400]
    first, second = (page.content.decode() for page in pages)
    strip = "csrfmiddlewaretoken"
    assert [line for line in first.replace("hall", "nope").split("\n") if strip not in line] == [
        line for line in second.split("\n") if strip not in line
    ]


def test_the_name_is_kept_and_the_password_is_not(client, user):
    page = give_password(client, password="wrong password").content.decode()

    assert 'value="hall"' in page
    assert "wrong password" not in page


@pytest.mark.parametrize(
    "typed", [{"username": ""}, {"password": ""}, {"username": "a\x00b"}, {"username": "x" * 999}]
)
def test_nonsense_is_answered_beside_the_field(client, user, typed):
    page = give_password(client, **typed)

    assert page.status_code == 400
    assert "There is a problem" in page.content.decode()


def test_too_many_tries_must_wait_and_then_right_ones_pass(client, user):
    for _ in range(slow_down.FREE_TRIES):
        assert give_password(client, password="wrong").status_code == 400

    refused = give_password(client)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) == 1
    assert "Wait 1 second" in refused.content.decode()

    earlier = clock.real() - timedelta(seconds=2)
    SignInFailure.objects.update(at=earlier)
    assert signs_in(client).url == "/desk/"


def test_a_wrong_code_is_refused_beside_the_field(client, user):
    give_password(client)
    page = give_code(client, "000000x")

    assert page.status_code == 400
    assert "That code is not right" in page.content.decode()


def test_signing_out_ends_the_session_on_the_server(client, user):
    signs_in(client)
    key = client.session.session_key

    assert client.post("/sign-out/").url == "/"
    assert not Session.objects.filter(session_key=key).exists()
    assert CaseEvent.objects.filter(kind="user.signed_out", actor_id=user.pk).count() == 1


def test_signing_out_needs_a_post(client, user):
    signs_in(client)

    assert client.get("/sign-out/").status_code == 405


def test_a_form_from_another_site_signs_nobody_in_or_out(user, client):
    strict = Client(enforce_csrf_checks=True)

    assert give_password(strict).status_code == 403
    assert strict.post("/sign-out/").status_code == 403


@pytest.mark.parametrize("path", ["/sign-in/", "/rules/"])
def test_pages_without_a_translation_are_english_and_say_so(client, db, path):
    page = client.get(path, headers={"accept-language": "cy"})

    assert page.status_code == 200
    assert 'lang="en-GB"' in page.content.decode()
    assert page["Content-Language"] == "en-GB"
