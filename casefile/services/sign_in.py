"""Lets staff and prosecutors in: a password, then a one-time code, each attempt on the record."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from casefile.models import User
from casefile.services import Reason, Refused, actors, events, one_time_codes, slow_down
from casefile.services.actors import Actor


class NotMatched(Refused):
    """What was typed does not fit; the answer never says which part."""

    code = "not_matched"


def check_password(
    *, username: str, password: str, address: str, at: datetime, machine_at: datetime
) -> User:
    """Return the user whose password this is; the second factor is still to come.

    An unknown user costs the same time and gets the same answer as a wrong password.

    Raises:
        TooSoon: the account or the address must wait (slow_down).
        NotMatched: user and password do not fit.
    """
    name = username.strip()
    tried = slow_down.begin_try(account=name, address=address, at=machine_at)
    user = User.objects.filter(username=name).first()
    if _is_right(user, password) and user is not None and user.is_active:
        tried.delete()
        return user
    _record_failure(user, "password", at)
    message = "The user name or the password is not right. Check both and try again."
    raise NotMatched(message, reasons=[Reason(NotMatched.code, message, field="username")])


def confirm_password(
    *, user: User, password: str, address: str, at: datetime, machine_at: datetime
) -> None:
    """Check the password of somebody who is signed in, before an act that asks for it again.

    Raises:
        TooSoon: as `check_password`. NotMatched: it is not their password.
    """
    whose = {"username": user.username, "password": password, "address": address}
    try:
        check_password(**whose, at=at, machine_at=machine_at)
    except NotMatched as wrong:
        message = "That is not your password. Try again."
        reasons = [Reason(NotMatched.code, message, field="password")]
        raise NotMatched(message, reasons=reasons) from wrong


def _is_right(user: User | None, password: str) -> bool:
    if user is None:
        make_password(password)  # spends the time that checking a real one takes
        return False
    return user.check_password(password)


def check_code(*, user: User, typed: str, address: str, at: datetime, machine_at: datetime) -> None:
    """Take a one-time code, which is good once, and record the sign-in.

    Raises:
        TooSoon: the account or the address must wait (slow_down).
        NotMatched: it is not the present code, or was used before.
    """
    tried = slow_down.begin_try(account=user.username, address=address, at=machine_at)
    with transaction.atomic():
        if user.is_active and _use_code(user, typed, machine_at):
            tried.delete()
            by = actors.of_user(user)
            events.append(stream=by.home_stream, kind="user.signed_in", by=by, at=at, about=user)
            return
    _record_failure(user, "code", at)
    message = "That code is not right, or was used already. Wait for the next one and enter it."
    raise NotMatched(message, reasons=[Reason(NotMatched.code, message, field="code")])


def _use_code(user: User, typed: str, machine_at: datetime) -> bool:
    """Mark the code's step as used; false for a code that does not match or is not newer."""
    if not user.totp_secret:
        return False
    step = one_time_codes.matching_step(user.totp_secret, typed, at=machine_at)
    if step is None:
        return False
    fresh = User.objects.filter(pk=user.pk, totp_last_step__lt=step)
    return bool(fresh.update(totp_last_step=step))


def _record_failure(user: User | None, factor: str, at: datetime) -> None:
    # What was typed as the name stays out: people type passwords there.
    home = (user.force_id or user.cps_area) if user else ""
    events.append(
        stream=f"force:{home or 'public'}"[:60],
        kind="user.sign_in_failed",
        by=actors.public(kind="visitor"),
        at=at,
        about=user,
        data={"factor": factor},
    )


def record_sign_out(*, by: Actor, at: datetime) -> None:
    """Record that a user signed out."""
    events.append(stream=by.home_stream, kind="user.signed_out", by=by, at=at, about=by.user)
