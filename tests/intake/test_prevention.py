"""Advice after a crime: to its victim, and to the area around a burglary without an address."""

from datetime import timedelta

import pytest
from django.urls import reverse

from casefile.models import CaseEvent
from casefile.rules import prevention
from casefile.services import crimes
from casefile.services.actors import system
from intake import area_advice
from intake.models import AreaAdvice, CrimeReport
from tests import factories
from tests.intake.walk import REPORTED_AT, make_report

PLACE = "14 Sable Court, Northgate"


@pytest.fixture
def assessor(db):
    return factories.make_user("crime_assessor")


@pytest.fixture
def burgled(assessor):
    """A report that was recorded as a burglary of the home at PLACE."""
    report = make_report(where=PLACE)
    happened = REPORTED_AT - timedelta(hours=9)
    case = factories.make_case(force=report.force, offence_from_at=happened)
    crimes.record(
        case=case, home_office_class="28E", title="Burglary in a dwelling", reported_at=REPORTED_AT,
        **factories.WHY_RECORDED, by=system(), at=REPORTED_AT + timedelta(hours=1),
    )  # fmt: skip
    CrimeReport.objects.filter(pk=report.pk).update(case=case, stage="recorded")
    report.refresh_from_db()
    return report


def publish(client, report, area, **extra):
    return client.post(
        reverse("crime_desk:area", args=[report.pk]),
        {"area": area},
        HTTP_X_DEMO_MOMENT=(REPORTED_AT + timedelta(days=1)).isoformat(),
        **extra,
    )


def area_page(client, days):
    moment = REPORTED_AT + timedelta(days=days)
    return client.get("/report/area/", HTTP_X_DEMO_MOMENT=moment.isoformat()).content.decode()


@pytest.fixture
def desk(client, assessor, settings):
    settings.DEMO = True
    client.force_login(assessor)
    return client


def test_an_area_is_advised_for_six_weeks_and_no_home_is_named(desk, burgled):
    publish(desk, burgled, "The old town")

    pages = [area_page(desk, days) for days in (1, 41, 42)]
    assert ["The old town" in page for page in pages] == [True, True, False]
    assert "25 December 2026" in pages[0]  # six weeks after the night of 13 November
    assert "Sable" not in pages[0]


@pytest.mark.parametrize("area", ["Sable Court", "around sable court", "14 the hill", "ZZ99 3VZ",
                                  "Near the Karim home"])  # fmt: skip
def test_words_that_could_tell_the_home_are_refused(desk, burgled, area):
    answer = publish(desk, burgled, area)

    assert answer.status_code == 400
    assert "Leave out" in answer.content.decode()
    assert not AreaAdvice.objects.exists()


def test_advice_sent_twice_is_published_once_and_can_be_taken_back(desk, burgled):
    publish(desk, burgled, "The old town")
    publish(desk, burgled, "The old town")
    assert AreaAdvice.objects.count() == 1

    desk.post(reverse("crime_desk:withdraw_area", args=[burgled.pk]))

    assert "The old town" not in area_page(desk, 1)


def test_a_robbery_raises_no_risk_to_homes(desk, burgled):
    burgled.case.crimes.update(home_office_class="34B")

    answer = publish(desk, burgled, "The old town")

    assert "Only a burglary of a home" in answer.content.decode()
    assert not area_advice.is_fitting(burgled)


def test_another_forces_desk_finds_nothing_to_publish(client, burgled):
    other = factories.make_force(factories.OTHER_FORCE)
    client.force_login(factories.make_user("crime_assessor", force=other))

    assert client.get(reverse("crime_desk:area", args=[burgled.pk])).status_code == 404
    assert publish(client, burgled, "The old town").status_code == 404


def test_each_advice_fits_a_class_and_none_is_given_for_others():
    assert {row.key for row in prevention.advice_for(["44"])} == {"bike", "number-list"}
    assert prevention.advice_for(["1"]) == []
    assert all(row.text.cy and row.classes for row in prevention.ADVICE)


def test_an_area_needs_words(desk, burgled):
    assert publish(desk, burgled, " ").status_code == 400


def test_who_may_publish_is_in_the_log(desk, burgled, assessor):
    publish(desk, burgled, "The old town")

    event = CaseEvent.objects.get(kind="area_advice.published")
    assert event.actor_id == assessor.pk
