"""What an evidence store promises, whatever keeps the bytes: values, keys and errors."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

Crashpoint = Callable[[str], None]

QUARANTINE = "quarantine"
_UUID4 = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
_FORCE = r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}"
_KEY = re.compile(rf"(?:{QUARANTINE}/)?{_FORCE}/{_UUID4}")


class StoreError(Exception):
    """The store could not do what was asked."""


class BadKey(StoreError):
    """A key or a force code of a shape that this store never makes."""


class UnknownKey(StoreError):
    """No object is stored under the key."""


class TooLarge(StoreError):
    """The stream went past the limit; nothing of it was kept."""


class StillLocked(StoreError):
    """The store does not let go of an object: somebody holds it, or we may not lift its lock."""


class CorruptObject(StoreError):
    """The stored bytes are not those that were sealed."""


@dataclass(frozen=True)
class Stored:
    """One object as it lies in the store; `sha256` is of the bytes read back, in hex."""

    key: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True)
class Held:
    """One object as a listing of the store shows it; nothing of it was read."""

    key: str
    size_bytes: int
    written_at: datetime


class DigestMismatch(StoreError):
    """The sender declared another digest; the bytes are kept, in quarantine, as `stored`."""

    def __init__(self, stored: Stored, declared_sha256: str) -> None:
        super().__init__(f"stored {stored.sha256}, declared {declared_sha256}")
        self.stored = stored
        self.declared_sha256 = declared_sha256


class EvidenceStore(Protocol):
    """Objects written once, under keys `force/uuid4` that are never used again."""

    def put(
        self,
        stream: BinaryIO,
        *,
        force: str,
        declared_sha256: str | None = None,
        max_bytes: int | None = None,
    ) -> Stored:
        """Keep all of `stream`, from where it stands.

        Raises: DigestMismatch, TooLarge, BadKey, CorruptObject (the medium gave other bytes back).
        """
        ...

    def open(self, key: str) -> BinaryIO:
        """Open for reading, seekable, unverified. Raises: UnknownKey, BadKey."""
        ...

    def open_verified(self, key: str, sha256: str) -> BinaryIO:
        """Open for one reading from start to end, checked before the last bytes are given out.

        The reader raises CorruptObject. Raises: UnknownKey, BadKey.
        """
        ...

    def digest(self, key: str) -> str:
        """Read the whole object and return its SHA-256 in hex. Raises: UnknownKey, BadKey."""
        ...

    def exists(self, key: str) -> bool:
        """Say whether an object is stored under the key. Raises: BadKey."""
        ...

    def size_of(self, key: str) -> int:
        """Return how many bytes an object has. Raises: UnknownKey, BadKey."""
        ...

    def list(self, *, after: str, limit: int) -> list[Held]:
        """Return what is stored under the next keys after one, in order of code points."""
        ...

    def sweep_unfinished(self, *, before: datetime) -> int:
        """Drop what put() left of a stream when it was killed before a moment; return how many.

        No object is among it: nobody was ever given a key to it.
        """
        ...


def is_key(key: str) -> bool:
    """Say whether a text has the shape of a key."""
    return _KEY.fullmatch(key) is not None


def check_key(key: str) -> str:
    """Return the key, or raise BadKey: nothing but `force/uuid4` ever becomes a path."""
    if not _KEY.fullmatch(key):
        raise BadKey(f"not a key of this store: {key[:80]!r}")
    return key


def check_force(force: str) -> str:
    """Return the force code, or raise BadKey."""
    if not re.fullmatch(_FORCE, force) or force == QUARANTINE:
        raise BadKey(f"not a force code: {force[:80]!r}")
    return force
