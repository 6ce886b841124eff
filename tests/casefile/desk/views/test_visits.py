"""Visits to victims: booked, called off, made; nobody in two places at once."""

from datetime import timedelta

from django.urls import reverse

from casefile.models import CaseEvent, Visit
from tests import factories

SOON = {"visit_at_day": "19", "visit_at_month": "11", "visit_at_year": "2096",
        "visit_at_time": "14:00"}  # fmt: skip


def book(desk, robbery, **changes):
    victim = robbery.case.victims.get()
    values = {"victim": str(victim.pk), "officer": str(robbery.officer.pk)} | SOON | changes
    return desk("desk:book-visit", robbery.case, **values)


def test_a_visit_that_a_victim_wants_is_booked_and_no_longer_asked_for(client, desk, robbery):
    robbery.case.victims.update(wants_visit=True)
    page = client.get(reverse("desk:visits", args=[robbery.case.pk])).content.decode()
    assert "wants a visit. None is booked yet." in page

    book(desk, robbery, place="Northgate library")

    page = client.get(reverse("desk:visits", args=[robbery.case.pk])).content.decode()
    assert "None is booked yet." not in page
    assert "19 November 2096, 14:00" in page
    assert "Northgate library" in page


def test_a_visit_sent_twice_is_booked_once(desk, robbery):
    book(desk, robbery)
    book(desk, robbery)

    assert Visit.objects.count() == 1
    assert CaseEvent.objects.filter(kind="visit.booked").count() == 1


def test_an_officer_is_not_booked_twice_within_the_hour(desk, robbery):
    book(desk, robbery)

    answer = book(desk, robbery, visit_at_time="14:30")

    assert answer.status_code == 400
    assert "another visit within the hour" in answer.content.decode()


def test_a_visit_in_the_past_is_refused(desk, robbery):
    answer = book(desk, robbery, visit_at_year="2025")

    assert "must be in the future" in answer.content.decode()
    assert not Visit.objects.exists()


def test_a_visit_is_called_off_with_a_reason_that_the_victim_is_not_told(desk, robbery):
    visit = factories.make_visit(victim=robbery.case.victims.get(), officer=robbery.officer)

    without = desk("desk:end-visit", visit, was_made="no")
    desk("desk:end-visit", visit, was_made="no", reason="The suspect was seen nearby")

    visit.refresh_from_db()
    assert "Say why it is called off" in without.content.decode()
    assert (visit.stage, visit.reason) == ("cancelled", "The suspect was seen nearby")


def test_a_visit_to_come_was_not_made_yet(desk, robbery):
    visit = factories.make_visit(
        victim=robbery.case.victims.get(),
        officer=robbery.officer,
        visit_at=factories.AT + timedelta(days=400),
    )

    answer = desk("desk:end-visit", visit, was_made="yes")

    assert "still to come" in answer.content.decode()
    visit.refresh_from_db()
    assert visit.stage == "booked"
