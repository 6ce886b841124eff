"""The pages on which crimes are recorded and ended, in Chromium at three widths."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from casefile.services import allocation
from casefile.services.actors import of_user
from intake import closing
from tests import browser as tools
from tests import factories
from tests.intake.walk import make_report

pytestmark = [pytest.mark.browser, pytest.mark.long]


def _recorded_desk():
    """Make a desk with a recorded report, and return who is signed in and the pages by name."""
    user = factories.make_user("crime_registrar", "supervisor", "officer", name="Nadia Frost")
    boss = factories.make_user("supervisor", "officer", name="Kofi Mensah", rank="DS")
    assessor = of_user(factories.make_user("crime_assessor", name="Jo Pike"))
    client, now = Client(), timezone.now()
    client.force_login(user)
    report = make_report(at=now - timedelta(hours=30), weapon="yes", weapon_details="A knife")
    fields = {
        "home_office_class": "34B", "included_offences": ["Assault with injury"],
        "title": "Robbery, Northgate station", "level": "high", "officer": boss.pk,
        "supervisor": user.pk, "flags": ["knife"], "late_reason": "It came in on a Saturday.",
        **factories.WHY_RECORDED,
    }  # fmt: skip
    open_one = make_report(at=now - timedelta(hours=3), story="He strangled me and took it.")
    address = f"/desk/reports/{report.pk}/record/"
    assert client.post(address, fields).status_code == 302
    report.refresh_from_db()
    crime = report.case.crimes.get()
    allocation.decide(crime=crime, team="response", reason="They are on it.", by=of_user(boss),
                      at=now)  # fmt: skip
    waiting = closing.close_or_ask(
        report=make_report(at=now), ground="only_offends", reason="It is rude.", by=assessor, at=now
    )
    reports, crimes = "/desk/reports/", f"/desk/crimes/{crime.pk}/"
    return client, {
        "record": f"{reports}{open_one.pk}/record/?q=knife",
        "record-another": f"{reports}{report.pk}/record-another/",
        "recorded": f"{reports}{report.pk}/",
        "registrar": f"{reports}registrar/",
        "sign-off": f"{reports}sign-offs/{waiting.pk}/",
        "crime": crimes,
        "class": f"{crimes}class/?q=theft",
        "solvability": f"{crimes}solvability/",
        "team": f"{crimes}team/",
        "outcome": f"{crimes}outcome/",
        "cancel": f"{crimes}cancel/",
        "flags": f"{crimes}flags/",
        "case": f"/desk/cases/{report.case_id}/",
        "crimes": f"/desk/cases/{report.case_id}/crimes/",
    }


def test_recording_and_ending_a_crime_has_no_known_fault_at_any_width(committed_db):
    with tools.live_server() as address, tools.chromium() as chromium:
        client, pages = _recorded_desk()
        walk = tools.StaffWalk(chromium, address, client)
        for name, path in pages.items():
            walk.open(name, path)
            if name in {"outcome", "record", "solvability"}:
                walk.press(f"{name}-errors", "form[method=post] button[type=submit] >> nth=-1")

    assert not walk.problems, "\n".join(walk.problems)
