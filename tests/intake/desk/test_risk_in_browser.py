"""The desk's pages about risk in Chromium: no fault axe-core knows, nothing scrolls sideways."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from casefile.services import conflicts
from casefile.services.actors import of_user
from intake import alarms
from intake.models import CrimeReport, RiskAssessment
from tests import browser as tools
from tests import factories
from tests.intake.sent import report_by_http
from tests.intake.test_assessments import ABUSE, assess
from tests.intake.test_flags import set_flag
from tests.intake.test_matches import say
from tests.intake.walk import make_report

pytestmark = [pytest.mark.browser, pytest.mark.long]
STORY = "He broke the door of my flat in the night. Then he strangled me until it went black."


def _risky_desk():
    """Make a desk with alarms, judgements, flags, matches and interests; return its pages."""
    user = factories.make_user("crime_registrar", "crime_assessor", name="Jo Pike")
    other = factories.make_user("crime_assessor", name="Ann Other")
    client, second, reporter = Client(), Client(), Client()
    client.force_login(user)
    second.force_login(other)
    now = timezone.now()
    shared = {"email": "aisha@example.com", "address": "4 Invented Court, Northgate"}
    mine = report_by_http(
        reporter, "da", story=STORY, relation_to_them="ex_partner", **ABUSE, **shared,
        impact=["learning", "before"],
    )  # fmt: skip
    first, second_one = make_report(at=now - timedelta(days=40)), make_report(at=now)
    late = make_report(at=now - timedelta(minutes=50), weapon="yes", weapon_details="A knife")
    make_report(at=now - timedelta(hours=30))
    for report in (mine, late):
        CrimeReport.objects.filter(pk=report.pk).update(first_read_at=None)
        alarms.raise_if_needed(report=report, kind="unread", level=1, at=now)
    assess(client, mine)
    assess(second, mine, "dash", grade="high")
    set_flag(client, mine, "suicidal")
    client.post(f"/desk/reports/{late.pk}/priority/", {"reason": "The knife was a toy."})
    say(client, second_one, first, "same_event", reason="I rang her: it was the same evening.")
    row = conflicts.set_on(
        late, user=other, how="declared", reason="A neighbour", by=of_user(other), at=now
    )
    flag = mine.flags.get()
    judged = RiskAssessment.objects.get(tool="dash")
    desk = f"/desk/reports/{mine.pk}"
    return client, {
        "queue": "/desk/reports/",
        "report": f"{desk}/",
        "risk": f"{desk}/risk/",
        "matched": f"/desk/reports/{second_one.pk}/risk/",
        "thrive": f"{desk}/assess/thrive/",
        "dash": f"{desk}/assess/dash/",
        "dara": f"{desk}/assess/dara/",
        "grade": f"/desk/reports/assessments/{judged.pk}/grade/",
        "priority": f"{desk}/priority/",
        "flag": f"{desk}/flags/?flag=learning",
        "end-flag": f"/desk/reports/flags/{flag.pk}/end/",
        "interest": f"{desk}/interest/",
        "match": f"/desk/reports/{second_one.pk}/matches/{first.pk}/",
        "search": "/desk/reports/search/",
        "overdue": "/desk/reports/overdue/",
        "conflicts": "/manage/conflicts/",
        "conflict": f"/manage/conflicts/{row.pk}/",
    }


def test_the_pages_about_risk_have_no_known_fault_at_any_width(committed_db):
    with tools.live_server() as address, tools.chromium() as chromium:
        client, pages = _risky_desk()
        walk = tools.StaffWalk(chromium, address, client)
        for name, path in pages.items():
            walk.open(name, path)
            _sent_empty(walk, name)

    assert not walk.problems, "\n".join(walk.problems)


def _sent_empty(walk, name):
    """Send the form as it is, so that its errors are looked at too; the search finds something."""
    if name not in {"thrive", "flag", "search"}:
        return
    if name == "search":
        walk.page.fill("[name=email]", "aisha@example.com")
        walk.page.fill("[name=reason]", "The caller says she reported before.")
    walk.press(f"{name}-sent", "main form button[type=submit] >> nth=0")
