from datetime import date, datetime

import pytest

from casefile.rules.events import EVENT_KINDS
from casefile.rules.london import LONDON
from tests.factories import SUMMER_NIGHT
from victims import rights
from victims.rights import NOTIFICATIONS, RIGHTS

ON = date(2026, 11, 14)


def london(*parts):
    return datetime(*parts, tzinfo=LONDON)


def due(code, start_at, enhanced=False):
    return rights.due_at(rights.row(code, start_at.date()), start_at, enhanced)


def test_there_are_twelve_rights_in_order():
    assert [right.number for right in RIGHTS] == list(range(1, 13))


def test_no_duty_comes_twice():
    codes = [row.code for row in NOTIFICATIONS]

    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("row", NOTIFICATIONS, ids=lambda row: row.code)
def test_each_duty_names_its_source_and_is_never_later_when_enhanced(row):
    assert row.source.paragraph
    assert row.code_edition
    assert (row.standard is None) == (row.enhanced is None)
    assert row.standard is None or row.enhanced <= row.standard


@pytest.mark.parametrize("row", NOTIFICATIONS, ids=lambda row: row.code)
def test_each_clock_is_started_by_events_the_record_knows(row):
    assert set(row.starts_on) <= set(EVENT_KINDS)


@pytest.mark.parametrize(
    ("code", "start_at", "enhanced", "expected"),
    [
        # The demonstration case.
        ("E00b", london(2026, 11, 14, 8, 10), False, london(2026, 11, 17, 23, 59)),
        ("E02", london(2026, 11, 15, 10, 0), False, london(2026, 11, 20, 23, 59)),
        ("E09", london(2026, 12, 7, 11, 0), True, london(2026, 12, 8, 23, 59)),
        ("E08", london(2026, 12, 10, 15, 0), True, london(2026, 12, 11, 23, 59)),
        # An arrest on the Friday evening before a bank holiday.
        ("E02", london(2026, 8, 28, 18, 0), True, london(2026, 9, 1, 23, 59)),
        # Half an hour after midnight in summer, while it is the day before in UTC.
        ("E02", SUMMER_NIGHT, False, london(2026, 7, 22, 23, 59)),
        ("E02", SUMMER_NIGHT, True, london(2026, 7, 16, 23, 59)),
        # A hearing is told in one day, enhanced or not.
        ("E10", london(2026, 12, 10, 9, 0), False, london(2026, 12, 11, 23, 59)),
        # The liaison officer's clock runs from the referral.
        ("E22", london(2027, 2, 4, 12, 0), False, london(2027, 3, 4, 23, 59)),
    ],
)
def test_duties_are_due_at_the_end_of_the_right_day(code, start_at, enhanced, expected):
    assert due(code, start_at, enhanced) == expected


def test_a_duty_without_a_number_has_no_deadline():
    assert due("E00", london(2026, 11, 14, 9, 5)) is None


def test_a_change_to_enhanced_rights_makes_running_clocks_shorter():
    arrested = rights.row("E02", ON)
    before = rights.due_at(arrested, london(2026, 11, 16, 9, 0), enhanced=False)

    after = rights.due_once_enhanced(arrested, before, london(2026, 11, 18, 20, 0))

    assert after == london(2026, 11, 19, 23, 59)


def test_a_change_to_enhanced_rights_never_makes_a_clock_longer():
    arrested = rights.row("E02", ON)
    before = london(2026, 11, 18, 23, 59)

    assert rights.due_once_enhanced(arrested, before, london(2026, 11, 18, 20, 0)) == before


def test_an_event_starts_its_duties():
    assert [row.code for row in rights.started_by("report.recorded", ON)] == ["E00", "E00b"]
    assert [row.code for row in rights.started_by("suspect.arrested", ON)] == ["E02"]
    assert rights.started_by("exhibit.recorded", ON) == ()


def test_before_the_edition_was_in_force_there_is_no_row():
    with pytest.raises(KeyError):
        rights.row("E02", date(2021, 3, 31))
    assert rights.started_by("suspect.arrested", date(2021, 3, 31)) == ()
