"""Saved searches: each new report is mailed once, as a reference, to who may still see it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casefile.models import OutboundMessage, UserRole
from casefile.services import jobs
from casefile.worker import loop
from intake import searches
from intake.models import SavedSearch, SearchHit
from tests import factories
from tests.intake.desk.test_queue import make_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(crime_assessor):
    crime_assessor.email = "jo@example.com"
    crime_assessor.save(update_fields=["email"])
    return crime_assessor


@pytest.fixture
def saved(desk, owner):
    """A search for reports of high priority, saved an hour ago through the page."""
    given = {"name": "High ones about Sam", "every_minutes": "15"}
    assert desk.post("/desk/reports/searches/save/?priority=high", given).status_code == 302
    search = SavedSearch.objects.get()
    search.saved_at = timezone.now() - timedelta(hours=1)
    search.save(update_fields=["saved_at"])
    return search


def new(**fields):
    at = timezone.now() - timedelta(minutes=5)
    return make_row(**{"priority": "high", "at": at} | fields)


def look(minutes=0):
    """Have the clock run the searches, as the worker does, some minutes from now."""
    now = timezone.now()
    SavedSearch.objects.exclude(looked_at=None).update(looked_at=now - timedelta(minutes=minutes))
    jobs.enqueue("intake.desk_tasks.look_for_new", key=f"look:{now}", payload={}, at=now)
    loop.drain()


def mails():
    return list(OutboundMessage.objects.filter(template="saved_search").order_by("created_at"))


def test_what_is_new_is_mailed_as_references_only(saved):
    before = make_row(priority="high", at=saved.saved_at - timedelta(hours=1))
    report, other = new(), new(priority="standard")

    look()

    (mail,) = mails()
    assert mail.address == "jo@example.com"
    assert report.reference in mail.body
    assert before.reference not in mail.body
    assert other.reference not in mail.body
    assert "Sam" not in mail.subject + mail.body


def test_a_report_is_told_once_however_often_it_is_looked_at(saved):
    first = new()
    look()
    look(minutes=16)
    second = new()
    look(minutes=16)

    told = [mail.body for mail in mails()]
    assert len(told) == 2
    assert first.reference in told[0]
    assert second.reference in told[1]
    assert first.reference not in told[1]


def test_a_search_is_not_looked_at_before_its_time(saved):
    look()
    new()
    look(minutes=5)

    assert mails() == []


def test_the_same_round_twice_does_nothing_twice(saved):
    new()
    now = timezone.now()

    for _ in range(2):
        searches.look(search=saved, round_=0, at=now)

    assert SearchHit.objects.count() == 1
    assert len(mails()) == 1


def test_what_becomes_overdue_is_new_as_well(desk, owner):
    desk.post("/desk/reports/searches/save/?clock=overdue", {"name": "Late", "every_minutes": "15"})
    SavedSearch.objects.update(saved_at=timezone.now() - timedelta(hours=1))
    long_overdue = make_row(at=timezone.now() - timedelta(hours=40))
    just = make_row(at=timezone.now() - timedelta(hours=24, minutes=10))

    look()

    (mail,) = mails()
    assert just.reference in mail.body
    assert long_overdue.reference not in mail.body


def test_who_left_the_desk_gets_nothing_and_the_search_stops(saved, owner):
    new()
    UserRole.objects.filter(user=owner).update(revoked_at=timezone.now())

    look()

    assert mails() == []
    saved.refresh_from_db()
    assert saved.stopped_because == searches.LEFT


def test_who_moved_to_another_force_gets_nothing_of_the_old_one(saved, owner, other_force):
    new()
    owner.force = other_force
    owner.save(update_fields=["force"])

    look()

    assert mails() == []


def test_a_search_is_stopped_from_its_page_and_only_by_its_owner(desk, saved, client):
    other = factories.make_user("crime_assessor")
    client.force_login(other)
    assert client.post(f"/desk/reports/searches/{saved.pk}/stop/").status_code == 404
    client.force_login(saved.owner)

    assert client.post(f"/desk/reports/searches/{saved.pk}/stop/").status_code == 302
    new()
    look()

    assert mails() == []
    assert "Stopped on" in client.get("/desk/reports/searches/").content.decode()


def test_the_page_shows_what_was_found_also_without_an_email_address(desk, saved, owner):
    owner.email = ""
    owner.save(update_fields=["email"])
    report = new()
    look()

    page = desk.get("/desk/reports/searches/").content.decode()

    assert mails() == []
    assert report.reference in page
    assert "Priority: High" in page


def test_a_search_needs_a_name_and_a_filter(desk, owner):
    given = {"name": "All", "every_minutes": "15"}

    assert desk.post("/desk/reports/searches/save/", given).status_code == 400
    empty = given | {"name": " "}
    assert desk.post("/desk/reports/searches/save/?priority=high", empty).status_code == 400
    often = given | {"every_minutes": "1"}
    assert desk.post("/desk/reports/searches/save/?priority=high", often).status_code == 400
    assert not SavedSearch.objects.exists()
