"""Who a machine client is: a bearer token of a client that is live, and the scope of each call."""

import hashlib
from typing import Any

from django.contrib.auth.models import AnonymousUser
from oauth2_provider.models import AccessToken
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from casefile import clock
from casefile.gates import Gate
from casefile.services import events
from cps_exchange.clients import actor_of
from cps_exchange.models import ExchangeClient


class ClientAuthentication(BaseAuthentication):
    """Lets in a client with a token that is good now; `request.auth` is the client's token.

    The token is looked up here and not by the library, whose way in reads the body first.
    """

    def authenticate(self, request: Request) -> tuple[AnonymousUser, Any]:
        """Return the token.

        Raises:
            NotAuthenticated: no bearer token was sent.
            AuthenticationFailed: it is unknown, expired, or its client was revoked.
        """
        sent = request.headers.get("Authorization", "")
        if not sent.lower().startswith("bearer "):
            raise NotAuthenticated("Send a bearer token from /api/v1/oauth/token/.")
        token = _known(sent[7:].strip())
        client = client_of(token)
        if client is None or not _is_good(token, client, request):
            if client is not None:
                record_refusal(client, request, "token no longer good")
            raise AuthenticationFailed("This token is not good, or no longer.")
        return AnonymousUser(), token

    def authenticate_header(self, request: Request) -> str:
        """Ask for a bearer token."""
        return 'Bearer realm="exchange"'


def _is_good(token: Any, client: ExchangeClient, request: Request) -> bool:
    address = request.build_absolute_uri(request.path)
    return client.is_live and token.is_valid([]) and token.allows_audience(address)


def client_of(token: Any) -> ExchangeClient | None:
    """Return the client of a token, or None for a token that is none of ours."""
    return getattr(token and token.application, "exchange_client", None)


def _known(token: str) -> Any:
    digest = hashlib.sha256(token.encode()).hexdigest()
    rows = AccessToken.objects.select_related("application__exchange_client")
    return rows.filter(token_checksum=digest).first()


class HasScope(BasePermission):
    """Asks for the scope in the view's gate, of the token and of the client as it stands now."""

    message = "This token does not have the scope that the call needs."

    def has_permission(self, request: Request, view: Any) -> bool:
        gate: Gate = view.gate
        token: Any = request.auth
        client = client_of(token)
        if client is None:
            return False
        has_it = gate.action in client.scopes and token.is_valid([gate.action])
        if not has_it:
            record_refusal(client, request, gate.action)
        return has_it


def record_refusal(client: ExchangeClient, request: Request, action: str) -> None:
    """Record that a known client was turned away at the door."""
    actor = actor_of(client)
    events.append(
        stream=actor.home_stream,
        kind="access.refused",
        by=actor,
        at=clock.now(),
        about=client,
        data={"action": action, "path": request.path[:400]},
    )
