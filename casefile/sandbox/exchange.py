"""The caller's half of one job: hand it over, grant places to write, wait, take the answer.

What the job says is not trusted: every message is small, known, counted and has a deadline.
"""

import json
import os
import signal
import socket
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, BinaryIO, Self, cast

from casefile.sandbox import messages
from casefile.sandbox.files import memory_file
from casefile.sandbox.limits import Limits
from casefile.sandbox.warm import WarmParent

_VALUE_BYTES = 128 << 20
_END_SECONDS = 30


class JobFailed(Exception):
    """The job gave no answer; `code` is for programs, `reason` may quote the untrusted file."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.reason = reason


@dataclass(frozen=True)
class Result:
    """The job's JSON value, and its outputs by name as nameless files standing at their start."""

    value: Any
    outputs: dict[str, BinaryIO]

    def read(self, name: str) -> bytes:
        """Return the whole of one output."""
        self.outputs[name].seek(0)
        return self.outputs[name].read()

    def close(self) -> None:
        """Let the outputs go."""
        for output in self.outputs.values():
            output.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


class Exchange:
    """One job, once."""

    def __init__(
        self, request: Mapping[str, Any], descriptors: Sequence[int], limits: Limits
    ) -> None:
        self._request = request
        self._descriptors = descriptors
        self._limits = limits
        self._deadline = time.monotonic() + limits.wall_seconds
        self._outputs: dict[str, BinaryIO] = {}
        self._granted = 0
        self._stack = ExitStack()

    def run(self, parent: WarmParent) -> Result:
        """Do the job on this parent. Raises: JobFailed, ParentLost."""
        with self._stack as stack:
            stack.callback(lambda: Result(None, self._outputs).close())
            self._value = stack.enter_context(_nameless())
            sock, theirs = messages.pair()
            stack.enter_context(sock)
            with theirs:
                parent.send({"op": "job"}, (theirs.fileno(),))
            self._converse(sock, parent)
            value = self._read_value()
            for output in self._outputs.values():
                output.seek(0)
            kept, self._outputs = self._outputs, {}
            return Result(value, kept)

    def _converse(self, sock: socket.socket, parent: WarmParent) -> None:
        """Serve the job to its answer; on return or refusal its processes are gone."""
        try:
            self._hand_over(sock)
            self._serve(sock)
        except TimeoutError as error:
            _end(parent)
            raise JobFailed("time_limit", "the job took too long") from error
        except (OSError, EOFError) as error:
            raise _death(_end(parent)) from error
        except BaseException:
            _end(parent)
            raise
        _end(parent)

    def _hand_over(self, sock: socket.socket) -> None:
        request = memory_file(json.dumps(self._request).encode())
        self._stack.callback(os.close, request)
        self._send(sock, "job", [request])
        for start in range(0, len(self._descriptors), messages.MAX_DESCRIPTORS):
            self._send(sock, "files", self._descriptors[start : start + messages.MAX_DESCRIPTORS])

    def _serve(self, sock: socket.socket) -> None:
        while True:
            message = self._receive(sock)
            match message.get("op"):
                case "done":
                    return
                case "failed":
                    raise JobFailed(str(message.get("code")), str(message.get("reason")))
                case "value":
                    self._send(sock, "here", [self._value.fileno()])
                case "output":
                    place = self._outputs[str(message.get("name"))] = self._place()
                    self._send(sock, "here", [place.fileno()])
                case _:
                    place = self._stack.enter_context(self._place())
                    self._send(sock, "here", [place.fileno()])

    def _place(self) -> BinaryIO:
        self._granted += 1
        if self._granted > self._limits.outputs:
            raise JobFailed("output_limit", "the job asked for too many outputs")
        return _nameless()

    def _send(self, sock: socket.socket, op: str, descriptors: Sequence[int]) -> None:
        sock.settimeout(self._left())
        messages.send(sock, {"op": op}, descriptors)

    def _receive(self, sock: socket.socket) -> dict[str, Any]:
        sock.settimeout(self._left())
        try:
            return messages.receive(sock)[0]
        except ValueError as error:
            raise JobFailed("bad_answer", "the job said something that is no message") from error

    def _left(self) -> float:
        # Never zero: that would mean "do not wait" and not "time is up".
        return max(self._deadline - time.monotonic(), 0.001)

    def _read_value(self) -> Any:
        if os.fstat(self._value.fileno()).st_size > _VALUE_BYTES:
            raise JobFailed("output_limit", "the job's value is too large")
        self._value.seek(0)
        try:
            return json.load(self._value)
        except (ValueError, RecursionError) as error:
            raise JobFailed("bad_answer", "the job's value is no JSON") from error


def _nameless() -> BinaryIO:
    return cast(BinaryIO, tempfile.TemporaryFile(buffering=0))


def _end(parent: WarmParent) -> int:
    """Kill what is left of the job, wait until it is gone and return its exit status.

    A kill that comes too late changes nothing: the status is then how the job ended by itself.
    """
    parent.send({"op": "kill"})
    return int(parent.expect("ended", _END_SECONDS)["status"])


def _death(status: int) -> JobFailed:
    if status == -signal.SIGXCPU:
        return JobFailed("cpu_limit", "the job used up its processor time")
    if status < 0:
        return JobFailed("crashed", f"the job was ended by {signal.Signals(-status).name}")
    return JobFailed("no_answer", "the job ended without an answer")
