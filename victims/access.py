"""Who may open a page of the tracker: sessions, sign-in, and the log of views.

Nothing here reads the record: a page of a victim sees its own tables, and adds to the access log.
"""

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from casefile import clock
from casefile.gates import Gate, View
from casefile.models import Case
from casefile.services import Refused, actors, events, remote_signing, slow_down
from casefile.services.actors import Actor
from victims.models import Invitation, TrackerAccount, TrackerSession
from victims.services import digest, normal_code
from victims.tracker_rules import IDLE_FOR, SESSION_FOR

DOOR = "track"
# So short that nobody who knows a victim's link can keep the victim outside.
LONGEST_WAIT_SECONDS = 5
COOKIE = "__Host-track" if settings.HTTPS else "track"
SIGN_COOKIE = "__Host-sign" if settings.HTTPS else "sign"


class NotMatched(Refused):
    """Link and code do not belong together, or the link is no good; it never says which."""

    code = "not_matched"


def nobody(request: HttpRequest) -> None:
    """Forget any member of staff on the same browser: their session is no part of these pages."""
    request.user = AnonymousUser()


def victim_page(what: str) -> Callable[[View], View]:
    """Require a live session of the tracker, log the view, and pass the session to the view."""

    def decorate(view: View) -> View:
        @wraps(view)
        def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            nobody(request)
            session = session_of(request)
            if session is None:
                return redirect("victims:start")
            log_view(session.account, at=clock.now(), what=what)
            return view(request, session, *args, **kwargs)

        gated.gate = Gate("victim", what)  # type: ignore[attr-defined]
        return gated

    return decorate


def session_of(request: HttpRequest) -> TrackerSession | None:
    """Return the live session of a request and note that it was used, or None. Two queries."""
    token = request.COOKIES.get(COOKIE, "")
    now = clock.real()
    live = TrackerSession.objects.filter(
        token_hash=digest(token),
        ended_at=None,
        expires_at__gt=now,
        last_used_at__gt=now - IDLE_FOR,
        account__is_self_service_allowed=True,
        account__closed_at=None,
    )
    session = live.select_related("account").first() if token else None
    if session:
        TrackerSession.objects.filter(pk=session.pk).update(last_used_at=now)
    return session


def forget(request: HttpRequest, response: HttpResponseBase) -> None:
    """Close what this browser opened, on the server and in it: the tracker and a statement."""
    live = TrackerSession.objects.filter(token_hash=digest(request.COOKIES.get(COOKIE, "")))
    live.filter(ended_at=None).update(ended_at=clock.real())
    remote_signing.forget(request.COOKIES.get(SIGN_COOKIE, ""))
    for name in (COOKIE, SIGN_COOKIE):
        response.delete_cookie(name)


def set_cookie(response: HttpResponseBase, token: str) -> None:
    """Keep the session's token in its own cookie until the browser closes."""
    response.set_cookie(COOKIE, token, secure=settings.HTTPS, httponly=True, samesite="Lax")


def actor_of(account: TrackerAccount) -> Actor:
    """Return the victim as an actor: an id, never a name."""
    return actors.public(kind="victim", identifier=account.person_id)


def log_view(account: TrackerAccount, *, at: datetime, what: str) -> None:
    """Record a view in the case's access stream, before the response."""
    _log(account, "tracker.viewed", at=at, what=what)


def log_refusal(account: TrackerAccount, *, at: datetime, what: str, asked_for: UUID) -> None:
    """Record that a victim asked for something that is not theirs."""
    _log(account, "case.refused", at=at, action=what, asked_for=asked_for)


def _log(account: TrackerAccount, kind: str, *, at: datetime, **data: Any) -> None:
    # The case is named by its key alone: reading its row would be a look into the record.
    events.append(
        stream=f"access:{account.case_id}",
        kind=kind,
        by=actor_of(account),
        at=at,
        about=account,
        case=Case(pk=account.case_id),
        data=data,
    )


def sign_in(
    *,
    handle: str = "",
    token: str = "",
    typed: str,
    address: str,
    at: datetime,
    machine_at: datetime,
) -> str:
    """Check a personal link or an invitation with the code, and return a new session's token.

    Unknown, used and wrong are answered alike and take as long. `machine_at` is the real clock.

    Raises:
        slow_down.TooSoon: too many wrong codes lately.
        NotMatched: anything else that is wrong.
    """
    key = handle or token
    tried = slow_down.begin_try(
        account=key, address=address, at=machine_at, door=DOOR, longest=LONGEST_WAIT_SECONDS
    )
    account, invitation = _by_handle(handle) if handle else _by_token(token, at)
    is_right = check_password(normal_code(typed), _code_hash(account))
    if account is None or not is_right:
        _record_failure(at)
        raise NotMatched("Those do not match. Check the code, or ask for a new link.")
    tried.delete()
    return _open_session(account, invitation, at, machine_at)


def _by_handle(handle: str) -> tuple[TrackerAccount | None, None]:
    return _usable(TrackerAccount.objects.filter(handle=handle).first()), None


def _by_token(token: str, at: datetime) -> tuple[TrackerAccount | None, Invitation | None]:
    found = Invitation.objects.filter(token_hash=digest(token)).select_related("account").first()
    if found is None or not found.is_live(at):
        return None, None
    return _usable(found.account), found


def _usable(account: TrackerAccount | None) -> TrackerAccount | None:
    return account if account and account.is_open and account.code_hash else None


def _code_hash(account: TrackerAccount | None) -> str:
    return account.code_hash if account else _nobodys_hash()


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    """Return a hash that no code matches, so that unknown links take as long as known ones."""
    return make_password(secrets.token_hex(16))


def _record_failure(at: datetime) -> None:
    stranger = actors.public(kind="victim")
    events.append(
        stream=stranger.home_stream,
        kind="user.sign_in_failed",
        by=stranger,
        at=at,
        data={"door": DOOR},
    )


@transaction.atomic
def _open_session(
    account: TrackerAccount, invitation: Invitation | None, at: datetime, machine_at: datetime
) -> str:
    if invitation:
        unused = Invitation.objects.filter(pk=invitation.pk, used_at=None, replaced_at=None)
        if not unused.update(used_at=at):
            raise NotMatched("Those do not match. Check the code, or ask for a new link.")
    token = secrets.token_hex(16)
    TrackerSession.objects.create(
        account=account,
        token_hash=digest(token),
        news_read_until=account.last_signed_in_at,
        last_used_at=machine_at,
        expires_at=machine_at + SESSION_FOR,
    )
    TrackerAccount.objects.filter(pk=account.pk).update(last_signed_in_at=at)
    _log(account, "tracker.signed_in", at=at, by_invitation=invitation is not None)
    return token
