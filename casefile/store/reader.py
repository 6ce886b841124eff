"""A reader that checks what it gives out against a digest."""

import hashlib
import io
from typing import Any, BinaryIO, cast

from casefile.store.interface import CorruptObject


class _Checked(io.RawIOBase):
    def __init__(self, source: io.BufferedReader, size_bytes: int, sha256: str) -> None:
        self._source = source
        self._left = size_bytes
        self._expected = sha256
        self._hash = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)[: self._left + 1]
        count = self._source.readinto(view)
        self._hash.update(view[:count])
        self._left -= count
        if self._left <= 0 or count == 0:
            self._check()
        return count

    def _check(self) -> None:
        found = self._hash.hexdigest()
        if self._left != 0 or found != self._expected:
            raise CorruptObject(f"sealed as {self._expected}, now {found}")

    def close(self) -> None:
        self._source.close()
        super().close()


def checked(source: io.BufferedReader, *, size_bytes: int, sha256: str) -> BinaryIO:
    """Wrap `source` so that its last bytes come only when all of it has the digest."""
    return cast(BinaryIO, io.BufferedReader(_Checked(source, size_bytes, sha256), 1 << 20))
