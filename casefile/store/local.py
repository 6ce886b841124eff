"""Evidence on a local disk: temporary name, fsync, read back, rename, read-only."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from casefile.store.interface import (
    QUARANTINE,
    CorruptObject,
    Crashpoint,
    DigestMismatch,
    Held,
    Stored,
    TooLarge,
    UnknownKey,
    check_force,
    check_key,
    is_key,
)
from casefile.store.reader import checked

_CHUNK_BYTES = 1 << 20
_INCOMING = ".incoming"


class LocalEvidenceStore:
    """An `EvidenceStore` in one folder; `crashpoint` is told each point a kill must survive."""

    def __init__(self, root: Path, *, crashpoint: Crashpoint = lambda name: None) -> None:
        self._root = root
        self._crashpoint = crashpoint

    def put(
        self,
        stream: BinaryIO,
        *,
        force: str,
        declared_sha256: str | None = None,
        max_bytes: int | None = None,
    ) -> Stored:
        """Keep all of `stream`; see `EvidenceStore.put`."""
        key = f"{check_force(force)}/{uuid4()}"
        temporary = self._make_folder(self._root / _INCOMING) / key.rpartition("/")[2]
        try:
            sha256, size_bytes = self._write(stream, temporary, max_bytes)
            if _digest(temporary) != sha256:
                raise CorruptObject("the disk gave back other bytes than were written")
            matches = declared_sha256 is None or declared_sha256.lower() == sha256
            stored = Stored(key if matches else f"{QUARANTINE}/{key}", sha256, size_bytes)
            self._seal(temporary, self._path(stored.key))
        finally:
            temporary.unlink(missing_ok=True)
        if not matches:
            raise DigestMismatch(stored, declared_sha256 or "")
        return stored

    def open(self, key: str) -> BufferedReader:
        """Open for reading, seekable, unverified; see `EvidenceStore.open`."""
        try:
            return self._path(key).open("rb")
        except FileNotFoundError as error:
            raise UnknownKey(key) from error

    def open_verified(self, key: str, sha256: str) -> BinaryIO:
        """Open for one verified reading; see `EvidenceStore.open_verified`."""
        source = self.open(key)
        return checked(source, size_bytes=os.fstat(source.fileno()).st_size, sha256=sha256)

    def digest(self, key: str) -> str:
        """Read the whole object and return its SHA-256 in hex."""
        with self.open(key) as source:
            return hashlib.file_digest(source, "sha256").hexdigest()

    def exists(self, key: str) -> bool:
        """Say whether an object is stored under the key."""
        return self._path(key).is_file()

    def size_of(self, key: str) -> int:
        """Return how many bytes an object has."""
        try:
            return self._path(key).stat().st_size
        except FileNotFoundError as error:
            raise UnknownKey(key) from error

    def list(self, *, after: str, limit: int) -> list[Held]:
        """Return what is stored under the next keys after one; see `EvidenceStore.list`."""
        found = sorted(key for key in self._keys() if key > after)
        return [held for key in found[:limit] if (held := self._held(key))]

    def sweep_unfinished(self, *, before: datetime) -> int:
        """Drop temporary files that nobody writes to; see `EvidenceStore.sweep_unfinished`."""
        dropped = 0
        for path in (self._root / _INCOMING).glob("*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before.timestamp():
                    path.unlink()
                    dropped += 1
        return dropped

    def _keys(self) -> Iterator[str]:
        for pattern in ("*/*", f"{QUARANTINE}/*/*"):
            for path in self._root.glob(pattern):
                key = path.relative_to(self._root).as_posix()
                if is_key(key) and path.is_file():
                    yield key

    def _held(self, key: str) -> Held | None:
        try:
            found = self._path(key).stat()
        except FileNotFoundError:
            return None
        return Held(key, found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))

    def _path(self, key: str) -> Path:
        return self._root / check_key(key)

    def _write(self, stream: BinaryIO, path: Path, max_bytes: int | None) -> tuple[str, int]:
        hasher, size_bytes = hashlib.sha256(), 0
        with path.open("xb", buffering=0) as target:
            while chunk := stream.read(_CHUNK_BYTES):
                size_bytes += len(chunk)
                if max_bytes is not None and size_bytes > max_bytes:
                    raise TooLarge(f"more than {max_bytes} bytes")
                hasher.update(chunk)
                _write_all(target.fileno(), chunk)
            self._crashpoint("store.after_temp_write")
            os.fchmod(target.fileno(), 0o440)
            os.fsync(target.fileno())
            self._crashpoint("store.after_fsync")
        return hasher.hexdigest(), size_bytes

    def _seal(self, temporary: Path, path: Path) -> None:
        self._make_folder(path.parent)
        temporary.rename(path)
        _fsync_folder(path.parent)
        self._crashpoint("store.after_rename")

    def _make_folder(self, folder: Path) -> Path:
        # A new folder's own name is durable only once its parent is synced.
        if not folder.is_dir():
            folder.mkdir(mode=0o750, parents=True, exist_ok=True)
            for made in (folder, *folder.parents[: len(folder.relative_to(self._root).parts) + 1]):
                _fsync_folder(made)
        return folder


def _write_all(descriptor: int, chunk: bytes) -> None:
    view = memoryview(chunk)
    while view:
        view = view[os.write(descriptor, view) :]


def _digest(path: Path) -> str:
    with path.open("rb") as source:
        # Dropping the cached pages makes this a reading of the disk and not of our own memory.
        os.posix_fadvise(source.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(source, "sha256").hexdigest()


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
