"""The desk overrides what the answers made of a report's priority, with a reason."""

from datetime import timedelta

import pytest

from casefile.models import CaseEvent
from casefile.services import events
from intake.models import PriorityChange
from tests.intake.walk import REPORTED_AT, make_report

pytestmark = pytest.mark.django_db


def page_of(browser, report):
    pages = [browser.get(f"/desk/reports/{report.pk}/{part}") for part in ("", "risk/")]
    return "".join(page.content.decode() for page in pages)


@pytest.mark.parametrize(
    ("before", "after"),
    [({}, "high"), ({"weapon": "yes", "weapon_details": "A stick"}, "standard")],
)
def test_the_priority_is_overridden_up_and_down_with_a_reason_in_the_log(
    desk, crime_assessor, before, after
):
    report = make_report(**before)
    suggested = report.priority

    answer = desk.post(f"/desk/reports/{report.pk}/priority/", {"reason": "I spoke to her."})

    report.refresh_from_db()
    entry = CaseEvent.objects.get(kind="report.priority_overridden")
    log = desk.get(f"/desk/reports/{report.pk}/log/").content.decode()
    assert answer.status_code == 302
    assert report.priority == after != suggested
    assert events.body_of(entry) == {"from": suggested, "to": after, "reason": "I spoke to her."}
    assert "The priority was changed, with a reason" in log
    assert "I spoke to her." in log
    assert "I spoke to her." in page_of(desk, report)


def test_an_override_moves_the_report_in_the_queue(desk):
    first, second = make_report(), make_report(at=REPORTED_AT + timedelta(hours=1))

    desk.post(f"/desk/reports/{second.pk}/priority/", {"reason": "He waits outside."})

    queue = desk.get("/desk/reports/").content.decode()
    assert queue.index(second.reference) < queue.index(first.reference)


def test_without_a_reason_the_priority_stays(desk):
    report = make_report()

    answer = desk.post(f"/desk/reports/{report.pk}/priority/", {"reason": " "})

    report.refresh_from_db()
    assert answer.status_code == 400
    assert report.priority == "standard"
    assert not PriorityChange.objects.exists()
