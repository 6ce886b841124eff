"""The desk's pages in Chromium: no fault that axe-core knows, nothing that scrolls sideways."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from intake.models import BulkAction, CrimeReport
from tests import browser as tools
from tests import factories
from tests.intake.desk.test_queue import make_row
from tests.intake.walk import make_report

pytestmark = pytest.mark.browser
LEADS_ON = {"ask": "text=Preview", "tell": "text=Preview", "queue": "text=Keep as incident only"}
CLOSED = {"ground": "not_a_crime", "reason": "She found the phone in her bag."}


def _filled_desk():
    """Make a desk at work and return who is signed in, and the pages to look at by name."""
    user = factories.make_user("crime_assessor", name="Jo Pike", email="jo@example.com")
    other = factories.make_user("crime_assessor", name="Ann Other")
    client, second = Client(), Client()
    client.force_login(user)
    second.force_login(other)
    now = timezone.now()
    for hours in (1, 21, 27):
        make_row(form="theft", at=now - timedelta(hours=hours))
    make_row(priority="high", priority_reasons=["A weapon was seen or used"], at=now)
    mine = make_report(
        at=now - timedelta(hours=3), weapon="yes", weapon_details="A knife",
        ways=["email", "phone"], phone="07700 900182",
    )  # fmt: skip
    theirs = make_report(at=now - timedelta(hours=4))
    second.get(f"/desk/reports/{theirs.pk}/")
    closed = make_report(at=now - timedelta(hours=5))
    client.post(f"/desk/reports/{closed.pk}/incident-only/", CLOSED)
    passed = make_report(at=now - timedelta(hours=6))
    client.post(f"/desk/reports/{passed.pk}/transfer/", {"to_force": "43", "reason": "Oxford."})
    client.post("/desk/reports/searches/save/?form=theft", {"name": "New", "every_minutes": "60"})
    rows = [str(pk) for pk in CrimeReport.objects.values_list("pk", flat=True)]
    given = CLOSED | {"action": "close", "preview": "1", "reports": rows}
    client.post("/desk/reports/bulk/", given)
    done = BulkAction.objects.get()
    client.post(f"/desk/reports/bulk/{done.pk}/confirm/")
    return client, {
        "queue": "",
        "filtered": "?priority=standard&clock=soon&since=nonsense",
        "decided": "?show=decided",
        "not-told": "not-told/",
        "searches": "searches/",
        "save-search": "searches/save/?form=theft",
        "report": f"{mine.pk}/",
        "log": f"{mine.pk}/log/",
        "messages": f"{closed.pk}/messages/",
        "ask": f"{mine.pk}/ask/",
        "tell": f"{closed.pk}/tell/",
        "held": f"{theirs.pk}/",
        "take-over": f"{theirs.pk}/take-over/",
        "close": f"{mine.pk}/incident-only/",
        "transfer": f"{mine.pk}/transfer/",
        "refer": f"{mine.pk}/refer/",
        "assign": f"{mine.pk}/assign/",
        "passed": f"{passed.pk}/",
        "bulk-done": f"bulk/{done.pk}/",
    }


def _press_on(walk, name):
    """Press on to the previews, which no address leads to."""
    if name == "ask":
        walk.page.check("input[name=template][value=where]")
    elif name == "queue":
        for box in walk.page.locator("input[name=reports]").all()[:3]:
            box.check(force=True)
        walk.page.click("text=Do one thing with those chosen")
    if button := LEADS_ON.get(name):
        walk.press(f"{name}-on", button)


def test_the_pages_of_the_desk_have_no_known_fault_at_any_width(committed_db):
    with tools.live_server() as address, tools.chromium() as chromium:
        client, pages = _filled_desk()
        walk = tools.StaffWalk(chromium, address, client)
        for name, path in pages.items():
            walk.open(name, f"/desk/reports/{path}")
            _press_on(walk, name)

    assert not walk.problems, "\n".join(walk.problems)
