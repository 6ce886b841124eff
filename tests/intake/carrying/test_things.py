"""What kind of thing a report names, and how it begins."""

import pytest

from tests.intake.carrying.test_table import answered_report, carried

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("form", "answers", "status"),
    [
        ("theft", {}, "stolen"),
        ("damage", {}, "damaged"),
        ("property", {"lost_or_found": "found"}, "found"),
        ("property", {"lost_or_found": "lost"}, "lost"),
        ("asb", {}, "seen"),
    ],
)
def test_a_thing_begins_as_its_form_says(form, answers, status):
    case = carried(answered_report(form, suspects_vehicle=None, **answers))

    rows = [*case.property_items.all(), *case.vehicles.all()]
    assert {row.status for row in rows} <= {status}


@pytest.mark.parametrize(
    ("kind", "status"), [("stolen", "stolen"), ("stolen_from", "seen"), ("damaged", "damaged")]
)
def test_a_vehicle_is_stolen_only_when_it_is_gone(kind, status):
    case = carried(answered_report("vehicle", vehicle_crime=kind, suspects_vehicle=None))

    assert case.vehicles.get().status == status


def test_the_business_that_keeps_a_vehicle_is_the_victim_and_the_reporter_is_not():
    case = carried(answered_report("vehicle", keeper="company", for_whom="me"))

    victim = case.victims.get().person
    assert victim.organisation == "canary company contact"
    assert not victim.contact_points.exists()
    assert [witness.kind for witness in case.witnesses.all()] == ["lay"]


def test_film_is_asked_for_before_it_is_gone():
    day = carried(answered_report("theft", camera_kept="day"))
    longer = carried(answered_report("robbery", camera_kept="longer"))

    asked = [case.lines_of_enquiry.get() for case in (day, longer)]
    assert (asked[1].due_on - asked[0].due_on).days == 7
    assert "About a day" in asked[0].description


def test_a_description_makes_nobody_a_suspect():
    case = carried(answered_report("da"))

    assert not case.suspects.exists()
    assert case.described_people.filter(role="suspect").count() >= 2
    known = case.described_people.get(question="suspects_known_details")
    assert known.is_proposed
    assert known.relation == "A husband, wife or partner"


def test_a_report_without_a_name_has_people_of_unknown_name():
    case = carried(answered_report("theft", for_whom="me", given_names="", family_name=""))

    assert case.victims.get().person.name == "Name not known"


def test_an_address_that_the_suspect_shares_is_barred_and_an_unsure_one_is_not_safe():
    shared = carried(answered_report("da", address_shared="yes"))
    unsure = carried(answered_report("stalk", address_shared="unsure"))

    def home(case):
        return next(p for row in case.people.all() for p in row.contact_points.all()
                    if p.kind == "address")  # fmt: skip

    assert home(shared).barred_reason
    assert not home(unsure).is_safe
    assert home(unsure).unsafe_reason
