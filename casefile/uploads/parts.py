"""Part files on the disk: one for each upload, in a folder that only this account may enter."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

SUFFIX = ".part"
_READ_BYTES = 1 << 20


class LostPart(Exception):
    """The disk holds fewer bytes than were acknowledged, or none at all."""


def folder() -> Path:
    """Return the private folder of part files, made at first use."""
    found = Path(settings.UPLOADS_DIR)
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def path_of(upload_id: UUID) -> Path:
    """Return where the bytes of an upload lie; nothing that a sender says becomes a path."""
    return folder() / f"{upload_id}{SUFFIX}"


def make(upload_id: UUID) -> None:
    """Make an empty part file whose name survives a power cut."""
    descriptor = os.open(path_of(upload_id), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.close(descriptor)
    _sync_folder()


class Part:
    """An open part file that stands at an offset."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def write(self, chunk: bytes) -> None:
        """Write all of a chunk where the file stands."""
        view = memoryview(chunk)
        while view:
            view = view[os.write(self._descriptor, view) :]

    def cut(self, offset: int) -> None:
        """Drop what lies beyond an offset and stand there."""
        os.ftruncate(self._descriptor, offset)
        os.lseek(self._descriptor, offset, os.SEEK_SET)

    def sync(self) -> None:
        """Wait until what was written is on the disk."""
        os.fsync(self._descriptor)

    def seal(self) -> None:
        """Let nobody write to the file any more."""
        os.fchmod(self._descriptor, 0o400)
        os.fsync(self._descriptor)


@contextmanager
def opened(upload_id: UUID, offset: int) -> Iterator[Part]:
    """Open a part file for writing at `offset`; what lies beyond was never acknowledged and goes.

    Raises:
        LostPart: it is gone, or shorter than that.
    """
    try:
        # A process killed between sealing and saying so leaves a file that nobody may write.
        path_of(upload_id).chmod(0o600)
        descriptor = os.open(path_of(upload_id), os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise LostPart(str(upload_id)) from error
    try:
        if os.fstat(descriptor).st_size < offset:
            raise LostPart(str(upload_id))
        part = Part(descriptor)
        part.cut(offset)
        yield part
    finally:
        os.close(descriptor)


def open_whole(upload_id: UUID) -> BinaryIO:
    """Open the bytes for reading. Raises: LostPart."""
    try:
        return path_of(upload_id).open("rb")
    except FileNotFoundError as error:
        raise LostPart(str(upload_id)) from error


def digest(upload_id: UUID, *, each: Callable[[], None]) -> str:
    """Read the file from the disk and return its SHA-256 in hex; `each` is called on the way."""
    hasher = hashlib.sha256()
    with open_whole(upload_id) as source:
        while chunk := source.read(_READ_BYTES):
            hasher.update(chunk)
            each()
    return hasher.hexdigest()


def remove(upload_id: UUID) -> None:
    """Delete the bytes; no effect when they are gone."""
    path_of(upload_id).unlink(missing_ok=True)


def free_bytes() -> int:
    """Return how much the disk can still take."""
    return shutil.disk_usage(folder()).free


def abandoned(*, before: float) -> Iterator[Path]:
    """Yield files of the folder, and half-parsed forms, that nobody touched since `before`."""
    for found in sorted(folder().rglob("*")):
        if found.is_file() and found.stat().st_mtime < before:
            yield found


def _sync_folder() -> None:
    descriptor = os.open(folder(), os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
