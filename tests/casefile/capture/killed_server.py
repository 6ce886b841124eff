"""A server of our own that is killed again and again at a random point, and started anew."""

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


class KilledServer:
    """Serves on one port in a forked process, which ends itself at the n-th pass of a point."""

    def __init__(self, points, *, seed=7):
        self.points, self.chance = points, random.Random(seed)
        self.port, self.kills = free_port(), 0

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def serve_while(self, client):
        """Keep a server up, whatever kills it, until the client's process has ended."""
        while client.poll() is None:
            self.kills += self._one_life(client)
        return self.kills

    def _one_life(self, client):
        point = f"{self.chance.choice(self.points)}:{self.chance.randint(2, 5)}"
        connections.close_all()  # a connection cannot be shared
        child = os.fork()
        if child == 0:
            self._serve(point)
        while client.poll() is None:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status) == -signal.SIGKILL
            time.sleep(0.02)
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
        return 0

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
