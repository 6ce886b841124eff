"""Pages about things in hand, in Chromium: no fault of axe-core, nothing too wide."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import browser as tools
from tests import factories

pytestmark = pytest.mark.browser
PAGES = ("exhibits", "labels", "exhibit", "item", "transfer", "give-outside", "hand-over")


def _held_thing():
    """Return a signed-in officer's client and a thing that the officer holds."""
    officer = factories.make_user("officer", "exhibits_officer", name="Joan Hall")
    case = factories.make_assigned_case(officer)
    client = Client()
    client.force_login(officer)
    return client, factories.make_exhibit(case=case, custody="person", held_by=officer)


@pytest.mark.long
def test_pages_about_things_have_no_known_fault_at_any_width(committed_db):
    client, thing = _held_thing()
    officer, case = thing.held_by, thing.case
    offer = factories.make_hand_over(case=case, to_user=officer)
    subjects = {"exhibits": case, "labels": case, "hand-over": offer}

    with tools.live_server() as address, tools.chromium() as chromium:
        walk = tools.StaffWalk(chromium, address, client)
        for name in PAGES:
            subject = subjects.get(name, thing)
            walk.open(name, reverse(f"desk:{name}", args=[subject.pk]))
        walk.open("scan", "/desk/things/")
        walk.open("count", "/desk/things/count/")

    assert not walk.problems, "\n".join(walk.problems)


def test_somebody_outside_the_force_signs_on_the_glass(committed_db):
    client, thing = _held_thing()
    fields = {
        "person": "Eve Stone",
        "organisation": "Northgate Laboratory",
        "place": "Laboratory",
        "reason": "Examination",
        "seal_number": "S004412",
        "condition": "Whole",
    }

    with tools.live_server() as address, tools.chromium() as chromium:
        walk = tools.StaffWalk(chromium, address, client)
        walk.page.goto(address + reverse("desk:give-outside", args=[thing.pk]))
        for name, words in fields.items():
            walk.page.fill(f"[name={name}]", words)
        tools.draw_signature(walk.page)
        with walk.page.expect_navigation():
            walk.page.click("main form button[type=submit]")
        thing.refresh_from_db()

    assert thing.holder.startswith("Eve Stone")
    assert thing.hand_overs.get().signature.media_type == "image/png"
