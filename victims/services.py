"""What officers and the worker do to tracker accounts: open, switch, invite, hand over the code."""

import hashlib
import secrets
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.urls import reverse

from casefile.models import Case, User, Victim
from casefile.services import Refused, cases, clean, events
from casefile.services.actors import Actor
from victims import alerts
from victims.models import Invitation, TrackerAccount
from victims.tracker_rules import INVITATION_FOR, is_invited_unasked

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 6


def digest(token: str) -> str:
    """Return what is kept of a token: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def normal_code(typed: str) -> str:
    """Return a code as compared: capitals, without spaces and hyphens."""
    return "".join(typed.upper().replace("-", "").split())


@transaction.atomic
def open_accounts(*, case: Case, by: Actor, at: datetime) -> list[TrackerAccount]:
    """Return the accounts of a case's victims, opening those that are missing.

    An account that no officer decided on follows the rule; a victim who may be invited, and can be
    reached safely, is invited once.
    """
    accounts = [_account_of(victim, at) for victim in case.victims.select_related("person")]
    for account in accounts:
        if not account.is_open and account.decided_by is None and _rule_allows(account):
            _set_allowed(account, allowed=True, by=by, at=at, reason="by rule")
        if account.is_open and not account.invitations.exists() and alerts.can_reach(account):
            invite(account=account, by=by, at=at)
    return accounts


def _account_of(victim: Victim, at: datetime) -> TrackerAccount:
    return TrackerAccount.objects.get_or_create(
        victim_id=victim.pk,
        defaults={
            "person_id": victim.person_id,
            "case_id": victim.case_id,
            "handle": secrets.token_hex(16),
            "created_at": at,
        },
    )[0]


def _rule_allows(account: TrackerAccount) -> bool:
    case = alerts.case_of(account)
    classes = case.crimes.values_list("home_office_class", flat=True)
    is_enhanced = Victim.objects.filter(pk=account.victim_id, is_enhanced=True).exists()
    careful = is_enhanced or bool(case.flags)
    allowed = [is_invited_unasked(one, with_care=careful) for one in classes]
    return bool(allowed) and all(allowed)


@transaction.atomic
def allow_self_service(
    *, account: TrackerAccount, allowed: bool, reason: str, by: Actor, at: datetime
) -> TrackerAccount:
    """Switch a victim's tracker on or off. Off ends every session at once; rights are not touched.

    Raises:
        Refused: no reason was given.
    """
    words = clean.text(reason, field="reason", limit=400)
    if not words:
        raise Refused("Say why.", code="reason_missing")
    account.decided_by = by.account.pk
    return _set_allowed(account, allowed=allowed, by=by, at=at, reason=words)


def _set_allowed(
    account: TrackerAccount, *, allowed: bool, by: Actor, at: datetime, reason: str
) -> TrackerAccount:
    account.is_self_service_allowed = allowed
    account.enabled_at = at if allowed else account.enabled_at
    account.closed_at = None if allowed else at
    account.save()
    if not allowed:
        account.sessions.filter(ended_at=None).update(ended_at=at)
        account.invitations.filter(used_at=None, replaced_at=None).update(replaced_at=at)
    kind = "tracker.switched_on" if allowed else "tracker.switched_off"
    case = alerts.case_of(account)
    events.of_case(case, kind, by=by, at=at, about=account, reason=reason)
    return account


@transaction.atomic
def invite(*, account: TrackerAccount, by: Actor, at: datetime) -> Invitation:
    """Send a fresh invitation to the victim's safe address; any older one stops working.

    Raises:
        Refused: the tracker is off for this victim, or no safe way to reach them is agreed.
    """
    if not account.is_open:
        raise Refused("Switch the tracker on for this victim first.", code="switched_off")
    account.invitations.filter(used_at=None, replaced_at=None).update(replaced_at=at)
    token = secrets.token_hex(16)
    invitation = Invitation.objects.create(
        account=account, token_hash=digest(token), created_at=at, expires_at=at + INVITATION_FOR
    )
    channel = alerts.send(
        account=account,
        alert=alerts.INVITATION,
        link=reverse("victims:enter", args=[token]),
        key=f"tracker-invitation:{invitation.pk}",
        at=at,
    )
    if not channel:
        raise Refused("No safe email or phone is agreed for this victim.", code="no_safe_way")
    case = alerts.case_of(account)
    events.of_case(case, "victim.invited", by=by, at=at, about=account, channel=channel)
    return invitation


@transaction.atomic
def issue_code(*, account: TrackerAccount, by: Actor, at: datetime) -> str:
    """Make the victim's second proof and return it: the only time that anybody sees it.

    It is for handing over in person. Sessions opened with an older code end.
    """
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    account.code_hash, account.code_set_at = make_password(code), at
    account.save(update_fields=["code_hash", "code_set_at"])
    account.sessions.filter(ended_at=None).update(ended_at=at)
    events.of_case(alerts.case_of(account), "tracker.code_given", by=by, at=at, about=account)
    return code


@transaction.atomic
def refresh_contact(account: TrackerAccount, reference: str) -> tuple[str, str]:
    """Copy who to ask from the case; return the name as it was and as it is now."""
    officer = cases.officer_in_case(alerts.case_of(account))
    before = account.contact_name
    account.contact_name = _shown_name(officer) if officer else ""
    account.contact_how = _how_to_reach(officer, reference)
    account.save(update_fields=["contact_name", "contact_how"])
    return before, account.contact_name


def _shown_name(officer: User) -> str:
    name = f"{officer.rank} {officer.name}".strip()
    return f"{name}, {officer.station}" if officer.station else name


def _how_to_reach(officer: User | None, reference: str) -> str:
    """Never the officer's phone: it may be their own."""
    number = f" and give the number {reference}" if reference else ""
    email = f"Email {officer.email}, or call" if officer and officer.email else "Call"
    return f"{email} 101{number}."
