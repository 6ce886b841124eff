"""A write with a key is done once; the same key again is answered with the first answer."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from casefile.models import AnsweredWrite, MachineClient
from casefile.services import Refused

KEY = re.compile(r"[\x21-\x7e]{1,255}")


class KeyReused(Refused):
    """The key was used before, for another request."""

    code = "idempotency_key_reused"


@dataclass(frozen=True)
class Write:
    """One write as the client sent it: who, under which key, to where, with which bytes."""

    client: MachineClient
    key: str
    operation: str
    body: bytes

    @property
    def digest(self) -> str:
        """A hash over all that must be the same for a repeat."""
        return hashlib.sha256(self.operation.encode() + b"\n" + self.body).hexdigest()


@dataclass(frozen=True)
class Answer:
    """What was answered, and whether it is the first answer given again."""

    status: int
    body: dict[str, Any]
    is_replay: bool = False


@transaction.atomic
def once(write: Write, act: Callable[[], dict[str, Any]], *, at: datetime) -> Answer:
    """Run `act` unless this write was done before; a refusal leaves no trace, so it may be retried.

    Raises:
        KeyReused: the same key came with another request.
    """
    found = _first(write)
    if found is not None:
        return _again(found, write)
    try:
        # A second request with the key waits here until the first one has committed.
        with transaction.atomic():
            record = _writes(write).create(
                key=write.key,
                operation=write.operation[:200],
                request_sha256=write.digest,
                at=at,
            )
    except IntegrityError:
        return _again(_first(write), write)
    record.status, record.body = 201, act()
    record.save(update_fields=["status", "body"])
    return Answer(record.status, record.body)


def _writes(write: Write) -> Any:
    """Return the writes of the client, a table that each door has for its own clients."""
    return write.client.writes  # type: ignore[attr-defined]


def _first(write: Write) -> AnsweredWrite | None:
    found: AnsweredWrite | None = _writes(write).filter(key=write.key).first()
    return found


def _again(found: AnsweredWrite | None, write: Write) -> Answer:
    if found is None or found.request_sha256 != write.digest:
        raise KeyReused("This Idempotency-Key was used for another request. Make a new one.")
    return Answer(found.status, found.body, is_replay=True)
