"""Who is acting: a user with roles, a machine client, a victim, a reporter, or the system."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from casefile.models import User


@dataclass(frozen=True)
class Actor:
    """An actor as the record copies it: values at the time, not only a key."""

    kind: str
    id: UUID | None = None
    name: str = ""
    collar_number: str = ""
    roles: frozenset[str] = frozenset()
    force: str | None = None
    area: str = ""
    user: User | None = field(default=None, compare=False)
    on_behalf_of: str = ""
    session: str = ""
    conflicts: frozenset[UUID] = frozenset()
    """Keys of the cases and reports that they are kept from by an interest in them."""

    @property
    def home_stream(self) -> str:
        """The stream for this actor's sign-ins, searches and refused attempts."""
        return f"force:{self.force or self.area or 'public'}"[:60]

    @property
    def account(self) -> User:
        """The user account behind a staff or prosecutor actor.

        Raises:
            TypeError: this actor has no account.
        """
        if self.user is None:
            raise TypeError(f"{self.kind} has no user account")
        return self.user

    def as_recorded(self) -> dict[str, Any]:
        """Return what an event says of the actor. People from the public are an id only."""
        shown = {
            "kind": self.kind,
            "id": str(self.id) if self.id else "",
            "name": self.name if self.kind in {"staff", "prosecutor", "client", "system"} else "",
            "collar_number": self.collar_number,
            "roles": sorted(self.roles),
            "force": self.force or "",
            "area": self.area,
            "on_behalf_of": self.on_behalf_of,
            "session": self.session,
        }
        return {key: value for key, value in shown.items() if value}


def of_user(user: User, *, session: str = "") -> Actor:
    """Return the actor for a signed-in user; two queries, for roles and conflicts held now."""
    live = user.role_rows.filter(revoked_at=None).values_list("role", flat=True)
    kept_from = user.conflicts.live().values_list("subject_id", flat=True)
    return Actor(
        kind="staff" if user.force_id else "prosecutor",
        id=user.pk,
        name=user.name,
        collar_number=user.collar_number,
        roles=frozenset(live),
        force=user.force_id,
        area=user.cps_area,
        user=user,
        session=session,
        conflicts=frozenset(kept_from),
    )


def system(*, on_behalf_of: str = "") -> Actor:
    """Return the actor for a worker; it should name the human who asked."""
    return Actor(
        kind="system", name="Casefile", roles=frozenset({"system"}), on_behalf_of=on_behalf_of
    )


def public(*, kind: str = "reporter", identifier: UUID | None = None) -> Actor:
    """Return the actor for a reporter or a victim: an id, never a name."""
    return Actor(kind=kind, id=identifier, roles=frozenset({kind}))
