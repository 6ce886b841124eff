"""Slows repeated wrong sign-ins down, per account and per address. Nobody is ever locked out."""

import math
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from casefile.models import SignInFailure
from casefile.services import Refused, events

DOOR = "staff"
WINDOW = timedelta(minutes=15)
# Tries before the first wait. A station shares one address, so an address has more.
FREE_TRIES = 5
FREE_TRIES_OF_ADDRESS = 20
# The longest wait in seconds; an account's is short, so that a stranger cannot keep its owner out.
LONGEST = 30
LONGEST_OF_ADDRESS = 60


class TooSoon(Refused):
    """The next try must wait; right credentials are taken after `seconds`."""

    code = "too_soon"

    def __init__(self, seconds: int) -> None:
        unit = "second" if seconds == 1 else "seconds"
        super().__init__(f"Wait {seconds} {unit}, then try again.")
        self.seconds = seconds


@transaction.atomic
def begin_try(
    *, account: str, address: str, at: datetime, door: str = DOOR, longest: int = LONGEST
) -> SignInFailure:
    """Count a try as failed before anything is checked; delete the row when it was right.

    Tries are admitted one at a time, so that many at once do not all pass. Only keyed hashes of
    account and address are kept. Each `door` counts for itself; an account waits `longest` seconds
    at most.

    Raises:
        TooSoon: the account or the address must wait.
    """
    events.lock([f"force:{door}"])
    tried = SignInFailure(
        door=door, account_hash=_hash(account.lower()), address_hash=_hash(address), at=at
    )
    recent = SignInFailure.objects.filter(door=door, at__gt=at - WINDOW).order_by("-at")
    seconds = max(
        _wait(recent.filter(account_hash=tried.account_hash), FREE_TRIES, longest, at),
        _wait(
            recent.filter(address_hash=tried.address_hash),
            FREE_TRIES_OF_ADDRESS,
            LONGEST_OF_ADDRESS,
            at,
        ),
    )
    if seconds:
        raise TooSoon(seconds)
    tried.save()
    return tried


def _wait(failures: QuerySet[SignInFailure], free: int, longest: int, at: datetime) -> int:
    newest = list(failures.values_list("at", flat=True)[: free + longest.bit_length()])
    if len(newest) < free:
        return 0
    opens_at = newest[0] + timedelta(seconds=min(2 ** (len(newest) - free), longest))
    return max(0, math.ceil((opens_at - at).total_seconds()))


def _hash(value: str) -> str:
    return salted_hmac("casefile.slow_down", value, secret=settings.SECRET_KEY).hexdigest()
