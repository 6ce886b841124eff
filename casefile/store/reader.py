"""Readers: one that checks what it gives out against a digest, one that fetches by ranges."""

import hashlib
import io
from collections.abc import Callable
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


class _Ranges(io.RawIOBase):
    def __init__(self, fetch: Callable[[int, int], bytes], size_bytes: int) -> None:
        self._fetch = fetch
        self._size = size_bytes
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError("before the start")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: Any) -> int:
        end = min(self._at + len(buffer), self._size)
        if end <= self._at:
            return 0
        found = self._fetch(self._at, end)
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)

    def readall(self) -> bytes:
        # The one that is inherited would ask for eight kilobytes at a time.
        found = self._fetch(self._at, self._size) if self._at < self._size else b""
        self._at += len(found)
        return found


def by_ranges(
    fetch: Callable[[int, int], bytes], *, size_bytes: int, window_bytes: int
) -> io.BufferedReader:
    """Read what `fetch(start, end)` gives, a window at a time; nothing stays open between two."""
    return io.BufferedReader(_Ranges(fetch, size_bytes), window_bytes)
