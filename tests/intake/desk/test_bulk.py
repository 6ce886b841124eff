"""One action on several reports: shown first, refused where it must be, done exactly once."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from casefile.models import CaseEvent
from casefile.services.actors import of_user
from intake import bulk, services
from intake.models import BulkAction, CrimeReport, DeskDecision
from tests import factories
from tests.intake.desk.test_queue import make_row

REASON = "All about one broken lamp."
CLOSE = {"action": "close", "preview": "1", "ground": "not_a_crime", "reason": REASON}


def preview(desk, reports, **fields):
    given = CLOSE | fields | {"reports": [str(report.pk) for report in reports]}
    return desk.post("/desk/reports/bulk/", given)


def confirm(desk, times=1):
    made = BulkAction.objects.get()
    for _ in range(times):
        done = desk.post(f"/desk/reports/bulk/{made.pk}/confirm/")
    return desk.get(done.url).content.decode()


@pytest.mark.django_db
def test_the_preview_says_what_will_change_and_changes_nothing(desk):
    rows = [make_row(form="damage") for _ in range(3)]

    page = preview(desk, rows).content.decode()

    assert page.count("It is kept as an incident only") == 3
    assert REASON in page
    assert set(CrimeReport.objects.values_list("stage", flat=True)) == {"submitted"}


@pytest.mark.django_db
def test_confirming_changes_each_with_an_event_of_its_own(desk):
    rows = [make_row(form="damage") for _ in range(3)]
    preview(desk, rows)

    page = confirm(desk)

    assert "3 of 3 done" in page
    assert CaseEvent.objects.filter(kind="report.closed_as_incident").count() == 3
    assert {row.reason for row in DeskDecision.objects.all()} == {REASON}
    assert "Tell the reporters" in page


@pytest.mark.django_db
def test_confirming_twice_does_nothing_twice(desk):
    preview(desk, [make_row(form="damage") for _ in range(2)])

    page = confirm(desk, times=3)

    assert "2 of 2 done" in page
    assert DeskDecision.objects.count() == 2
    assert CaseEvent.objects.filter(kind="bulk_action.done").count() == 1


@pytest.mark.django_db
def test_what_cannot_be_done_is_listed_with_its_reason(desk, client):
    colleague = factories.make_user("crime_assessor", name="Ann Other")
    high = make_row(form="damage", priority="high")
    rape = make_row(form="sexual")
    decided = make_row(form="damage", stage="transferred")
    held, fine = make_row(form="damage"), make_row(form="damage")
    other = Client()
    other.force_login(colleague)
    other.get(f"/desk/reports/{held.pk}/")

    page = preview(desk, [high, rape, decided, held, fine]).content.decode()

    assert bulk.HIGH_RISK in page
    assert bulk.RAPE in page
    assert "It is decided already." in page
    assert "Ann Other has it open." in page
    confirm(desk)
    fine.refresh_from_db()
    assert fine.stage == "incident_only"
    assert DeskDecision.objects.count() == 1


@pytest.mark.django_db
def test_what_changed_after_the_preview_is_left_and_said(desk, crime_assessor):
    first, second = make_row(form="damage"), make_row(form="damage")
    preview(desk, [first, second])
    services.close_as_incident(
        report=first, ground="intelligence", reason="x", by=of_user(crime_assessor),
        at=timezone.now(),
    )  # fmt: skip

    page = confirm(desk)

    assert "1 of 2 done" in page
    assert "It is decided already." in page
    assert DeskDecision.objects.get(report=first).ground == "intelligence"


@pytest.mark.django_db
def test_high_risk_may_still_be_passed_on_or_given_to_a_colleague(desk):
    colleague = factories.make_user("crime_assessor", name="Ann Other")
    row = make_row(priority="high")

    page = preview(desk, [row], action="assign", to=colleague.pk).content.decode()

    assert "It is given to Ann Other." in page
    confirm(desk)
    row.refresh_from_db()
    assert row.assigned_to == colleague


@pytest.mark.django_db
def test_reports_are_passed_on_and_referred_together(desk):
    rows = [make_row(form="property") for _ in range(2)]
    preview(desk, rows, action="transfer", to_force="43")
    confirm(desk)
    BulkAction.objects.all().delete()
    others = [make_row(form="asb") for _ in range(2)]
    preview(desk, others, action="refer", to="council")
    confirm(desk)

    assert CrimeReport.objects.filter(stage="transferred").count() == 2
    assert CrimeReport.objects.filter(stage="referred").count() == 2


@pytest.mark.django_db
def test_a_report_of_another_force_is_not_even_named(desk, other_force):
    mine, theirs = make_row(form="damage"), make_row(form="damage", force=other_force)

    page = preview(desk, [mine, theirs]).content.decode()

    assert theirs.reference not in page
    confirm(desk)
    theirs.refresh_from_db()
    assert theirs.stage == "submitted"


@pytest.mark.django_db
def test_a_preview_of_somebody_else_cannot_be_confirmed(desk):
    preview(desk, [make_row(form="damage")])
    other = Client()
    other.force_login(factories.make_user("crime_assessor"))

    made = BulkAction.objects.get()
    assert other.post(f"/desk/reports/bulk/{made.pk}/confirm/").status_code == 403
    assert not DeskDecision.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"reason": ""}, {"ground": "odd"}, {"action": "close"}])
def test_what_is_missing_is_asked_for_again(desk, fields):
    given = CLOSE | {"reason": ""} | fields | {"reports": [str(make_row().pk)]}

    assert desk.post("/desk/reports/bulk/", given).status_code == 400
    assert not BulkAction.objects.exists()


@pytest.mark.django_db
def test_nothing_chosen_or_nonsense_leads_back_to_the_queue(desk):
    for reports in ([], ["x", "1' or 1=1"]):
        assert desk.post("/desk/reports/bulk/", {"reports": reports}).url == "/desk/reports/"


@pytest.mark.both
def test_confirmed_in_two_windows_at_once_it_is_done_once(committed_db):
    by = of_user(factories.make_user("crime_assessor"))
    rows = [make_row(form="damage", force=factories.make_force()) for _ in range(3)]
    details = {"ground": "not_a_crime", "reason": REASON}
    made, _ = bulk.prepare(
        action="close", details=details, reports=[r.pk for r in rows], by=by, at=timezone.now()
    )

    def press():
        try:
            bulk.confirm(prepared=made, by=by, at=timezone.now())
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert DeskDecision.objects.count() == 3
    assert CaseEvent.objects.filter(kind="bulk_action.done").count() == 1
