"""Reads the manifest of a sealed entry. The text is kept as it was signed, whatever is read here.

What a manifest must have to be told from others is an id; everything else may be wrong, and is
then for a person to look at.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

MAX_CHARACTERS = 400_000
_DEEPEST = 8
_LARGEST = 2**53
_UNKEPT = re.compile("[\x00\ud800-\udfff]")  # NUL and halves of characters
_SHA256 = re.compile(r"[0-9a-f]{64}")


class BadManifest(ValueError):
    """The text names no entry: it is no JSON object, or has no id."""


@dataclass(frozen=True)
class File:
    """The file that an entry declares."""

    sha256: str
    size_bytes: int
    media_type: str
    name: str


@dataclass(frozen=True)
class Manifest:
    """What a manifest says. `problems` names each part that is not as the protocol has it."""

    id: UUID
    kind: str
    case: UUID | None
    officer: UUID | None
    device: UUID | None
    counter: int
    previous: str
    boot: UUID | None
    monotonic_ms: int
    device_time: str
    position: Mapping[str, Any] | None
    body: Mapping[str, Any]
    file: File | None
    reference: str
    problems: tuple[str, ...]
    text: str

    @property
    def sha256(self) -> str:
        """The hash of the text, by which the next entry of the device names this one."""
        return sha256(self.text)


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def read(text: str) -> Manifest:
    """Return what a manifest says.

    Raises:
        BadManifest: it is no JSON object with an id.
    """
    value = _parsed(text)
    reader = _Reader(value)
    entry_id = reader.uuid("id")
    if entry_id is None:
        raise BadManifest("no id")
    found: dict[str, Any] = {
        "kind": reader.text("kind", 30),
        "case": reader.uuid("case", may_be_empty=True),
        "officer": reader.uuid("officer"),
        "device": reader.uuid("device"),
        "counter": reader.number("counter"),
        "previous": reader.text("previous", 64),
        "boot": reader.uuid("boot"),
        "monotonic_ms": reader.number("monotonic_ms"),
        "device_time": reader.text("device_time", 80),
        "position": reader.mapping("position"),
        "body": reader.mapping("body") or {},
        "file": reader.file(),
        "reference": reader.text("reference", 40),
    }
    return Manifest(id=entry_id, problems=tuple(reader.problems), text=text, **found)


def _parsed(text: str) -> dict[str, Any]:
    if len(text) > MAX_CHARACTERS:
        raise BadManifest("too long")
    try:
        value = json.loads(text, object_pairs_hook=_each_name_once, parse_constant=_refuse)
        # What cannot be written down again could be kept by no database.
        text.encode()
    except (ValueError, RecursionError) as problem:
        raise BadManifest(str(problem)) from problem
    if not isinstance(value, dict) or _depth(value) > _DEEPEST:
        raise BadManifest("no JSON object of reasonable depth")
    return value


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _each_name_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return 0
    return 1 + max((_depth(inner) for inner in value), default=0)


class _Reader:
    """Takes parts of a manifest one by one, and remembers which were not as they should be."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self.value = value
        self.problems: list[str] = []

    def uuid(self, name: str, *, may_be_empty: bool = False) -> UUID | None:
        found = self.value.get(name)
        if may_be_empty and found in (None, ""):
            return None
        try:
            return UUID(str(found))
        except ValueError:
            self._wrong(name)
            return None

    def text(self, name: str, limit: int) -> str:
        found = self.value.get(name, "")
        if isinstance(found, str) and len(found) <= limit and not _UNKEPT.search(found):
            return found
        self._wrong(name)
        return ""

    def number(self, name: str) -> int:
        found = self.value.get(name)
        is_whole = isinstance(found, int) and not isinstance(found, bool)
        if is_whole and 0 <= found <= _LARGEST:  # type: ignore[operator]
            return int(found)  # type: ignore[arg-type]
        self._wrong(name)
        return 0

    def mapping(self, name: str) -> Mapping[str, Any] | None:
        found = self.value.get(name)
        if found is None or isinstance(found, dict):
            return found
        self._wrong(name)
        return None

    def file(self) -> File | None:
        found = self.mapping("file")
        if found is None:
            return None
        inner = _Reader(found)
        made = File(
            inner.text("sha256", 64).lower(),
            inner.number("size_bytes"),
            inner.text("media_type", 120),
            inner.text("name", 5000),
        )
        if not _SHA256.fullmatch(made.sha256):
            self._wrong("file")
            return None
        return made

    def _wrong(self, name: str) -> None:
        self.problems.append(name)
