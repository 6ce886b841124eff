"""One person at a time has a report in hand; others see who, and may take over with a reason."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from casefile.models import CaseEvent
from casefile.services import Refused, events
from casefile.services.actors import of_user
from casefile.worker import loop
from intake import leases, services
from intake.models import CrimeReport, DeskDecision, DeskLease
from tests import factories
from tests.intake.walk import make_report

CLOSED = {"ground": "not_a_crime", "reason": "She found it."}


def address(report, step=""):
    return f"/desk/reports/{report.pk}/{step}"


@pytest.fixture
def colleague(db):
    return factories.make_user("crime_assessor", name="Ann Other")


@pytest.fixture
def second(colleague):
    browser = Client()
    browser.force_login(colleague)
    return browser


@pytest.mark.django_db
def test_who_opens_a_report_has_it_and_the_next_one_sees_who(desk, second):
    report = make_report()
    desk.get(address(report))

    page = second.get(address(report)).content.decode()

    assert "Jo Pike has had this report open since" in page
    assert "Record a crime</a>" not in page
    assert "Jo Pike (open)" in second.get("/desk/reports/").content.decode()
    assert second.get(address(report, "incident-only/")).url == address(report)


@pytest.mark.django_db
def test_a_decision_on_a_report_that_somebody_has_is_refused(desk, second):
    report = make_report()
    desk.get(address(report))

    refused = second.post(address(report, "incident-only/"), CLOSED)

    assert refused.status_code == 400
    assert "Take it over first" in refused.content.decode()
    assert desk.post(address(report, "incident-only/"), CLOSED).status_code == 302


@pytest.mark.django_db
def test_taking_over_needs_a_reason_is_logged_and_the_first_is_told_once(desk, second):
    report = make_report()
    desk.get(address(report))

    assert second.post(address(report, "take-over/"), {"reason": " "}).status_code == 400
    second.post(address(report, "take-over/"), {"reason": "Jo went home."})

    told = desk.get("/desk/reports/").content.decode()
    assert "Ann Other took over report" in told
    assert "Jo went home." in told
    assert "took over" not in desk.get("/desk/reports/").content.decode()
    event = CaseEvent.objects.get(kind="report.taken_over")
    assert events.body_of(event) == {"reason": "Jo went home.", "from": "Jo Pike"}
    assert desk.post(address(report, "incident-only/"), CLOSED).status_code == 400


@pytest.mark.django_db
def test_a_report_comes_free_by_leaving_by_time_and_by_signing_out(desk, second, crime_assessor):
    report = make_report()
    for free in ("leave", "time", "sign out"):
        desk.force_login(crime_assessor)
        desk.get(address(report))
        assert "has had this report" in second.get(address(report)).content.decode(), free

        if free == "leave":
            desk.post(address(report, "give-back/"))
        elif free == "time":
            DeskLease.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        else:
            desk.post("/sign-out/")
            loop.drain()

        assert "has had this report" not in second.get(address(report)).content.decode(), free
        second.post(address(report, "give-back/"))


@pytest.mark.django_db
def test_signing_out_keeps_what_was_taken_since(colleague):
    by, now = of_user(colleague), timezone.now()
    report = make_report()
    leases.take(report=report, by=by, at=now)

    leases.release_all(user=colleague.pk, before=now - timedelta(minutes=1))

    assert DeskLease.objects.get().holder == colleague


@pytest.mark.django_db
def test_work_on_a_report_renews_it(desk, crime_assessor):
    report = make_report()
    desk.get(address(report))
    DeskLease.objects.update(expires_at=timezone.now() + timedelta(minutes=1))

    desk.get(address(report, "incident-only/"))

    assert DeskLease.objects.get().expires_at > timezone.now() + timedelta(minutes=14)


@pytest.mark.django_db
def test_another_force_neither_takes_nor_takes_over(desk, client, other_force):
    stranger = factories.make_user("crime_assessor", force=other_force)
    report = make_report()
    desk.get(address(report))
    other = Client()
    other.force_login(stranger)

    assert other.post(address(report, "take-over/"), {"reason": "Mine"}).status_code == 404
    assert DeskLease.objects.get().holder != stranger


@pytest.mark.django_db
def test_what_is_given_to_a_colleague_is_theirs(desk, second, colleague, officer):
    report = make_report()

    assert desk.post(address(report, "assign/"), {"to": officer.pk}).status_code == 400
    assert desk.post(address(report, "assign/"), {"to": colleague.pk}).status_code == 302

    report.refresh_from_db()
    assert report.assigned_to == colleague
    assert CaseEvent.objects.filter(kind="report.assigned").count() == 1
    desk.post(address(report, "give-back/"))
    assert report.reference in second.get("/desk/reports/?whose=mine").content.decode()


@pytest.mark.both
def test_of_many_who_open_at_once_one_has_it_and_all_see_the_same(committed_db):
    people = [factories.make_user("crime_assessor") for _ in range(8)]
    report, seen = make_report(), []

    def open_it(user):
        try:
            held = leases.take(report=report, by=of_user(user), at=timezone.now())
            seen.append(held.holder_id)
        finally:
            connection.close()

    _at_once(open_it, people)

    assert len(seen) == 8
    assert set(seen) == {DeskLease.objects.get().holder_id}


@pytest.mark.both
def test_of_two_who_decide_at_once_one_decides(committed_db):
    people = [factories.make_user("crime_assessor") for _ in range(4)]
    report, outcomes = make_report(), []

    def close_it(user):
        try:
            services.close_as_incident(
                report=CrimeReport.objects.get(pk=report.pk),
                by=of_user(user),
                at=timezone.now(),
                **CLOSED,
            )
            outcomes.append("closed")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    _at_once(close_it, people)

    assert sorted(outcomes) == ["closed", "refused", "refused", "refused"]
    assert DeskDecision.objects.count() == 1


def _at_once(act, people):
    threads = [threading.Thread(target=act, args=[user]) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
