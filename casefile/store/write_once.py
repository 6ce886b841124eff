"""A folder of numbered files, each written once: the second place for what must not be rewritten.

It belongs on another machine under other hands, mounted so that this one can add and not alter.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

_PER_FOLDER = 1000


class WrittenOtherwise(Exception):
    """A file of that number is there and holds something else; nothing was written."""


class WriteOnceFolder:
    """Files named by number, a thousand to a folder, so that the newest is found in two looks."""

    def __init__(self, root: Path, *, suffix: str = ".json") -> None:
        self._root = root
        self._suffix = suffix

    def put(self, number: int, content: bytes) -> None:
        """Write a file to last; the same again is nothing. Raises: WrittenOtherwise, OSError."""
        path = self._path(number)
        path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=".") as whole:
            whole.write(content)
            whole.flush()
            os.fchmod(whole.fileno(), 0o440)
            os.fsync(whole.fileno())
            try:
                # A link never replaces what is there, as a rename would.
                os.link(whole.name, path)
            except FileExistsError:
                if path.read_bytes() != content:
                    raise WrittenOtherwise(str(number)) from None
        _sync(path.parent)

    def get(self, number: int) -> bytes:
        """Return the content of a file. Raises: FileNotFoundError."""
        return self._path(number).read_bytes()

    def newest(self) -> int:
        """Return the highest number there is, or 0."""
        for folder in reversed(self._folders()):
            if held := self._numbers(folder):
                return held[-1]
        return 0

    def numbers(self) -> Iterator[int]:
        """Yield every number there is, lowest first."""
        for folder in self._folders():
            yield from self._numbers(folder)

    def _path(self, number: int) -> Path:
        return self._root / f"{number // _PER_FOLDER:07}" / f"{number:010}{self._suffix}"

    def _numbers(self, folder: Path) -> list[int]:
        files = folder.glob(f"*{self._suffix}")
        return sorted(int(path.stem) for path in files if path.stem.isdecimal())

    def _folders(self) -> list[Path]:
        if not self._root.is_dir():
            return []
        return sorted(path for path in self._root.iterdir() if path.name.isdecimal())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
