"""A line to the server that is slow, cut and mended, and waiting for what a page's scripts do."""

import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit


def wait(page, script, seconds=30):
    """Wait until a script is true; the page's own policy forbids Playwright's way of waiting."""
    until = time.monotonic() + seconds
    while not page.evaluate(script):
        assert time.monotonic() < until, f"{script} on {page.inner_text('main')}"
        time.sleep(0.05)


class Line:
    """The line between browser and server: a slow one, that can be cut and mended."""

    def __init__(self, site):
        self.to = ("127.0.0.1", urlsplit(site).port)
        self.port = 0
        self.pause = 0.0
        self.links = []
        self.mend()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def mend(self):
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, args=[self.listener], daemon=True).start()

    def cut(self):
        for link in [self.listener, *self.links]:
            with suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
            link.close()
        self.links = []

    def _accept(self, listener):
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(self.to)
                self.links += [near, far]
                for ends in ((near, far, lambda: self.pause), (far, near, float)):
                    threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, from_, to, pause):
        with suppress(OSError):
            while read := from_.recv(65536):
                to.sendall(read)
                time.sleep(pause())
        for link in (from_, to):
            with suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
