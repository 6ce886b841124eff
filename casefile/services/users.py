"""Grants roles to users and takes them back; what a role may do is in rules/permissions.py."""

from datetime import datetime

from django.db import transaction

from casefile.models import User, UserRole
from casefile.rules.permissions import PROSECUTORS, ROLES
from casefile.services import NotPermitted, Reason, Refused, events
from casefile.services.actors import Actor


def roles_for(user: User) -> dict[str, str]:
    """Return the roles that this user can hold: no police user ever decides as a prosecutor."""
    is_police = user.force_id is not None
    return {role: words for role, words in ROLES.items() if (role in PROSECUTORS) != is_police}


@transaction.atomic
def grant_role(*, user: User, role: str, by: Actor, at: datetime) -> UserRole:
    """Give a user a role; one held already stays as it is.

    Raises:
        NotPermitted: nobody changes their own roles.
        Refused: the role is not one that this user can hold.
    """
    _not_own(user, by)
    if role not in roles_for(user):
        message = "Choose a role from the list."
        raise Refused(message, reasons=[Reason("unknown_role", message, field="role")])
    row, is_new = UserRole.objects.get_or_create(
        user=user, role=role, revoked_at=None, defaults={"granted_at": at}
    )
    if is_new:
        _record("role.granted", row, by, at)
    return row


@transaction.atomic
def revoke_role(*, row: UserRole, by: Actor, at: datetime) -> None:
    """Take a role back; it is gone at the user's next request. Twice is once.

    Raises:
        NotPermitted: nobody changes their own roles.
    """
    _not_own(row.user, by)
    if UserRole.objects.filter(pk=row.pk, revoked_at=None).update(revoked_at=at):
        _record("role.revoked", row, by, at)


def _not_own(user: User, by: Actor) -> None:
    if user.pk == by.id:
        raise NotPermitted("Another administrator changes your own roles.")


def _record(kind: str, row: UserRole, by: Actor, at: datetime) -> None:
    details = {"role": row.role, "user": str(row.user_id)}
    events.append(stream=by.home_stream, kind=kind, by=by, at=at, about=row.user, data=details)
