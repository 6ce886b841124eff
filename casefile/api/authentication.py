"""Who a machine client is: a bearer token of a client that is live, and the scope of each call."""

import hashlib
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from oauth2_provider.models import AccessToken
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from casefile import clock
from casefile.gates import Gate
from casefile.models import MachineClient
from casefile.services import events
from casefile.services.machines import actor_of


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
        return 'Bearer realm="casefile"'


def _is_good(token: Any, client: MachineClient, request: Request) -> bool:
    address = request.build_absolute_uri(request.path)
    return client.is_live and token.is_valid([]) and token.allows_audience(address)


def kinds() -> dict[str, type[MachineClient]]:
    """Return each kind of client that a door brings, by its name at an application."""
    found = [model for model in apps.get_models() if issubclass(model, MachineClient)]
    return {f"{model._meta.app_label}_client": model for model in found}


def client_of(token: Any) -> MachineClient | None:
    """Return the client of a token, or None for a token that is none of ours."""
    return client_of_application(token and token.application)


def client_of_application(application: Any) -> MachineClient | None:
    """Return the client that an application was registered for, of whatever kind."""
    found = (getattr(application, name, None) for name in kinds())
    return next((client for client in found if client), None)


def _known(token: str) -> Any:
    digest = hashlib.sha256(token.encode(errors="replace")).hexdigest()
    rows = AccessToken.objects.select_related(*(f"application__{name}" for name in kinds()))
    return rows.filter(token_checksum=digest).first()


class HasScope(BasePermission):
    """Asks for the scope in the view's gate, of the token and of the client as it stands now.

    `client_kind` of the view says whose door it is; a client of another door has no business here.
    """

    message = "This token does not have the scope that the call needs."

    def has_permission(self, request: Request, view: Any) -> bool:
        gate: Gate = view.gate
        token: Any = request.auth
        client = client_of(token)
        if client is None:
            return False
        has_it = (
            isinstance(client, view.client_kind)
            and gate.action in client.scopes
            and token.is_valid([gate.action])
        )
        if not has_it:
            record_refusal(client, request, gate.action)
        return has_it


def record_refusal(client: MachineClient, request: Request, action: str) -> None:
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
