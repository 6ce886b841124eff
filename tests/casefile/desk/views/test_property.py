"""Property and vehicles on the case: listed, added, and what became of them."""

from datetime import date

import pytest
from django.urls import reverse

from casefile.models import CaseEvent, PropertyItem, Vehicle
from casefile.services import Refused, property_items
from tests import factories

IMEI = "490154203237518"


def see(client, page, subject):
    return client.get(reverse(page, args=[subject.pk])).content.decode()


def test_a_thing_is_listed_with_its_numbers_and_its_worth(client, desk, robbery):
    response = desk(
        "desk:add-property", robbery.case, description="Phone", status="stolen", brand="Acorn 12",
        imei=IMEI, serial="ab 12-3", value_text="about £1,200", insured="yes",
        owner=str(robbery.victim.pk),
    )  # fmt: skip

    assert response.status_code == 302
    item = PropertyItem.objects.get()
    assert (item.value_pence, item.serial_key, item.is_insured) == (120_000, "AB123", True)
    page = see(client, "desk:property", robbery.case)
    assert IMEI in page
    assert "£1,200.00" in page
    assert CaseEvent.objects.filter(kind="property.recorded").count() == 1


def test_a_worth_that_names_no_amount_keeps_its_words(desk, robbery):
    desk("desk:add-property", robbery.case, description="Ring", status="stolen",
         value_text="my grandmother's, 2 or 3 hundred")  # fmt: skip

    item = PropertyItem.objects.get()
    assert (item.value_pence, item.value_text) == (None, "my grandmother's, 2 or 3 hundred")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"description": "", "status": "stolen"}, "Enter what it is"),
        ({"description": "Phone", "status": "sold"}, "Choose from the list"),
        ({"description": "Phone", "status": "stolen", "imei": "490154203237510"}, "wrong digit"),
        ({"description": "a\x00b", "status": "stolen"}, "Null characters"),
    ],
)
def test_what_cannot_be_listed_is_refused_in_words(desk, robbery, fields, words):
    response = desk("desk:add-property", robbery.case, **fields)

    assert response.status_code == 400
    assert words in response.content.decode()
    assert not PropertyItem.objects.exists()


def test_a_vehicle_is_found_under_one_spelling_and_kept_as_typed(client, desk, robbery):
    desk("desk:add-vehicle", robbery.case, status="stolen", registration="zz99 abc", make="Acorn")

    vehicle = Vehicle.objects.get()
    assert (vehicle.registration, vehicle.registration_typed) == ("ZZ99ABC", "zz99 abc")
    assert "ZZ99ABC" in see(client, "desk:property", robbery.case)


def test_a_vehicle_that_nothing_tells_apart_is_refused(desk, robbery):
    response = desk("desk:add-vehicle", robbery.case, status="stolen")

    assert response.status_code == 400
    assert not Vehicle.objects.exists()


@pytest.mark.parametrize("kind", ["property", "vehicle"])
def test_what_is_recovered_says_when_and_is_in_the_record(client, desk, robbery, kind):
    make = factories.make_property_item if kind == "property" else factories.make_vehicle
    thing = make(case=robbery.case)

    desk(f"desk:{kind}-status", thing, status="recovered", on_day="14", on_month="11",
         on_year="2026")  # fmt: skip

    thing.refresh_from_db()
    assert (thing.status, str(thing.status_on)) == ("recovered", "2026-11-14")
    assert "Recovered, 14 November 2026" in see(client, "desk:property", robbery.case)
    assert CaseEvent.objects.filter(kind="property.status_changed").count() == 1


def test_nothing_is_recovered_in_the_future(desk, robbery):
    thing = factories.make_property_item(case=robbery.case)

    response = desk("desk:property-status", thing, status="recovered", on_day="1", on_month="1",
                    on_year="2999")  # fmt: skip

    assert response.status_code == 400
    thing.refresh_from_db()
    assert thing.status == "stolen"


def test_what_was_recovered_today_in_london_is_not_in_the_future(robbery):
    thing = factories.make_property_item(case=robbery.case)
    recovered = {"thing": thing, "status": "recovered", "by": robbery.by}

    property_items.change_status(**recovered, on=date(2026, 7, 15), at=factories.SUMMER_NIGHT)

    assert thing.status_on == date(2026, 7, 15)
    with pytest.raises(Refused, match="in the future"):
        property_items.change_status(**recovered, on=date(2026, 7, 16), at=factories.SUMMER_NIGHT)


def test_the_owner_of_another_case_cannot_be_chosen(desk, robbery):
    stranger = factories.make_person()

    response = desk("desk:add-property", robbery.case, description="Phone", status="stolen",
                    owner=str(stranger.pk))  # fmt: skip

    assert response.status_code == 400
