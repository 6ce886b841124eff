"""A rejected file: structured reasons, a day to answer by, a task and one reminder (F26)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from casefile.models import Job, OutboundMessage
from casefile.worker import loop
from cps_exchange import tasks
from tests import factories

pytestmark = pytest.mark.django_db
REJECTED = {
    "outcome": "reject",
    "reasons": ["TR07"],
    "detail_TR07": "MB/1/1 is not there.",
    "respond_by_day": "3",
    "respond_by_month": "12",
    "respond_by_year": "2026",
}


@pytest.fixture
def rejected(prosecute, sent, officer):
    """The file, rejected on its page by the prosecutor."""
    officer.email = "hall@example.com"
    officer.save(update_fields=["email"])
    assert prosecute.post(f"/prosecute/{sent.pk}/triage/", REJECTED).status_code == 302
    loop.drain()
    return sent


def reminders():
    return OutboundMessage.objects.filter(template="rejection_reminder")


def let_the_morning_come():
    waiting = Job.objects.filter(handler=tasks.REMIND)
    waiting.update(run_after=timezone.now() - timedelta(seconds=1))
    loop.drain()


def test_the_officer_has_a_task_with_the_reasons_and_the_day(rejected, officer):
    browser = Client()
    browser.force_login(officer)

    home = browser.get("/desk/").content.decode()
    page = browser.get(f"/desk/submissions/{rejected.pk}/").content.decode()

    assert "Answer the rejected file: TR07" in home
    assert "Due 3 December 2026" in home
    assert "TR07 No or missing exhibits: MB/1/1 is not there" in page
    assert "Answer by" in page


def test_the_reminder_waits_for_the_morning_before_and_comes_once(rejected):
    job = Job.objects.get(handler=tasks.REMIND)
    assert f"{timezone.localtime(job.run_after):%d %m %H:%M}" == "02 12 08:00"
    assert not reminders().exists()

    let_the_morning_come()
    Job.objects.filter(handler=tasks.REMIND).update(state=Job.WAITING)
    loop.drain()

    message = reminders().get()
    assert message.address == "hall@example.com"
    assert rejected.case.urn in message.body
    assert "MB/1/1" not in message.body


def test_nobody_is_reminded_of_a_file_that_was_answered(rejected, officer):
    factories.make_submission(case=rejected.case, version=rejected.version + 1)

    let_the_morning_come()

    assert not reminders().exists()
    browser = Client()
    browser.force_login(officer)
    assert "Answer the rejected file" not in browser.get("/desk/").content.decode()


def test_an_accepted_file_has_no_reminder(prosecute, sent):
    prosecute.post(f"/prosecute/{sent.pk}/triage/", {"outcome": "accept"})
    loop.drain()

    assert not Job.objects.filter(handler=tasks.REMIND).exists()
