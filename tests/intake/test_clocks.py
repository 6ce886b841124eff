"""The clocks of the crime desk run on through nights, weekends and the change of the clocks."""

from datetime import UTC, datetime, timedelta

import pytest

from intake import clocks


@pytest.mark.parametrize(
    "first_report_at",
    [
        datetime(2026, 11, 13, 19, 44, tzinfo=UTC),
        datetime(2026, 12, 24, 23, 50, tzinfo=UTC),
        datetime(2026, 10, 24, 12, 0, tzinfo=UTC),
    ],
    ids=["friday", "before-a-holiday", "clocks-go-back"],
)
def test_a_crime_is_due_twenty_four_hours_after_the_first_report(first_report_at):
    assert clocks.record_by(first_report_at) - first_report_at == timedelta(hours=24)


@pytest.mark.parametrize(
    ("priority", "minutes", "is_late"),
    [("high", 15, False), ("high", 16, True), ("standard", 600, False)],
)
def test_only_an_urgent_report_is_unread_too_long(priority, minutes, is_late):
    sent = datetime(2026, 11, 14, 8, 10, tzinfo=UTC)

    found = clocks.is_unread_too_long(priority, sent, sent + timedelta(minutes=minutes))

    assert found is is_late
