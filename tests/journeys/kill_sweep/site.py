"""What a sweep of kills is made on: a case, a tablet and two browsers at a server that dies."""

import re
from http.client import HTTPException
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from casefile import clock
from casefile.capture.services import devices
from casefile.services.actors import of_user
from casefile.uploads import parts
from tests import factories
from tests.casefile.capture.killed_server import Server
from tests.casefile.capture.tablet import InProcess, OverNetwork, Tablet

_FORM = "application/x-www-form-urlencoded"


def again():
    """Yield for as long as something may be tried again; then fail."""
    yield from range(3000)
    raise AssertionError("nothing answered")


class Line:
    """Calls to a server that may be killed during any of them, and is then started anew.

    `send` makes a call until it is answered; `once` returns None for one that never was.
    """

    def __init__(self, server, session=""):
        self.server = server
        self.wire = OverNetwork(server.address, session, cookie=settings.SESSION_COOKIE_NAME)

    def send(self, *given):
        for _ in again():
            if answer := self.once(*given):
                return answer

    def once(self, *given):
        try:
            return self.wire.send(*given)
        except (OSError, HTTPException):
            self.server.revive()
            return None

    def page(self, path):
        return self.send("GET", path)

    def press(self, path, page, **fields):
        """Send the form of a page, as its button does; None where no answer came."""
        token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page.body)[1].decode()
        content = urlencode(fields | {"csrfmiddlewaretoken": token}, doseq=True).encode()
        return self.once("POST", path, content, {"Content-Type": _FORM})


class Site:
    """An officer with an enrolled tablet at a case, and what was acknowledged to whom."""

    def __init__(self):
        self.officer = factories.make_user("officer", name="Joan Hall")
        self.case = factories.make_assigned_case(self.officer)
        self.by, self.server = of_user(self.officer), Server()
        self.indoors = InProcess(self.officer)
        self.tablet = Tablet(self.indoors, self.officer, now=clock.now())
        administrator = of_user(factories.make_user("force_administrator"))
        self.tablet.enrol(
            devices.make_code(force=self.officer.force, by=administrator, at=clock.now())
        )
        self.outside = self.line_of(self.officer)
        self.receipts, self.blocks, self.signed, self.lost_bytes = [], [], [], 0

    def line_of(self, user):
        """Return the line of somebody who is signed in."""
        client = Client()
        client.force_login(user)
        return Line(self.server, client.cookies[settings.SESSION_COOKIE_NAME].value)

    def go_outside(self):
        """Give the tablet the line to the server that is killed."""
        self.tablet.wire = self.outside
        self.tablet.get("session/")

    def go_indoors(self):
        self.tablet.wire = self.indoors

    def compare_part(self, upload, content, acknowledged, offset):
        """Count what was acknowledged of an upload, and is not at the front of its part file."""
        kept = parts.path_of(upload).read_bytes()[:acknowledged]
        if offset < acknowledged or kept != content[:acknowledged]:
            self.lost_bytes += acknowledged

    def killed_during(self, step, point):
        """Take a step while the server dies at a point; return its exit code, None if it lived."""
        taken = step(self)
        next(taken)
        self.server.ended = None
        self.server.start(point)
        try:
            next(taken, None)
        finally:
            self.server.stop()
            self.go_indoors()
        return self.server.ended
