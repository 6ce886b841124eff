"""Slows repeated wrong codes down, per account and per address. Nobody is ever locked out.

The wait for an account is short, so that an attacker cannot keep the victim outside.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.crypto import salted_hmac

from casefile.models import SignInFailure

DOOR = "track"
WINDOW = timedelta(minutes=15)
FREE_TRIES = 5
LONGEST_FOR_ACCOUNT = 5
LONGEST_FOR_ADDRESS = 60


def seconds_to_wait(*, account: str, address: str, at: datetime) -> int:
    """Return how long the next try must wait, in whole seconds. Two queries."""
    recent = SignInFailure.objects.filter(door=DOOR, at__gt=at - WINDOW).order_by("-at")
    waits = (
        _wait(list(recent.filter(account_hash=_hash(account)).values_list("at", flat=True)[:12]),
              LONGEST_FOR_ACCOUNT, at),
        _wait(list(recent.filter(address_hash=_hash(address)).values_list("at", flat=True)[:12]),
              LONGEST_FOR_ADDRESS, at),
    )  # fmt: skip
    return max(waits)


def record_failure(*, account: str, address: str, at: datetime) -> None:
    """Count one wrong code."""
    SignInFailure.objects.create(
        door=DOOR, account_hash=_hash(account), address_hash=_hash(address), at=at
    )


def _wait(failures: list[datetime], longest: int, at: datetime) -> int:
    over = len(failures) - FREE_TRIES
    if over < 0:
        return 0
    opens_at = failures[0] + timedelta(seconds=min(2**over, longest))
    return max(0, -(-(opens_at - at) // timedelta(seconds=1)))


def _hash(value: str) -> str:
    return salted_hmac("victims.slow_down", value, secret=settings.SECRET_KEY).hexdigest()
