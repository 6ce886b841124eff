"""Registers machine clients of the exchange: prosecutors' systems and courts' systems."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from casefile.rules.permissions import EXCHANGE_SCOPES
from casefile.services import clean, machines
from casefile.services.actors import Actor
from casefile.services.machines import Registered, actor_of, revoke
from cps_exchange.models import ExchangeClient

__all__ = ["Registered", "actor_of", "register", "revoke"]


@transaction.atomic
def register(
    *, name: str, cps_area: str, scopes: Sequence[str], by: Actor, at: datetime
) -> Registered:
    """Register a client for one CPS area.

    Raises:
        Refused: no name or area, or a scope that the exchange does not have.
    """
    machines.check_new({"name": name, "area": cps_area}, scopes, EXCHANGE_SCOPES)
    application, secret = machines.new_application(name)
    client = ExchangeClient.objects.create(
        application=application,
        cps_area=clean.text(cps_area, field="area", limit=40),
        scopes=list(scopes),
        registered_at=at,
    )
    machines.record(client, "client.registered", by, at)
    return Registered(client, application.client_id, secret)
