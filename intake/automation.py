"""Signs that a report was sent by a machine, and the turns that one address has. None refuses.

A report with a sign is taken as any other and read after the others, unless an alarm fired. No
third party and no puzzle: what a browser works out by itself, a person never notices.
"""

import hashlib
import ipaddress
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source
from casefile.services import rates
from casefile.services.rates import Limit, TooOften
from intake import engine
from intake.models import Draft
from intake.questions import FORMS

_DESIGN = Source("Design of this product", "2026", "automated reports", "verified")
SIGNS = {
    "trap": "A field that people do not see was filled in",
    "fast": "It was finished faster than anybody can read its pages",
    "many": "Very many forms came from one address within an hour",
}
TRAP = "leave_this_empty"
# Nobody reads a question and answers it in less.
SECONDS_A_PAGE = 1
# Leading zero bits of a SHA-256: some sixteen thousand tries, half a second on an old phone.
BITS = 14
_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
START_LIMIT = Limit(120, _MINUTE)
SEND_LIMIT = Limit(120, _MINUTE)
# Where the browser did not do the work, as with scripts off: a short wait at most, never a refusal.
SLOW_SEND_LIMIT = Limit(12, _MINUTE)
MANY = Limit(60, _HOUR)

register(
    "intake.automation",
    "Signs that a report may be automated",
    "Such a report is never refused. It is read after the others, unless an alarm fired. One "
    f"address may start {START_LIMIT.times} forms a minute and send {SEND_LIMIT.times}, or "
    f"{SLOW_SEND_LIMIT.times} where its browser did no work for it; then it waits for at most a "
    "minute.",
    [Rule(code, f"{words}.", _DESIGN) for code, words in SIGNS.items()],
)


def start_turn(address: str, *, at: datetime) -> None:
    """Count one form begun from an address. Raises: TooOften."""
    rates.take(caller=_caller(address), what="report start", limits=[START_LIMIT], at=at)


@transaction.atomic
def send_turn(*, draft: Draft, address: str, at: datetime) -> None:
    """Count one form sent from an address; the same form again, or at once, counts once.

    Raises:
        TooOften: the address must wait for some seconds.
    """
    locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None or locked.turn_at:
        return
    caller = _caller(address)
    limit, what = (SEND_LIMIT, "send") if locked.has_worked else (SLOW_SEND_LIMIT, "slow send")
    rates.take(caller=caller, what=f"report {what}", limits=[limit], at=at)
    if not locked.has_worked and _is_many(caller, at):
        locked.signs = [*locked.signs, "many"]
    locked.turn_at = at
    locked.save(update_fields=["turn_at", "signs"])


def forget(*, at: datetime) -> None:
    """Forget the counts that no limit asks for any more."""
    rates.forget(what="report ", before=at - 2 * _HOUR)


def _is_many(caller: str, at: datetime) -> bool:
    try:
        rates.take(caller=caller, what="report many", limits=[MANY], at=at)
    except TooOften:
        return True
    return False


def _caller(address: str) -> str:
    """Return a keyed hash of an address; a home or phone on IPv6 is known by its network."""
    try:
        found = ipaddress.ip_address(address)
        plain = str(found if found.version == 4 else ipaddress.ip_network((found, 64), False))
    except ValueError:
        plain = address
    return salted_hmac("intake.automation", plain, secret=settings.SECRET_KEY).hexdigest()


def puzzle(draft: Draft) -> str:
    """Return what the browser works on while somebody types; blank once it is done."""
    return "" if draft.has_worked else _puzzle(draft)


def _puzzle(draft: Draft) -> str:
    return salted_hmac("intake.puzzle", str(draft.pk), secret=settings.SECRET_KEY).hexdigest()[:32]


def note_work(draft: Draft, solution: str) -> None:
    """Remember that the browser did the work; anything else changes nothing."""
    if draft.has_worked or not (0 < len(solution) <= 16) or not solution.isascii():
        return
    digest = hashlib.sha256(f"{_puzzle(draft)}:{solution}".encode()).digest()
    if int.from_bytes(digest[:4], "big") >> (32 - BITS) == 0:
        Draft.objects.filter(pk=draft.pk).update(has_worked=True)
        draft.has_worked = True


def note_trap(draft: Draft, filled: str) -> None:
    """Remember that the field which people do not see was filled in."""
    if filled and "trap" not in draft.signs:
        draft.signs = [*draft.signs, "trap"]
        draft.save(update_fields=["signs"])


def signs_of(draft: Draft, *, at: datetime) -> Sequence[str]:
    """Return the signs of a form that is sent at a moment. One query."""
    found = set(Draft.objects.get(pk=draft.pk).signs)
    if _is_fast(draft, at):
        found.add("fast")
    return [sign for sign in SIGNS if sign in found]


def _is_fast(draft: Draft, at: datetime) -> bool:
    pages = len(engine.shown_pages(FORMS[draft.form], draft.answers))
    taken = at - draft.started_at
    # A demonstration sends at its own moment, which may lie before: that says nothing.
    return timedelta() <= taken < timedelta(seconds=SECONDS_A_PAGE * pages)
