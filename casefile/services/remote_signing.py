"""Has a witness sign on their own device: a link for once, and a second secret said aloud.

The link alone opens nothing; the secret goes another way. In a case of abuse there is a recorded
call first, so that somebody knows who is there and that nobody stands behind them.
"""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from casefile.crashpoints import crashpoint
from casefile.models import Person, RecordedCrime, RemoteSigning, StatementVersion
from casefile.rules import signing as rules
from casefile.services import Reason, Refused, clean, events, signing, slow_down, spoken_codes
from casefile.services.actors import Actor
from casefile.services.statements import NotSignable

DOOR = "signing"


class NotMatched(Refused):
    """Link and secret do not belong together, or the link is over; it never says which."""

    code = "not_matched"


def is_abuse(version: StatementVersion) -> bool:
    """Return whether a crime of the case is flagged as domestic abuse. One query."""
    crimes = RecordedCrime.objects.filter(case=version.statement.case)
    return any(rules.CALL_FIRST_FLAG in flags for flags in crimes.values_list("flags", flat=True))


@transaction.atomic
def make(
    *, version: StatementVersion, call_reference: str = "", by: Actor, at: datetime
) -> tuple[RemoteSigning, str, str]:
    """Make a link; return it with its code and the second secret, neither ever shown again.

    An earlier link to the same version ends with this.

    Raises:
        NotSignable: the words are not fixed; somebody has to sign beside the witness; it is an
        officer's own; or it is a case of abuse and no recorded call is named.
    """
    reference = clean.text(call_reference, field="call_reference", limit=120)
    _require_fit(version, reference)
    for open_link in version.remote_signings.filter(ended_at=None):
        end(open_link, ending="closed", by=by, at=at)
    code, secret = spoken_codes.new(7), spoken_codes.new(2)
    link = RemoteSigning.objects.create(
        version=version,
        code_hash=spoken_codes.digest(code),
        secret_hash=spoken_codes.digest(secret),
        call_reference=reference,
        made_by=by.account,
        made_at=at,
        expires_at=at + rules.REMOTE_WITHIN,
    )
    _note(link, "statement.link_made", by, at, call_reference=reference)
    return link, code, secret


def _require_fit(version: StatementVersion, call_reference: str) -> None:
    forced = [row for row in signing.attendants_for(version) if row.is_forced]
    if version.stage != "final":
        raise NotSignable("Fix the words first.")
    if forced:
        raise NotSignable(f"{forced[0].title} signs too, so this is signed together.")
    if version.statement.witness.user_id:
        raise NotSignable("An officer signs here, after giving the password again.")
    if is_abuse(version) and not call_reference:
        message = "In a case of abuse, speak with the witness first. Give the recorded call."
        reasons = [Reason("call_first", message, field="call_reference")]
        raise NotSignable(message, reasons=reasons)


def open_by(
    *, code: str, secret: str, address: str, at: datetime, machine_at: datetime
) -> tuple[RemoteSigning, str]:
    """Open a link with its secret; return it with a token for the browser that opened it.

    Opening it again, with both, takes the place of the browser before. Too many wrong secrets end
    the link.

    Raises:
        slow_down.TooSoon: too many wrong tries lately. NotMatched: anything else that is wrong.
    """
    tried = slow_down.begin_try(
        account=spoken_codes.plain(code), address=address, at=machine_at, door=DOOR
    )
    link = _live(at).filter(code_hash=spoken_codes.digest(code)).first()
    if link is None or link.secret_hash != spoken_codes.digest(secret):
        if link:
            _count_wrong(link, at)
        message = "The code or the secret is not right, or the link is over."
        raise NotMatched(message, reasons=[Reason(NotMatched.code, message, field="secret")])
    tried.delete()
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        link.session_hash = _session_hash(token)
        link.opened_at = at
        link.save(update_fields=["session_hash", "opened_at"])
        _note(link, "statement.link_opened", witness_of(link), at)
    return link, token


def of_token(token: str, *, at: datetime) -> RemoteSigning | None:
    """Return the live link that a browser opened, or None. It closes an hour after."""
    link = _live(at).filter(session_hash=_session_hash(token)).first() if token else None
    is_awake = link and link.opened_at and at - link.opened_at <= rules.SIGN_WITHIN
    return link if is_awake else None


def forget(token: str) -> None:
    """Close the statement to the browser with this token; link and secret open it again."""
    if token:
        RemoteSigning.objects.filter(session_hash=_session_hash(token)).update(session_hash="")


def _session_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def sign(*, link: RemoteSigning, act: signing.Act, at: datetime) -> StatementVersion:
    """Sign by the link, and end it.

    Raises: as `signing.sign`.
    """
    witness = witness_of(link)
    signed = signing.sign(version=link.version, act=act, by=witness, at=at)
    end(link, ending="signed", by=witness, at=at)
    crashpoint("signing.link_ended")
    return signed


@transaction.atomic
def end(link: RemoteSigning, *, ending: str, by: Actor, at: datetime) -> None:
    """End a link; no effect on one that is over."""
    open_rows = RemoteSigning.objects.filter(pk=link.pk, ended_at=None)
    if open_rows.update(ended_at=at, ending=ending):
        _note(link, "statement.link_ended", by, at, ending=ending)


def witness_of(link: RemoteSigning) -> Actor:
    """Return the witness as an actor: an id, never a name."""
    person: Person = link.version.statement.witness
    return Actor(kind="witness", id=person.pk, roles=frozenset({"witness"}))


def _live(at: datetime) -> QuerySet[RemoteSigning]:
    rows = RemoteSigning.objects.filter(ended_at=None, expires_at__gt=at, version__stage="final")
    return rows.select_related("version__statement__witness", "version__statement__case", "made_by")


def _count_wrong(link: RemoteSigning, at: datetime) -> None:
    rows = RemoteSigning.objects.filter(pk=link.pk)
    rows.update(wrong_tries=F("wrong_tries") + 1)
    if rows.filter(wrong_tries__gte=rules.MOST_WRONG_SECRETS).exists():
        end(link, ending="wrong", by=witness_of(link), at=at)


def _note(link: RemoteSigning, kind: str, by: Actor, at: datetime, **data: object) -> None:
    case = link.version.statement.case
    events.of_case(case, kind, by=by, at=at, about=link.version, **data)
