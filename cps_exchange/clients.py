"""Registers and revokes machine clients, and says who one is as an actor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import Application

from casefile.rules.permissions import SCOPES
from casefile.services import Reason, Refused, clean, events
from casefile.services.actors import Actor
from cps_exchange.models import ExchangeClient

COURT_SCOPE = "exchange:court"


@dataclass(frozen=True)
class Registered:
    """A new client with its secret in the clear, which is kept nowhere and shown once."""

    client: ExchangeClient
    client_id: str
    client_secret: str


@transaction.atomic
def register(
    *, name: str, cps_area: str, scopes: Sequence[str], by: Actor, at: datetime
) -> Registered:
    """Register a client for one CPS area.

    Raises:
        Refused: no name or area, or a scope that is not in rules/permissions.py.
    """
    reasons = [
        Reason("missing", f"Give the {what}.", field=what)
        for what, value in (("name", name), ("area", cps_area), ("scope", "".join(scopes)))
        if not value.strip()
    ]
    unknown = [scope for scope in scopes if scope not in SCOPES]
    reasons += [Reason("unknown_scope", f"There is no scope {one}.") for one in unknown]
    if reasons:
        raise Refused(reasons[0].message, reasons=reasons)
    secret = generate_client_secret()
    application = Application.objects.create(
        name=clean.text(name, field="name", limit=120),
        client_secret=secret,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
    )
    client = ExchangeClient.objects.create(
        application=application,
        cps_area=clean.text(cps_area, field="area", limit=40),
        scopes=list(scopes),
        registered_at=at,
    )
    _record(client, "client.registered", by, at)
    return Registered(client, application.client_id, secret)


@transaction.atomic
def revoke(*, client: ExchangeClient, by: Actor, at: datetime) -> ExchangeClient:
    """Shut a client out at once; its secret is replaced by one that nobody knows."""
    client.revoked_at = at
    client.save(update_fields=["revoked_at"])
    client.application.client_secret = generate_client_secret()
    client.application.save(update_fields=["client_secret"])
    _record(client, "client.revoked", by, at)
    return client


def _record(client: ExchangeClient, kind: str, by: Actor, at: datetime) -> None:
    events.append(
        stream=actor_of(client).home_stream,
        kind=kind,
        by=by,
        at=at,
        about=client,
        data={"name": client.application.name, "scopes": client.scopes},
    )


def actor_of(client: ExchangeClient) -> Actor:
    """Return the actor for a client: a prosecutors' system, a court's system, or both."""
    roles = {"court_system" if s == COURT_SCOPE else "prosecutor_system" for s in client.scopes}
    return Actor(
        kind="client",
        id=client.pk,
        name=client.application.name,
        roles=frozenset(roles),
        area=client.cps_area,
    )
