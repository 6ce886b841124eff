"""Reads the export file of a tablet: frames within strict bounds, each opened with its own key.

What comes before a cut or a damaged frame is good by itself, since each frame is authenticated.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casefile.capture.proofs import unbase64url

MAGIC = b"CFXP1\n"
_MAX_JSON = 64 << 10
_TAG = 16
_MAX_BYTES = {"device": 0, "end": 0, "entry": 4 << 20, "piece": (1 << 20) + _TAG}
_IV = 12
KEY_BYTES = 32


class BadExport(ValueError):
    """The file is no export, or is cut or damaged from here on."""


@dataclass(frozen=True)
class Frame:
    """One frame: what it says of itself, and its bytes as they were sealed."""

    about: Mapping[str, Any]
    content: bytes

    @property
    def type(self) -> str:
        """device, entry, piece or end."""
        return str(self.about["type"])

    def text(self, name: str, limit: int = 1000) -> str:
        """Return a member that is text. Raises: BadExport."""
        found = self.about.get(name)
        if not isinstance(found, str) or len(found) > limit:
            raise BadExport(f"a {self.type} frame without {name}")
        return found


def frames(stream: BinaryIO) -> Iterator[Frame]:
    """Yield each frame up to the last one.

    Raises:
        BadExport: it does not begin or go on as an export does; what was yielded before is good.
    """
    if stream.read(len(MAGIC)) != MAGIC:
        raise BadExport("this is no export of a tablet")
    while True:
        frame = _frame(stream)
        yield frame
        if frame.type == "end":
            return


def _frame(stream: BinaryIO) -> Frame:
    length = int.from_bytes(_exactly(stream, 4), "big")
    if not 0 < length <= _MAX_JSON:
        raise BadExport("a frame of no reasonable length")
    try:
        about = json.loads(_exactly(stream, length))
    except (ValueError, RecursionError) as problem:
        raise BadExport("a frame that is no JSON") from problem
    if not isinstance(about, dict):
        raise BadExport("a frame that is no object")
    size, most = about.get("size"), _MAX_BYTES.get(str(about.get("type")))
    if most is None or not isinstance(size, int) or isinstance(size, bool):
        raise BadExport("a frame of no known type")
    if not 0 <= size <= most:
        raise BadExport("a frame that is too large")
    return Frame(about, _exactly(stream, size))


def _exactly(stream: BinaryIO, count: int) -> bytes:
    found = stream.read(count)
    if len(found) != count:
        raise BadExport("the file is cut")
    return found


def unlock(frame: Frame, key: bytes, bound_to: str) -> bytes:
    """Return what was sealed in a frame. Raises: BadExport when it is not what was sealed."""
    try:
        iv = unbase64url(frame.text("iv", 40))
        if len(iv) != _IV:
            raise BadExport("a frame without its vector")
        return AESGCM(key).decrypt(iv, frame.content, bound_to.encode())
    except (InvalidTag, ValueError) as problem:
        raise BadExport("a frame that was changed") from problem
