"""One job as its own process sees it: parameters, files by descriptor, and places to write."""

import json
import os
import socket
from typing import Any, BinaryIO

from casefile.sandbox import messages


class JobRefused(Exception):
    """The kind will not do this job; code and words go to the caller as `JobFailed`."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Job:
    """What a kind's `run(job)` is given."""

    def __init__(self, sock: socket.socket, params: dict[str, Any], files: dict[str, int]) -> None:
        self._sock = sock
        self.params = params
        self.files = files
        self._written: list[BinaryIO] = []

    def open(self, name: str) -> BinaryIO:
        """Open one of the job's files, from its start."""
        descriptor = self.files[name]
        os.lseek(descriptor, 0, os.SEEK_SET)
        return os.fdopen(descriptor, "rb", closefd=False)

    def read(self, name: str) -> bytes:
        """Return the whole of one of the job's files."""
        with self.open(name) as source:
            return source.read()

    def output(self, name: str) -> BinaryIO:
        """Open a new output of this name, for writing and reading."""
        self._written.append(self._ask({"op": "output", "name": name}))
        return self._written[-1]

    def scratch(self) -> BinaryIO:
        """Open a nameless file on the caller's disk that vanishes with the job."""
        return self._ask({"op": "scratch"})

    def _ask(self, message: dict[str, Any]) -> BinaryIO:
        messages.send(self._sock, message)
        _, given = messages.receive(self._sock, descriptors=True)
        return os.fdopen(given[0], "w+b")

    def finish(self, value: Any) -> None:
        """Hand the value to the caller. Raises: OSError when an output did not fit its limit."""
        for output in self._written:
            output.close()
        with self._ask({"op": "value"}) as target:
            target.write(json.dumps(value).encode())
        messages.send(self._sock, {"op": "done"})

    def fail(self, code: str, reason: str) -> None:
        """Tell the caller why there is no value."""
        messages.send(self._sock, {"op": "failed", "code": code[:60], "reason": reason[:500]})


def path_of(file: BinaryIO | int) -> str:
    """Return a name under which libraries and tools that want a path can open the descriptor."""
    return f"/proc/self/fd/{file if isinstance(file, int) else file.fileno()}"
