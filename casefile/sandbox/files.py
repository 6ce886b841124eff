"""Turns what a caller has (bytes, a path, a stream) into descriptors that a job can only read."""

import fcntl
import io
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

Source = BinaryIO | bytes | Path
_SEALS = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL
_ANY_WRITE = 0o222


@contextmanager
def descriptors(files: Mapping[str, Source]) -> Iterator[list[int]]:
    """Yield one descriptor per file, in order, closed at the end.

    A job runs as the user who owns the file and could open a writable one again for writing. So
    read-only files (sealed evidence) go as they are, nameless ones are made read-only, others are
    copied.
    """
    with ExitStack() as stack:
        opened = []
        for source in files.values():
            opened.append(_readable(source))
            stack.callback(os.close, opened[-1])
        yield opened


def memory_file(data: bytes) -> int:
    """Return a descriptor of an unchangeable file in memory."""
    descriptor = os.memfd_create("job", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    with os.fdopen(descriptor, "wb", closefd=False) as target:
        target.write(data)
    os.lseek(descriptor, 0, os.SEEK_SET)
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, _SEALS)
    return descriptor


def _readable(source: Source) -> int:
    if isinstance(source, bytes):
        return memory_file(source)
    if isinstance(source, Path):
        with source.open("rb") as stream:
            return _of_stream(stream)
    return _of_stream(source)


def _of_stream(stream: BinaryIO) -> int:
    try:
        about = os.fstat(stream.fileno())
    except io.UnsupportedOperation:
        return _copy(stream)
    if about.st_nlink == 0:
        os.fchmod(stream.fileno(), 0o400)
    elif about.st_mode & _ANY_WRITE:
        return _copy(stream)
    return _reopen(stream.fileno())


def _copy(stream: BinaryIO) -> int:
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy, 1 << 20)
        copy.flush()
        os.fchmod(copy.fileno(), 0o400)
        return _reopen(copy.fileno())


def _reopen(descriptor: int) -> int:
    # A file description of its own: the job's reading never moves the caller's place.
    return os.open(f"/proc/self/fd/{descriptor}", os.O_RDONLY | os.O_CLOEXEC)
