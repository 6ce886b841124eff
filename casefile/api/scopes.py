"""Which scopes a machine client may be given."""

from typing import Any

from oauth2_provider.scopes import BaseScopes

from casefile.api.authentication import client_of_application
from casefile.rules.permissions import SCOPES


class ClientScopes(BaseScopes):  # type: ignore[misc]
    """Scopes from the permissions table, limited to those of the client."""

    def get_all_scopes(self) -> dict[str, str]:
        """Return every scope with its words."""
        return SCOPES

    def get_available_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        """Return what this client may ask for."""
        client = client_of_application(application)
        return list(client.scopes) if client and client.is_live else []

    def get_default_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        """Return what a client gets that asks for nothing in particular."""
        return self.get_available_scopes(application, request)
