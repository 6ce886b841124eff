"""Information about others goes to intelligence: never a case, never a victim, seen by few."""

import pytest
from django.test import Client
from django.urls import reverse

from casefile.models import Case, CaseEvent, OutboundMessage
from casefile.services import Refused
from casefile.services.actors import of_user
from intake import intelligence, services
from intake.models import CrimeReport, IntelligenceReport, ReportFile
from tests import factories
from tests.intake.carrying.test_table import answered_report
from tests.intake.walk import make_report

pytestmark = pytest.mark.django_db

WHY = {"reason": "It names a place where stolen phones are sold."}


def address(report, page="report"):
    return reverse(f"crime_desk:{page}", args=[report.pk])


@pytest.fixture
def information(db):
    return answered_report("tell_us")


@pytest.fixture
def registrar(db):
    browser = Client()
    browser.force_login(factories.make_user("crime_registrar"))
    return browser


def test_the_desk_passes_information_on_and_does_not_see_it_again(desk, registrar, information):
    page = desk.get(address(information)).content.decode()
    assert "Pass to intelligence" in page
    assert "Record a crime" not in page

    done = desk.post(address(information, "pass_to_intelligence"), WHY)

    assert done.url == reverse("crime_desk:queue")
    information.refresh_from_db()
    assert information.stage == "intel_only"
    assert desk.get(address(information)).status_code == 404
    assert desk.get(address(information, "log")).status_code == 404
    assert information.reference not in desk.get("/desk/reports/?show=decided").content.decode()


def test_the_registrar_sees_what_was_passed_on_and_how_it_is_known(desk, registrar, information):
    desk.post(address(information, "pass_to_intelligence"), WHY)

    page = registrar.get(reverse("crime_desk:intelligence")).content.decode()

    assert information.reference in page
    assert "I saw or heard it" in page
    assert registrar.get(address(information)).status_code == 200
    logged = CaseEvent.objects.filter(kind="list.viewed", stream__startswith="force:")
    assert logged.exists()


def test_nobody_else_may_open_the_list(desk, information):
    desk.post(address(information, "pass_to_intelligence"), WHY)

    assert desk.get(reverse("crime_desk:intelligence")).status_code == 403


def test_nothing_of_it_becomes_a_case_or_a_message(
    desk, information, crime_assessor, officer, supervisor
):
    with pytest.raises(Refused, match="intelligence"):
        services.record_as_crime(
            report=information,
            home_office_class="34B",
            balance_reason="It says so.",
            title="Robbery",
            level="standard",
            officer=officer,
            supervisor=supervisor,
            by=of_user(crime_assessor),
            at=factories.AT,
        )
    desk.post(address(information, "pass_to_intelligence"), WHY)

    assert not Case.objects.exists()
    assert not OutboundMessage.objects.exists()
    row = IntelligenceReport.objects.get()
    assert (row.is_identifiable, row.report.case) == ("yes", None)


def test_a_file_that_came_with_it_is_closed_to_the_desk_as_well(desk, information):
    stored = factories.make_stored_object(b"a photo", force=information.force)
    file = ReportFile.objects.create(
        report=information,
        stored=stored,
        name="a.jpg",
        media_type="image/jpeg",
        size_bytes=7,
        sha256="0" * 64,
        received_at=factories.AT,
    )
    assert desk.get(reverse("crime_desk:file", args=[file.pk])).status_code == 200

    desk.post(address(information, "pass_to_intelligence"), WHY)

    assert desk.get(reverse("crime_desk:file", args=[file.pk])).status_code == 404


def test_it_is_passed_on_once_and_with_a_reason(desk, information):
    assert (
        desk.post(address(information, "pass_to_intelligence"), {"reason": " "}).status_code == 400
    )
    desk.post(address(information, "pass_to_intelligence"), WHY)

    assert desk.post(address(information, "pass_to_intelligence"), WHY).status_code == 404
    assert IntelligenceReport.objects.count() == 1


def test_the_report_of_a_crime_is_no_information(crime_assessor):
    report = make_report()

    with pytest.raises(Refused, match="information"):
        intelligence.pass_on(report=report, by=of_user(crime_assessor), at=factories.AT, **WHY)

    assert CrimeReport.objects.get().stage == "submitted"
