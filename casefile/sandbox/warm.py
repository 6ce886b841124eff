"""One warm parent as the caller holds it: its start, its control socket and its end."""

import contextlib
import select
import signal
import subprocess
import threading
import time
from typing import Any

from casefile.sandbox import launch, messages

_START_SECONDS = 60
_END_SECONDS = 5


class ParentLost(Exception):
    """The warm parent is gone or does not answer."""


class WarmParent:
    """A started warm parent; `control` is readable when it has something to say."""

    def __init__(self, kinds: launch.Kinds, *, isolated: bool) -> None:
        self.control, theirs = messages.pair()
        self._process: subprocess.Popen[bytes] | None = None
        launched = threading.Event()

        def keep() -> None:
            try:
                self._process = launch.start(theirs.fileno(), kinds, isolated=isolated)
            finally:
                theirs.close()
                launched.set()
            self._process.wait()

        # The kernel ends the parent with the *thread* that started it, and request threads come
        # and go: this one stays as long as the parent does.
        self._keeper = threading.Thread(target=keep, name="sandbox", daemon=True)
        self._keeper.start()
        launched.wait()
        self.expect("ready", _START_SECONDS)

    def send(self, message: dict[str, Any], descriptors: tuple[int, ...] = ()) -> None:
        """Tell the parent something. Raises: ParentLost."""
        try:
            messages.send(self.control, message, descriptors)
        except OSError as error:
            raise ParentLost from error

    def expect(self, op: str, seconds: float) -> dict[str, Any]:
        """Return the next message, which must be `op`. Raises: ParentLost."""
        deadline = time.monotonic() + seconds
        ready, _, _ = select.select([self.control], [], [], deadline - time.monotonic())
        try:
            message = messages.receive(self.control)[0] if ready else {}
        except (EOFError, OSError, ValueError) as error:
            raise ParentLost from error
        if message.get("op") != op:
            raise ParentLost
        return message

    def close(self) -> None:
        """End the parent: it leaves when its socket closes, or is killed."""
        self.abandon()
        self._keeper.join(_END_SECONDS)
        if self._keeper.is_alive() and self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._keeper.join(_END_SECONDS)

    def abandon(self) -> None:
        """Let go of the socket without touching the process."""
        with contextlib.suppress(OSError):
            self.control.close()
