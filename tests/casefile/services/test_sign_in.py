"""Sign-in: what fits, what does not, how it is recorded, and how repeated tries slow down."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from casefile.models import CaseEvent, SignInFailure
from casefile.services import events, one_time_codes, sign_in, slow_down
from tests import factories

SECRET = one_time_codes.new_secret()


@pytest.fixture
def user(force):
    return factories.make_user("officer", username="hall", totp_secret=SECRET)


def give_password(at, username="hall", password=factories.PASSWORD, address="127.0.0.1"):
    return sign_in.check_password(
        username=username, password=password, address=address, at=at, machine_at=at
    )


def give_code(user, at, typed=None):
    typed = typed or one_time_codes.code_at(SECRET, at)
    sign_in.check_code(user=user, typed=typed, address="127.0.0.1", at=at, machine_at=at)


def fail(at, times, **given):
    """Fail as often as asked, waiting as long as told; return the last moment."""
    for _ in range(times):
        try:
            give_password(at, password="wrong", **given)
        except slow_down.TooSoon as refusal:
            at += timedelta(seconds=refusal.seconds)
            with pytest.raises(sign_in.NotMatched):
                give_password(at, password="wrong", **given)
        except sign_in.NotMatched:
            pass
    return at


def test_the_right_password_names_the_user_and_leaves_no_failure(user, at):
    assert give_password(at) == user
    assert not SignInFailure.objects.exists()


def test_unknown_user_wrong_password_and_closed_account_get_one_answer(user, at):
    closed = factories.make_user("officer", username="gone", is_active=False)
    answers = set()

    for username, password in [("nobody", "x"), ("hall", "x"), (closed.username, "x")]:
        with pytest.raises(sign_in.NotMatched) as refusal:
            give_password(at, username=username, password=password)
        answers.add((str(refusal.value), tuple(refusal.value.reasons)))

    assert len(answers) == 1


def test_a_closed_account_does_not_open_with_its_password(user, at):
    user.is_active = False
    user.save()

    with pytest.raises(sign_in.NotMatched):
        give_password(at)


def test_an_unknown_user_costs_a_password_hash_too(db, at, monkeypatch):
    hashed = []
    real = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *given: hashed.append(given) or real(*given)
    )

    with pytest.raises(sign_in.NotMatched):
        give_password(at, username="nobody")

    assert len(hashed) == 1


def test_a_code_signs_in_once_and_is_recorded(user, at):
    give_code(user, at)

    entry = CaseEvent.objects.get(kind="user.signed_in")
    assert entry.stream == f"force:{factories.FORCE}"
    assert entry.actor_id == user.pk
    with pytest.raises(sign_in.NotMatched):
        give_code(user, at)


def test_an_older_code_is_not_good_after_a_newer_one(user, at):
    older = one_time_codes.code_at(SECRET, at - timedelta(seconds=30))
    give_code(user, at)

    with pytest.raises(sign_in.NotMatched):
        give_code(user, at, typed=older)


def test_a_user_without_a_secret_cannot_sign_in(force, at):
    user = factories.make_user("officer")

    with pytest.raises(sign_in.NotMatched):
        sign_in.check_code(user=user, typed="000000", address="::1", at=at, machine_at=at)


def test_failures_are_recorded_without_what_was_typed(user, at):
    typed = "a password typed as a name"
    fail(at, 1)
    fail(at, 1, username=typed)
    with pytest.raises(sign_in.NotMatched):
        give_code(user, at, typed="000000")

    entries = CaseEvent.objects.filter(kind="user.sign_in_failed").order_by("stream", "sequence")
    assert [entry.stream for entry in entries] == [f"force:{factories.FORCE}"] * 2 + [
        "force:public"
    ]
    bodies = [events.body_of(entry) for entry in entries]
    assert [body["factor"] for body in bodies] == ["password", "code", "password"]
    kept = json.dumps(bodies) + "".join(bytes(entry.header).decode() for entry in entries)
    assert typed not in kept


def test_only_hashes_of_account_and_address_are_kept(user, at):
    fail(at, 1, address="192.0.2.7")

    row = SignInFailure.objects.get()
    assert "hall" not in row.account_hash
    assert "192.0.2.7" not in row.address_hash


def test_waits_grow_up_to_a_limit(user, at):
    waits = []
    now = fail(at, slow_down.FREE_TRIES)
    for _ in range(8):
        with pytest.raises(slow_down.TooSoon) as refusal:
            give_password(now)
        waits.append(refusal.value.seconds)
        now = fail(now, 1)

    assert waits == sorted(waits)
    assert waits[0] == 1
    assert waits[-1] == slow_down.LONGEST


def test_nobody_is_locked_out_after_the_wait(user, at):
    now = fail(at, 30)
    with pytest.raises(slow_down.TooSoon) as refusal:
        give_password(now)

    assert give_password(now + timedelta(seconds=refusal.value.seconds)) == user


def test_a_refused_try_does_not_lengthen_the_wait(user, at):
    now = fail(at, 8)
    waits = set()
    for _ in range(20):
        with pytest.raises(slow_down.TooSoon) as refusal:
            give_password(now)
        waits.add(refusal.value.seconds)

    assert len(waits) == 1


def test_one_address_is_slowed_over_many_names(user, at):
    for number in range(slow_down.FREE_TRIES_OF_ADDRESS):
        fail(at, 1, username=f"name{number}", address="192.0.2.7")

    with pytest.raises(slow_down.TooSoon):
        give_password(at, address="192.0.2.7")
    assert give_password(at, address="192.0.2.8") == user


def test_wrong_codes_slow_the_account_down_too(user, at):
    for _ in range(slow_down.FREE_TRIES):
        with pytest.raises(sign_in.NotMatched):
            give_code(user, at, typed="000000")

    with pytest.raises(slow_down.TooSoon):
        give_code(user, at)
