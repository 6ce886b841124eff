"""A film of 4 GB through the real server: cut, resumed, sent in and sealed, with flat memory."""

import hashlib
import http.client
import os
import subprocess
import sys
import time
from contextlib import closing

import pytest

from casefile import clock
from casefile.services import evidence
from casefile.uploads.models import Upload
from casefile.worker import loop
from intake import draft_files, drafts, services
from intake.models import Draft, ReportFile, hash_of
from intake.views.public import COOKIE
from intake.words import Say
from tests.conftest import ROOT
from tests.intake.script_uploads import UPLOADS, meta
from tests.intake.walk import make_draft

pytestmark = pytest.mark.long
SIZE = 4 << 30
BLOCK = os.urandom(1 << 20)
PORT_WAIT = 30
MOST_MEMORY = 256 << 20


class Server:
    """The product's own web server on a database of the test."""

    def __init__(self, environment, port):
        self.port = port
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        options = ["--port", str(port), "--workers", "1", "--blocking-threads", "4"]
        self.process = subprocess.Popen(
            [*command, *options, "--log-level", "warning", "casefile.config.wsgi:application"],
            cwd=ROOT,
            env=environment,
        )
        until = time.monotonic() + PORT_WAIT
        while time.monotonic() < until:
            try:
                self.ask("OPTIONS", UPLOADS, {})
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise AssertionError("the server did not start")

    def link(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)

    def ask(self, method, path, headers):
        with closing(self.link()) as link:
            link.request(method, path, headers={"Tus-Resumable": "1.0.0"} | headers)
            answer = link.getresponse()
            answer.read()
            return answer

    def memory(self):
        """Return the most that the server's processes held so far."""
        children = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(children) as found:
            pids = [str(self.process.pid), *found.read().split()]
        most = []
        for pid in pids:
            with open(f"/proc/{pid}/status") as status:
                line = next(row for row in status if row.startswith("VmHWM"))
            most.append(int(line.split()[1]) << 10)
        return max(most)


@pytest.fixture
def server(committed_db, tmp_path_factory):
    started = Server(committed_db.environment, 18000 + os.getpid() % 1000)
    yield started
    started.process.terminate()
    started.process.wait()


def push(server, place, cookie, offset, stop):
    """Send the film from a byte on; hang up at another."""
    link = server.link()
    link.putrequest("PATCH", place)
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": str(offset), "Cookie": cookie,
               "Content-Type": "application/offset+octet-stream",
               "Content-Length": str(SIZE - offset)}  # fmt: skip
    for name, value in headers.items():
        link.putheader(name, value)
    link.endheaders()
    for at in range(offset, stop, len(BLOCK)):
        place_in_block = at % len(BLOCK)
        link.send(BLOCK[place_in_block:][: stop - at])
    answer = None
    if stop == SIZE:
        answer = link.getresponse()
        answer.read()
    link.close()
    return answer


@pytest.fixture
def form():
    """A finished form, and the cookie of the browser that holds it."""
    draft, token = make_draft(), "a token of the test"
    Draft.objects.update(token_hash=hash_of(token), expires_at=clock.real() + drafts.KEPT_FOR)
    return draft, f"{COOKIE}={token}"


def test_a_film_of_four_gigabytes_is_cut_resumed_sent_in_and_sealed(server, form, record_property):
    draft, cookie = form
    about = {"Cookie": cookie, "Upload-Length": str(SIZE), "Content-Length": "0"}
    about["Upload-Metadata"] = meta(filename="door.mp4")
    began = time.monotonic()

    place = server.ask("POST", UPLOADS, about).headers["Location"]
    push(server, place, cookie, 0, SIZE // 2)
    offset = until_free(server, place, cookie)
    answer = push(server, place, cookie, offset, SIZE)
    uploaded = time.monotonic()
    draft_files.collect(draft=draft, at=clock.real())
    services.submit(draft=draft, say=Say(), at=clock.real())
    loop.drain()

    record_property("upload_seconds", round(uploaded - began, 1))
    record_property("seal_seconds", round(time.monotonic() - uploaded, 1))
    record_property("server_megabytes", server.memory() >> 20)
    file = ReportFile.objects.get()
    assert (offset, answer.status) == (SIZE // 2, 204)
    assert server.memory() < MOST_MEMORY
    assert file.sha256 == file.stored.sha256 == expected()
    assert file.stored.size_bytes == SIZE
    assert not Upload.objects.exists()
    evidence.store()._path(file.stored.key).unlink()  # four gigabytes are enough


def until_free(server, place, cookie):
    """Wait until the server noticed the cut, and return how much it has."""
    while True:
        if not Upload.objects.get().held_by:
            answer = server.ask("HEAD", place, {"Cookie": cookie})
            return int(answer.headers["Upload-Offset"])
        time.sleep(0.1)


def expected():
    whole = hashlib.sha256()
    for _ in range(SIZE // len(BLOCK)):
        whole.update(BLOCK)
    return whole.hexdigest()
