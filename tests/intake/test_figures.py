"""The published figures, whichever way a report came in."""

import pytest

from intake import figures, services
from intake.channels import CHANNELS
from intake.models import CrimeReport, IncidentLog
from intake.origins import Origin
from intake.words import Say
from tests import factories
from tests.intake.walk import REPORTED_AT, make_draft

pytestmark = pytest.mark.django_db


def sent(channel):
    origin = Origin(channel=channel)
    return services.submit(draft=make_draft(), say=Say(), at=REPORTED_AT, origin=origin)


def called(report=None):
    log = IncidentLog.objects.create(
        force=factories.make_force(),
        number=f"{IncidentLog.objects.count()}-141126",
        opened_at=REPORTED_AT,
        text="19:44 caller",
        imported_by=factories.make_user("crime_assessor"),
        imported_at=REPORTED_AT,
    )
    if report:
        CrimeReport.objects.filter(pk=report.pk).update(incident=log)
    return log


def test_take_up_is_the_share_that_nobody_of_the_police_typed_in():
    for channel in ("online", "partner", "phone_101", "counter", "doorstep"):
        sent(channel)

    assert figures.published().take_up == 40


def test_a_call_whose_report_staff_took_down_is_one_contact():
    sent("online")
    called(sent("phone_999"))

    assert figures.published().take_up == 50


def test_a_call_that_nobody_took_down_counts_beside_the_online_report_it_is_linked_to():
    called(sent("online"))
    called()

    assert figures.published().take_up == 33


@pytest.mark.parametrize("channel", sorted(set(CHANNELS) - {"online"}))
def test_only_the_publics_own_forms_tell_how_many_are_completed(channel):
    figures.count("begun", at=REPORTED_AT)
    figures.count("begun", at=REPORTED_AT)
    sent("online")

    sent(channel)

    assert figures.published().completion == 50
