"""A server of our own in a forked process, that is killed at a point and started anew."""

import os
import random
import signal
import socket
import time
from contextlib import suppress

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.test.testcases import QuietWSGIRequestHandler, ThreadedWSGIServer

from casefile import crashpoints
from casefile.uploads.models import Upload


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


class Server:
    """Serves on one port in one forked process after another; `point` is where the next one dies.

    `kills` counts the lives that ended by SIGKILL; `ended` is the exit code of the last that ended.
    """

    def __init__(self):
        self.port, self.kills, self.ended, self._child = free_port(), 0, None, 0

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self, point=""):
        connections.close_all()  # a connection cannot be shared
        self._child = os.fork()
        if self._child == 0:
            self._serve(point)

    def is_dead(self):
        """Say whether the process has ended, by whatever."""
        ended, status = os.waitpid(self._child, os.WNOHANG)
        if ended:
            self.ended = os.waitstatus_to_exitcode(status)
            self.kills += self.ended == -signal.SIGKILL
        return bool(ended)

    def revive(self):
        """Start a life that nothing ends, if this one is over; else wait a little."""
        if self.is_dead():
            self.start()
        else:
            time.sleep(0.02)

    def stop(self):
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self._child, signal.SIGTERM)
            os.waitpid(self._child, 0)

    def _serve(self, point):
        with suppress(BaseException):
            Upload.objects.update(held_until=None)  # else a dead writer's lease is waited for
            crashpoints._passed.clear()
            os.environ["CASEFILE_CRASHPOINT"] = point
            # The port of the one that was killed before is taken at once.
            server = ThreadedWSGIServer(
                ("127.0.0.1", self.port), QuietWSGIRequestHandler, allow_reuse_address=True
            )
            server.set_app(WSGIHandler())
            server.serve_forever()
        os._exit(1)


class KilledServer(Server):
    """Ends itself at the n-th pass of a point, both by chance, in life after life."""

    def __init__(self, points, *, seed=7):
        super().__init__()
        self.points, self.chance = points, random.Random(seed)

    def serve_while(self, client):
        """Keep a server up, whatever kills it, until the client's process has ended."""
        while client.poll() is None:
            self.start(f"{self.chance.choice(self.points)}:{self.chance.randint(2, 5)}")
            while client.poll() is None and not self.is_dead():
                time.sleep(0.02)
        self.stop()
        return self.kills
