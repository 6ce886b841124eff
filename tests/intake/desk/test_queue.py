"""The queue: its order, its pages while reports come in, its filters."""

import re
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone

from intake import queue_filters, queue_pages
from intake.desk.times import left_words, span_words
from intake.form_names import FORM_NAMES
from intake.models import CrimeReport
from intake.questions import FORMS
from tests import factories
from tests.intake.walk import REPORTED_AT

pytestmark = pytest.mark.django_db
_numbers = count(1)


def make_row(*, force=None, **fields):
    number = next(_numbers)
    at = fields.pop("at", REPORTED_AT)
    values = {
        "force": force or factories.make_force(),
        "form": "robbery",
        "edition": "1",
        "reference": f"Q{number:04d}-AAAAA",
        "incident_reference": str(number),
        "priority": "standard",
        "submitted_at": at,
        "clock_started_at": at,
    }
    return CrimeReport.objects.create(**values | fields)


def shown(desk, query=""):
    page = desk.get(f"/desk/reports/{query}").content.decode()
    return re.findall(r"Q[0-9]{4}-AAAAA(?=</a>)", page)


def links(desk, query=""):
    page = desk.get(f"/desk/reports/{query}").content.decode()
    return {
        rel: href.replace("&amp;", "&")
        for href, rel in re.findall(r'href="([^"]+)" rel="(prev|next)"', page)
    }


def test_pages_hold_their_place_while_reports_come_in(desk, monkeypatch):
    monkeypatch.setattr(queue_pages, "PAGE_SIZE", 3)
    rows = [make_row(at=REPORTED_AT + timedelta(minutes=n)) for n in range(5)]
    rows = [make_row(at=REPORTED_AT, priority="high"), *rows]
    first, onward = shown(desk), links(desk)["next"]

    make_row(at=REPORTED_AT - timedelta(hours=1), priority="high")
    second = shown(desk, onward)

    assert first + second == [row.reference for row in rows]
    assert "next" not in links(desk, onward)
    assert shown(desk, links(desk, onward)["prev"]) == first


def test_a_page_begins_in_the_urgent_lane_and_goes_on_in_the_next(desk, monkeypatch):
    monkeypatch.setattr(queue_pages, "PAGE_SIZE", 2)
    late = REPORTED_AT + timedelta(hours=5)
    high = [make_row(at=late + timedelta(minutes=n), priority="high") for n in range(3)]
    standard = [make_row(at=REPORTED_AT + timedelta(minutes=n)) for n in range(3)]
    wanted = [row.reference for row in high + standard]

    found, query = [], ""
    while query is not None:
        found += shown(desk, query)
        query = links(desk, query).get("next")

    assert found == wanted


def test_the_queue_can_go_by_the_clock_alone(desk):
    high = make_row(at=REPORTED_AT + timedelta(hours=3), priority="high")
    early = make_row()

    assert shown(desk) == [high.reference, early.reference]
    assert shown(desk, "?sort=clock") == [early.reference, high.reference]


@pytest.mark.parametrize("place", ["x", "high_2026_1", "?", "high_2026-11-14T08:10:00+00:00_x"])
def test_a_place_that_is_none_is_refused(desk, place):
    assert desk.get("/desk/reports/", {"after": place}).status_code == 400


def test_the_time_left_runs_through_the_weekend_and_turns_red(desk):
    now = timezone.now()
    make_row(at=now - timedelta(hours=20, minutes=30))
    make_row(at=now - timedelta(hours=26))

    page = desk.get("/desk/reports/").content.decode()

    assert re.search(r"3 h (29|30) min left", page)
    assert re.search(r'govuk-tag--red">Overdue by (1 h 59|2 h 0) min', page)


def test_spans_are_said_in_their_two_largest_units():
    assert span_words(59) == "0 min"
    assert span_words(3_600 * 3 + 60 * 20) == "3 h 20 min"
    assert span_words(86_400 + 3_600 * 2) == "1 day 2 h"
    assert left_words(REPORTED_AT, REPORTED_AT + timedelta(hours=50)) == "Overdue by 2 days 2 h"


def test_filters_narrow_the_queue(desk, crime_assessor):
    now = timezone.now()
    other = make_row(form="theft", at=now - timedelta(hours=1), first_read_at=now)
    high = make_row(priority="high", at=now - timedelta(hours=2))
    overdue = make_row(at=now - timedelta(hours=60), first_read_at=now)
    soon = make_row(at=now - timedelta(hours=21), assigned_to=crime_assessor, first_read_at=now)
    wanted = {
        "?form=theft": {other},
        "?priority=high": {high},
        "?clock=overdue": {overdue},
        "?clock=soon": {overdue, soon},
        "?reading=unread": {high},
        "?whose=mine": {soon},
        "?whose=nobody": {other, high, overdue},
        f"?since={now - timedelta(hours=24):%d/%m/%Y}": {other, high, soon},
        "?form=theft&priority=high": set(),
    }

    found = {query: set(shown(desk, query)) for query in wanted}

    assert found == {query: {row.reference for row in rows} for query, rows in wanted.items()}


def test_a_filter_that_makes_no_sense_is_said_and_filters_nothing(desk):
    row = make_row()

    page = desk.get("/desk/reports/?since=yesterday&priority=odd&until=99/99/9999")

    assert row.reference in page.content.decode()
    assert "Enter the first day like 17/11/2026" in page.content.decode()


def test_many_are_only_said_to_be_more_than_a_number(desk, monkeypatch):
    monkeypatch.setattr(queue_pages, "COUNT_UP_TO", 2)
    for _ in range(4):
        make_row()

    assert "More than 2 waiting" in desk.get("/desk/reports/").content.decode()


def test_a_report_of_another_force_is_never_in_the_queue(desk, other_force):
    mine, theirs = make_row(), make_row(force=other_force)

    assert shown(desk) == [mine.reference]
    assert theirs.reference not in shown(desk, "?sort=clock")


def test_every_form_has_a_name_at_the_desk_and_every_priority_a_lane():
    assert set(FORM_NAMES) == set(FORMS)
    assert set(queue_pages.LANES) == {code for code, _ in _choices("priority") if code}


def _choices(name):
    return queue_filters.FilterForm.base_fields[name].choices
