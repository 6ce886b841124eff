"""Registers and revokes machine clients of every door, and says who one is as an actor."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import Application

from casefile.models import MachineClient
from casefile.services import Reason, Refused, clean, events
from casefile.services.actors import Actor


@dataclass(frozen=True)
class Registered:
    """A new client with its secret in the clear, which is kept nowhere and shown once."""

    client: MachineClient
    client_id: str
    client_secret: str


def actor_of(client: MachineClient) -> Actor:
    """Return the actor for a client, with the roles of its kind."""
    return Actor(
        kind="client",
        id=client.pk,
        name=client.application.name,
        roles=client.roles,
        force=client.own_force,
        area=client.own_area,
    )


def check_new(given: dict[str, str], scopes: Sequence[str], known: Collection[str]) -> None:
    """Refuse a client that lacks something or asks for a scope that its door does not have.

    Raises:
        Refused: with a reason for each.
    """
    named = {**given, "scope": "".join(scopes)}
    reasons = [
        Reason("missing", f"Give the {what}.", field=what)
        for what, value in named.items()
        if not value.strip()
    ]
    unknown = [scope for scope in scopes if scope not in known]
    reasons += [Reason("unknown_scope", f"There is no scope {one} here.") for one in unknown]
    if reasons:
        raise Refused(reasons[0].message, reasons=reasons)


def new_application(name: str) -> tuple[Application, str]:
    """Return a new application that may use client credentials alone, and its secret."""
    secret = generate_client_secret()
    application = Application.objects.create(
        name=clean.text(name, field="name", limit=120),
        client_secret=secret,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
    )
    return application, secret


@transaction.atomic
def revoke(*, client: MachineClient, by: Actor, at: datetime) -> MachineClient:
    """Shut a client out at once; its secret is replaced by one that nobody knows."""
    client.revoked_at = at
    client.save(update_fields=["revoked_at"])
    client.application.client_secret = generate_client_secret()
    client.application.save(update_fields=["client_secret"])
    record(client, "client.revoked", by, at)
    return client


def record(client: MachineClient, kind: str, by: Actor, at: datetime) -> None:
    """Append what happened to a client to the stream of its force or area."""
    events.append(
        stream=actor_of(client).home_stream,
        kind=kind,
        by=by,
        at=at,
        about=client,
        data={"name": client.application.name, "scopes": client.scopes},
    )
