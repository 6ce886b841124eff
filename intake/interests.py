"""Finds staff who have an interest in a report: their own name, phone or email is in it.

Who is found is kept from the report until somebody else lets them in again: better one colleague
too few for an hour than a report read by the person it is about.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from casefile.models import ConflictOfInterest, User
from casefile.rules.permissions import CRIME_DESK
from casefile.rules.registry import Rule, register
from casefile.rules.source import Source
from casefile.services import Refused, actors, conflicts, contacts
from intake.models import CrimeReport
from intake.prompts import readable

_WORD = re.compile(r"[^\W_]+|\.")
DESIGN = Source("Design of this product", "2026", "conflict of interest (F36)", "recalled")
FOUND_BY = {
    "phone": "A phone number in the report is theirs.",
    "email": "An email address in the report is theirs.",
    "name": "Their whole name stands in the report.",
}
register(
    "intake.interests",
    "Who is kept from a report",
    "A member of staff who says that they know somebody in it, or of whom this is found.",
    [Rule(code, words, DESIGN) for code, words in FOUND_BY.items()],
)


@dataclass(frozen=True)
class Told:
    """What a report holds that may be a colleague's: all its text, its phones and its emails."""

    text: str
    phones: frozenset[str]
    emails: frozenset[str]


def told_in(answers: Mapping[str, Any]) -> Told:
    """Return what the answers of a report hold."""
    values = [value for value in _flat(answers.values()) if len(value) > 3]
    phones = (_phone(value) for value in values if re.fullmatch(r"[+0-9() .-]{9,20}", value))
    emails = (value.lower() for value in values if "@" in value)
    names = f"{answers.get('given_names') or ''} {answers.get('family_name') or ''}"
    other = f"{answers.get('victim_given_names') or ''} {answers.get('victim_family_name') or ''}"
    # Names stand in two answers; a full stop keeps what is not one name from reading as one.
    text = _spaced(" . ".join([names, other, *values]))
    return Told(text, frozenset(filter(None, phones)), frozenset(emails))


def _flat(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from _flat(value)
        elif isinstance(value, dict):
            yield from _flat(value.values())


def _spaced(text: str) -> str:
    """Return the words and full stops of a text, each between spaces, so that words are whole."""
    return f" {' '.join(_WORD.findall(readable(text).casefold()))} "


@lru_cache(maxsize=20_000)
def _phone(value: str) -> str:
    try:
        return contacts.normalise("phone", value)
    except Refused:
        return ""


def how_found(user: User, told: Told) -> str:
    """Return the row of FOUND_BY that a user and a report share, or nothing."""
    if told.phones and user.phone and _phone(user.phone) in told.phones:
        return "phone"
    if user.email and user.email.lower() in told.emails:
        return "email"
    name = _spaced(user.name)
    return "name" if len(name.split()) > 1 and name in told.text else ""


def desk_of(force_id: str) -> list[User]:
    """Return everybody of a force's crime desk. One query."""
    live = User.objects.filter(
        force_id=force_id,
        is_active=True,
        role_rows__role__in=CRIME_DESK,
        role_rows__revoked_at=None,
    )
    return list(live.distinct().order_by("name", "pk"))


def keep_out(
    report: CrimeReport, answers: Mapping[str, Any], users: Iterable[User], *, at: datetime
) -> list[User]:
    """Keep whoever of the users is found in the answers from the report; return them."""
    told = told_in(answers)
    found = [(user, how) for user in users if (how := how_found(user, told))]
    for user, how in found:
        conflicts.set_on(
            report,
            user=user,
            how=ConflictOfInterest.FOUND,
            reason=FOUND_BY[how],
            by=actors.system(),
            at=at,
        )
    return [user for user, _ in found]
