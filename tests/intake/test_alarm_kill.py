"""A worker that is killed while it raises an alarm: one alarm, one message, none lost."""

import pytest

from casefile.models import CaseEvent, Job, OutboundMessage
from casefile.worker import loop
from intake import alarms
from intake.models import ReportAlarm
from tests import factories
from tests.intake.walk import REPORTED_AT, make_report


@pytest.mark.both
@pytest.mark.parametrize("point", ["events.appended", "jobs.after_commit"])
def test_a_worker_killed_at_a_point_raises_one_alarm_and_sends_one_message(
    committed_db, reached, point
):
    registrar = factories.make_user("crime_registrar", email="registrar@example.com")
    report = make_report(weapon="yes", weapon_details="A knife")
    Job.objects.exclude(handler=alarms.HANDLER).delete()

    killed = committed_db.drain(CASEFILE_CRASHPOINT=f"{point}:1")
    Job.objects.filter(state=Job.LEASED).update(lease_until=REPORTED_AT)
    loop.drain()

    reached(point, killed.returncode, killed.stderr)
    first = ReportAlarm.objects.get(report=report, level=1)
    assert [call.user for call in first.calls.all()] == [registrar]
    assert OutboundMessage.objects.filter(key=f"alarm:{first.pk}:{registrar.pk}").count() == 1
    raised = CaseEvent.objects.filter(kind="report.alarm_raised", subject_id=first.pk)
    assert raised.count() == 1
