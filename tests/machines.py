"""Machine clients as tests use them: a token, and calls made with it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.test import Client

from casefile.services.machines import Registered


@dataclass
class Machine:
    """Somebody's system: a token, and the calls made with it below `base`, at a moment."""

    registered: Registered
    token: str
    base: str
    moment: datetime

    @property
    def row(self) -> Any:
        return self.registered.client

    def _call(self, path: str, **headers: str) -> Any:
        address = path if path.startswith("/") else f"{self.base}/{path}"
        headers = {"Authorization": f"Bearer {self.token}", **headers}
        return Client(headers=headers | {"X-Demo-Moment": self.moment.isoformat()}), address

    def get(self, path: str, **headers: str) -> Any:
        client, address = self._call(path, **headers)
        return client.get(address)

    def head(self, path: str) -> Any:
        client, address = self._call(path)
        return client.head(address)

    def post(self, path: str, message: Any, key: str | None = None, **headers: str) -> Any:
        headers = {"Idempotency-Key": uuid4().hex if key is None else key, **headers}
        client, address = self._call(path, **{k: v for k, v in headers.items() if v})
        body = message if isinstance(message, bytes | str) else json.dumps(message)
        return client.post(address, body, content_type="application/json")


def token_of(registered: Registered, scope: str = "") -> Any:
    """Ask the token address as a client does."""
    form = {"grant_type": "client_credentials", "client_id": registered.client_id}
    form["client_secret"] = registered.client_secret
    return Client().post("/api/v1/oauth/token/", form | ({"scope": scope} if scope else {}))
