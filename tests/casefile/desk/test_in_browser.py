"""What a report brought into the case, in Chromium: no fault of axe-core, nothing too wide."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import browser as tools
from tests import factories
from tests.intake.carrying.test_table import answered_report, carried

pytestmark = [pytest.mark.browser, pytest.mark.long]


def _carried_case():
    """Make a case of a whole report and return who works on it, and its pages by name."""
    case = carried(answered_report("da", for_whom="me", keeper="mine"))
    factories.make_property_item(case=case, number=101, brand="Acorn 12", value_pence=45_000)
    factories.make_vehicle(case=case, number=102, make="Acorn", model="Estate", colour="Blue")
    officer = factories.make_user("officer", name="Joan Hall", force=case.force)
    factories.make_assignment(case=case, user=officer)
    client = Client()
    client.force_login(officer)
    victim, described = case.victims.get(), case.described_people.first()
    thing = case.property_items.first()
    subjects = {
        "said": case, "property": case, "add-property": case, "add-vehicle": case, "people": case,
        "person": victim.person, "verify-contact": victim.person, "contact-plan": victim.person,
        "add-contact": victim.person, "needs": victim.person.witness, "identify": described,
        "property-status": thing,
    }  # fmt: skip
    pages = {name: reverse(f"desk:{name}", args=[row.pk]) for name, row in subjects.items()}
    return client, pages


def test_pages_about_what_was_reported_have_no_known_fault_at_any_width(committed_db):
    with tools.live_server() as address, tools.chromium() as chromium:
        client, pages = _carried_case()
        walk = tools.StaffWalk(chromium, address, client)
        for name, path in pages.items():
            walk.open(name, path)

    assert not walk.problems, "\n".join(walk.problems)
