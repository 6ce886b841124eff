"""Not recording a report: the grounds, and the sign-off that some of them need."""

import pytest
from django.test import Client

from casefile.services import NotPermitted, Refused, conflicts
from casefile.services.actors import of_user
from intake import closing
from intake.grounds import GROUNDS, needs_sign_off
from intake.models import CrimeReport, DeskDecision, SignOff
from tests import factories
from tests.factories import AT
from tests.intake.walk import make_report

pytestmark = pytest.mark.django_db
SIGNED = [code for code, row in GROUNDS.items() if row.signed_off_by]
WHY = "Shouting in the street, over when they came."


@pytest.fixture
def report(db):
    return make_report()


@pytest.fixture
def assessor(crime_assessor):
    return of_user(crime_assessor)


@pytest.fixture
def asked(report, assessor):
    return closing.close_or_ask(
        report=report, ground="over_on_arrival", reason=WHY, by=assessor, at=AT
    )


def browser_of(user):
    browser = Client()
    browser.force_login(user)
    return browser


def test_that_the_victim_wants_no_prosecution_is_no_ground(report, assessor):
    words = " ".join(row.words for row in GROUNDS.values()).lower()

    assert not {"victim_withdrew", "no_support", "does_not_support"} & set(GROUNDS)
    assert "prosecution" not in words
    with pytest.raises(Refused, match="Choose the ground"):
        closing.close_as_incident(
            report=report, ground="victim_withdrew", reason="x", by=assessor, at=AT
        )


@pytest.mark.parametrize("ground", SIGNED)
def test_some_grounds_wait_for_a_supervisor_or_the_registrar(desk, report, supervisor, ground):
    given = {"ground": ground, "reason": WHY}

    assert desk.post(f"/desk/reports/{report.pk}/incident-only/", given).status_code == 302

    report.refresh_from_db()
    waiting = SignOff.objects.get()
    assert (report.stage, waiting.was_approved) == ("submitted", None)
    boss = browser_of(supervisor)
    address = f"/desk/reports/sign-offs/{waiting.pk}/"
    page = boss.get(address).content.decode()
    assert WHY in page
    assert "A man hit me and took my phone." in page
    assert "aisha@example.com" not in page
    assert boss.post(address, {"answer": "agree", "note": ""}).status_code == 302
    decision = DeskDecision.objects.get()
    assert (decision.ground, decision.approved_by) == (ground, supervisor)
    assert CrimeReport.objects.get().stage == "incident_only"


def test_a_refused_sign_off_leaves_it_to_be_recorded(asked, report, supervisor, desk):
    boss = browser_of(supervisor)
    address = f"/desk/reports/sign-offs/{asked.pk}/"

    assert boss.post(address, {"answer": "refuse", "note": ""}).status_code == 400
    note = "Somebody was hurt: record it."
    assert boss.post(address, {"answer": "refuse", "note": note}).status_code == 302

    report.refresh_from_db()
    assert report.stage == "submitted"
    assert note in desk.get(f"/desk/reports/{report.pk}/").content.decode()


def test_nobody_signs_off_what_they_asked_for(report, crime_assessor):
    factories.make_user_role(user=crime_assessor, role="supervisor")
    by = of_user(crime_assessor)
    row = SignOff.objects.create(
        report=report, ground="over_on_arrival", reason=WHY, asked_by=crime_assessor, asked_at=AT
    )

    with pytest.raises(NotPermitted):
        closing.answer_sign_off(sign_off=row, is_approved=True, by=by, at=AT)


@pytest.mark.parametrize("who", ["officer", "crime_assessor", "custody_officer", "auditor"])
def test_who_may_not_sign_off_gets_nothing(asked, request, who):
    browser = browser_of(request.getfixturevalue(who))

    assert browser.get("/desk/reports/sign-offs/").status_code == 403
    assert browser.post(
        f"/desk/reports/sign-offs/{asked.pk}/", {"answer": "agree"}
    ).status_code in {403, 404}
    assert CrimeReport.objects.get().stage == "submitted"


def test_another_forces_supervisor_does_not_see_it(asked, other_force_officer):
    browser = browser_of(other_force_officer)

    assert browser.get(f"/desk/reports/sign-offs/{asked.pk}/").status_code == 404
    assert asked.report.reference not in browser.get("/desk/reports/sign-offs/").content.decode()


def test_a_sign_off_is_asked_for_once_and_answered_once(asked, report, assessor, supervisor):
    boss = of_user(supervisor)
    with pytest.raises(Refused, match="waits already"):
        closing.close_or_ask(
            report=report, ground="over_on_arrival", reason=WHY, by=assessor, at=AT
        )
    closing.answer_sign_off(sign_off=asked, is_approved=True, by=boss, at=AT)

    with pytest.raises(Refused, match="answered already"):
        closing.answer_sign_off(sign_off=asked, is_approved=True, by=boss, at=AT)


def test_the_registrar_needs_nobody_else(report, crime_registrar):
    by = of_user(crime_registrar)

    decision = closing.close_or_ask(
        report=report, ground="over_on_arrival", reason=WHY, by=by, at=AT
    )

    assert decision.approved_by == crime_registrar
    assert not needs_sign_off("over_on_arrival", by.roles)


def test_no_other_door_closes_on_a_ground_that_must_be_signed(report, assessor):
    with pytest.raises(Refused, match="must sign this off"):
        closing.close_as_incident(
            report=report, ground="over_on_arrival", reason=WHY, by=assessor, at=AT
        )


def test_what_somebody_has_an_interest_in_is_on_no_list_and_no_page(asked, supervisor, force):
    conflicts.set_on(
        asked.report, user=supervisor, how="declared", reason="My neighbour.",
        by=of_user(supervisor), at=AT,
    )  # fmt: skip
    boss = browser_of(supervisor)

    assert asked.report.reference not in boss.get("/desk/reports/sign-offs/").content.decode()
    assert boss.get(f"/desk/reports/sign-offs/{asked.pk}/").status_code == 404
