"""An officer at a doorstep: their case, the line to the server, and their tablet."""

import os

import pytest
from django.conf import settings
from django.test import Client

from casefile import clock
from casefile.capture.services import devices
from casefile.services.actors import of_user
from tests import browser as tools
from tests import factories
from tests.device import PASSPHRASE, Device
from tests.line import Line, wait


@pytest.fixture
def visit(committed_db):
    """An officer, their case with a victim at it, and the site."""
    officer = factories.make_user("officer", name="Joan Hall")
    case = factories.make_assigned_case(officer, title="Robbery, Northgate underpass")
    person = factories.make_person(case=case, given_names="Amina", family_name="Yusuf")
    factories.make_victim(case=case, person=person)
    factories.make_witness(case=case, person=person, kind="victim")
    with tools.live_server() as site:
        yield officer, case, site


@pytest.fixture
def line(visit):
    made = Line(visit[2])
    yield made
    made.cut()


@pytest.fixture
def device(visit, line, tmp_path):
    """The officer's tablet, before it is set up; its browser is signed in at the server."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    client = Client()
    client.force_login(visit[0])
    name = settings.SESSION_COOKIE_NAME
    cookies = [{"name": name, "value": client.cookies[name].value, "url": line.address}]
    made = Device(line.address, tmp_path / "profile", cookies)
    yield made
    made.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def set_up(device, officer):
    """Enrol the tablet by an administrator's code, and wait for what it is lent."""
    administrator = factories.make_user("force_administrator", force=officer.force)
    by = of_user(administrator)
    code = devices.make_code(force=officer.force, by=by, at=clock.now())
    page = device.start()
    page.fill("[name=code]", code)
    page.fill("[name=name]", "Van 4")
    page.fill("[name=passphrase]", PASSPHRASE)
    page.fill("[name=again]", PASSPHRASE)
    page.click("button[type=submit]")
    page.wait_for_selector("#cases li")
    wait(page, "document.querySelector('#state').innerText !== 'Sending'")
