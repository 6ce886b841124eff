"""Invitations, codes and sessions: single use, equal answers, slowed but never locked."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from casefile import clock
from casefile.models import CaseEvent, OutboundMessage, SignInFailure
from casefile.services import Refused, slow_down
from victims import access, publish, services
from victims.models import Invitation, TrackerSession

RECORDED = datetime(2026, 11, 14, 9, 5, tzinfo=UTC)
LATER = RECORDED + timedelta(days=1)
UNKNOWN = "0" * 32


def visitor(moment: datetime = LATER) -> Client:
    """Somebody who is not signed in, at a moment."""
    return Client(headers={"X-Demo-Moment": moment.isoformat()})


def without_token(content: bytes) -> bytes:
    """A page without its form token, which differs on each."""
    head, _, rest = content.partition(b"csrfmiddlewaretoken")
    return head + rest.partition(b">")[2]


def test_opening_the_link_uses_nothing_up(robbery):
    code, browser = robbery.code(), visitor()

    for _ in range(5):
        assert browser.get(robbery.link()).status_code == 200
        assert browser.head(robbery.link()).status_code == 200

    assert browser.post(robbery.link(), {"code": code}).headers["Location"] == "/track/updates/"


def test_an_invitation_works_once(robbery):
    code = robbery.code()
    assert visitor().post(robbery.link(), {"code": code}).status_code == 302

    assert visitor().post(robbery.link(), {"code": code}).status_code == 400
    assert TrackerSession.objects.count() == 1


def test_a_wrong_code_does_not_use_the_invitation_up(robbery):
    code = robbery.code()
    assert visitor().post(robbery.link(), {"code": "ZZZ-ZZZ"}).status_code == 400

    assert visitor().post(robbery.link(), {"code": code}).status_code == 302


def test_an_invitation_runs_out_and_a_newer_one_replaces_it(robbery):
    code, old = robbery.code(), robbery.link()
    services.invite(account=robbery.account, by=robbery.by, at=LATER)
    new = robbery.link()

    assert visitor().post(old, {"code": code}).status_code == 400
    too_late = visitor(LATER + timedelta(days=8))
    assert too_late.post(new, {"code": code}).status_code == 400
    assert visitor().post(new, {"code": code}).status_code == 302


def test_the_code_may_be_typed_in_small_letters_with_a_hyphen(robbery):
    code = robbery.code().lower()

    assert visitor().post(robbery.link(), {"code": f" {code[:3]}-{code[3:]} "}).status_code == 302


def test_neither_link_nor_code_nor_session_is_stored(robbery):
    browser, code = robbery.signed_in(), robbery.code()
    account = robbery.account

    assert code not in account.code_hash
    assert Invitation.objects.get().token_hash not in robbery.link()
    assert not TrackerSession.objects.filter(token_hash=browser.cookies["track"].value).exists()


def test_an_unknown_link_is_answered_like_a_wrong_code(robbery, django_assert_num_queries):
    robbery.code()
    known, unknown = f"/track/in/{robbery.account.handle}/", f"/track/in/{UNKNOWN}/"
    pages = [visitor().get(path).content for path in (known, unknown)]
    answers = [
        visitor().post(path, {"code": "AAA-AAA"}, REMOTE_ADDR=f"10.0.0.{number}")
        for number, path in enumerate((known, unknown))
    ]

    assert without_token(pages[0]) == without_token(pages[1])
    assert [answer.status_code for answer in answers] == [400, 400]
    assert without_token(answers[0].content) == without_token(answers[1].content)


def test_an_unknown_link_costs_the_same_work_as_a_known_one(
    robbery, monkeypatch, django_assert_num_queries
):
    robbery.code()
    checks = []
    real = access.check_password
    monkeypatch.setattr(access, "check_password", lambda *a: checks.append(a) or real(*a))

    for handle in (robbery.account.handle, UNKNOWN):
        with pytest.raises(access.NotMatched):
            access.sign_in(
                handle=handle, typed="AAA", address=handle[:8], at=LATER, machine_at=LATER
            )

    assert [hashed.partition("$")[0] for _, hashed in checks] == ["md5", "md5"]


def test_wrong_codes_are_slowed_and_the_right_one_works_after_the_wait(robbery):
    path, code = f"/track/in/{robbery.account.handle}/", robbery.code()
    for _ in range(slow_down.FREE_TRIES):
        visitor().post(path, {"code": "AAA-AAA"})

    slowed = visitor().post(path, {"code": code})
    SignInFailure.objects.update(at=clock.real() - timedelta(seconds=61))

    assert slowed.status_code == 429
    assert 0 < int(slowed.headers["Retry-After"]) <= access.LONGEST_WAIT_SECONDS
    assert visitor().post(path, {"code": code}).status_code == 302


def test_a_thousand_wrong_codes_from_elsewhere_hold_the_victim_up_for_seconds_only(robbery):
    now = clock.real()
    slow_down.begin_try(
        account=robbery.account.handle, address="10.9.9.9", at=now, door=access.DOOR
    )
    counted = SignInFailure.objects.values("door", "account_hash", "address_hash", "at").get()
    SignInFailure.objects.bulk_create([SignInFailure(**counted) for _ in range(999)])

    with pytest.raises(slow_down.TooSoon) as refusal:
        access.sign_in(
            handle=robbery.account.handle, typed="A", address="10.1.1.1", at=now, machine_at=now
        )

    assert 0 < refusal.value.seconds <= access.LONGEST_WAIT_SECONDS


def test_a_forwarded_address_changes_nothing(robbery):
    path = f"/track/in/{robbery.account.handle}/"
    for number in range(slow_down.FREE_TRIES + 1):
        answer = visitor().post(path, {"code": "A"}, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")

    assert answer.status_code == 429


def test_nonsense_is_answered_with_a_sentence_beside_the_field(robbery):
    for typed in ("", "x" * 41, "A\x00B"):
        answer = visitor().post(robbery.link(), {"code": typed})
        assert answer.status_code == 400
        assert b'id="id_code-error"' in answer.content


def test_a_new_session_has_a_new_token(robbery):
    browser = visitor()
    browser.cookies["track"] = "planted"
    browser.post(robbery.link(), {"code": robbery.code()})

    cookie = browser.cookies["track"]
    assert cookie.value != "planted"
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")
    assert settings.SESSION_COOKIE_NAME not in browser.cookies


@pytest.mark.parametrize("path", ["/track/sign-out/", "/track/exit/"])
def test_leaving_ends_the_session_on_the_server(robbery, path):
    browser = robbery.signed_in(LATER)
    token = browser.cookies["track"].value

    browser.post(path) if "out" in path else browser.get(path)
    browser.cookies["track"] = token

    assert browser.get("/track/updates/").headers["Location"] == "/track/"


def test_the_way_out_goes_to_a_page_about_the_weather(robbery):
    answer = robbery.signed_in(LATER).get("/track/exit/")

    assert answer.headers["Location"] == "https://www.bbc.co.uk/weather"


def test_a_session_that_is_idle_or_old_or_ended_is_over(robbery):
    browser = robbery.signed_in(LATER)
    kept = TrackerSession.objects.values().get()
    ago = clock.real() - timedelta(minutes=21)

    for name in ("last_used_at", "expires_at", "ended_at"):
        TrackerSession.objects.update(**kept | {name: ago})
        assert browser.get("/track/updates/").status_code == 302


def test_a_new_code_or_switching_off_ends_every_session(robbery):
    browser = robbery.signed_in(LATER)
    robbery.code()
    assert browser.get("/track/updates/").status_code == 302

    browser = robbery.signed_in(LATER)
    publish.switch(account=robbery.account, allowed=False, reason="x", by=robbery.by, at=LATER)
    assert browser.get("/track/updates/").status_code == 302


def test_nobody_is_invited_while_the_tracker_is_off(robbery):
    publish.switch(account=robbery.account, allowed=False, reason="x", by=robbery.by, at=LATER)

    with pytest.raises(Refused, match="on for this victim"):
        services.invite(account=robbery.account, by=robbery.by, at=LATER)


def test_an_invitation_that_cannot_go_anywhere_safe_is_refused_and_leaves_nothing(db, opened):
    robbery = opened(safe_email=False)

    with pytest.raises(Refused, match="safe"):
        services.invite(account=robbery.account, by=robbery.by, at=LATER)

    assert not Invitation.objects.exists()
    assert not OutboundMessage.objects.exists()


def test_the_code_is_in_no_event_and_no_message(robbery):
    code = robbery.code()

    bodies = [bytes(row.body.content) for row in CaseEvent.objects.select_related("body")]
    assert CaseEvent.objects.filter(kind="tracker.code_given").exists()
    assert not [body for body in bodies if code.encode() in body]
    assert not OutboundMessage.objects.filter(body__contains=code).exists()
