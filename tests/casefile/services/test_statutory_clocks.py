"""Clocks of the law on a case: what each runs from, and that it is red before it is due."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from casefile.rules.london import LONDON
from casefile.rules.statutory_clocks import CLOCKS, Running, class_limitation_due, first_bail_due
from casefile.services import statutory_clocks
from tests import factories
from tests.factories import AT, SUMMER_NIGHT


def due(case):
    return {(row.row.code, row.about): row.due_at for row in statutory_clocks.of_case(case)}


@pytest.mark.parametrize("row", CLOCKS.values(), ids=CLOCKS)
def test_a_clock_is_red_before_it_is_due_and_late_after(row):
    running = Running(row, "somebody", AT)

    assert running.state(AT - row.warn_before - timedelta(seconds=1)) == "running"
    assert running.state(AT - row.warn_before) == "soon"
    assert running.state(AT) == "soon"
    assert running.state(AT + timedelta(seconds=1)) == "late"


def test_what_nobody_verified_says_so():
    assert not CLOCKS["limitation"].source.is_verified
    assert CLOCKS["recording"].source.is_verified


@pytest.mark.parametrize(
    ("code", "facts", "last_day"),
    [
        ("105A", {}, date(2027, 5, 13)),
        ("126", {}, date(2027, 5, 13)),
        ("8N", {}, None),
        ("34B", {}, None),
        ("105A", {"is_domestic_abuse": True, "reported_on": date(2027, 3, 1)}, date(2027, 9, 1)),
    ],
)
def test_a_summary_only_class_has_six_months(code, facts, last_day):
    found = class_limitation_due(code, date(2026, 11, 13), **facts)

    assert (found and found.date()) == last_day


def test_the_first_bail_ends_after_three_months_at_the_end_of_its_day():
    assert first_bail_due(datetime(2026, 11, 30, 9, 0, tzinfo=LONDON)) == datetime(
        2027, 2, 28, 23, 59, tzinfo=LONDON
    )


def test_custody_bail_and_limitation_run_on_the_case(db):
    case = factories.make_case()
    held = factories.make_suspect(case=case, stage="arrested")
    factories.make_arrest(suspect=held, arrested_at=AT)
    bailed = factories.make_suspect(case=case, stage="released")
    bail = factories.make_bail(suspect=bailed)
    crime = factories.make_crime(case=case, home_office_class="105A", title="Common assault")
    offence = factories.make_offence_code("CJ88001", title="Common assault", category="CS")
    factories.make_charge(suspect=bailed, offence=offence)

    found = due(case)

    assert found["detention", held.person.name] == AT + timedelta(hours=24)
    assert found["bail", bailed.person.name] == bail.surrender_at
    assert found["first_bail", bailed.person.name] == first_bail_due(bail.granted_at)
    last = datetime(2027, 5, 13, 23, 59, tzinfo=LONDON)
    assert found["limitation", f"{crime.reference}: Common assault"] == last
    assert found["limitation", f"{bailed.person.name}: Common assault"] == last


def test_clocks_run_from_the_day_in_london(db):
    case = factories.make_case(offence_from_at=SUMMER_NIGHT)
    bailed = factories.make_suspect(case=case, stage="released")
    factories.make_bail(suspect=bailed, granted_at=SUMMER_NIGHT)
    crime = factories.make_crime(case=case, home_office_class="105A", title="Common assault")

    found = due(case)

    assert found["first_bail", bailed.person.name] == datetime(2026, 10, 15, 22, 59, tzinfo=UTC)
    last = datetime(2027, 1, 15, 23, 59, tzinfo=UTC)
    assert found["limitation", f"{crime.reference}: Common assault"] == last


def test_what_is_over_runs_no_more(db):
    case = factories.make_case()
    suspect = factories.make_suspect(case=case, stage="released")
    factories.make_arrest(suspect=suspect, released_at=AT)
    factories.make_bail(suspect=suspect, ended_at=AT)
    factories.make_crime(case=case, home_office_class="105A", stage="filed")
    factories.make_crime(case=case, home_office_class="34B")

    assert statutory_clocks.of_case(case) == []


def test_the_case_shows_its_clocks_red_before_due(client, officer, case, settings):
    settings.DEMO = True
    suspect = factories.make_suspect(case=case, stage="arrested")
    factories.make_arrest(suspect=suspect, arrested_at=AT)
    client.force_login(officer)

    def state_at(hours):
        moment = (AT + timedelta(hours=hours)).isoformat()
        page = client.get(f"/desk/cases/{case.pk}/", HTTP_X_DEMO_MOMENT=moment).content.decode()
        row = page[page.index("Charge or release") :][:1200]
        assert "not verified" in row
        return re.search(r'govuk-tag--(\w+)">([^<]+)<', row).groups()

    assert state_at(1) == ("blue", "Running")
    assert state_at(19) == ("red", "Due soon")
    assert state_at(25) == ("red", "Late")
