"""By when prosecutors review a file."""

from datetime import UTC, datetime

import pytest

from cps_exchange.review_clocks import REVIEW_CLOCKS, clock_of

SENT = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)  # 00:30 on the 25th in London, before the change


@pytest.mark.parametrize(
    ("priority", "due_at"),
    [
        ("red", "2026-10-25T02:30:00+00:00"),
        ("green_priority", "2026-10-30T23:59:00+00:00"),
        ("green", "2026-11-22T23:59:00+00:00"),
        ("early_advice", ""),
        ("", ""),
    ],
)
def test_the_clock_runs_from_the_moment_of_sending(priority, due_at):
    found = clock_of(priority).due_at(SENT)

    assert (found.astimezone(UTC).isoformat() if found else "") == due_at


def test_every_clock_names_its_source():
    assert all(row.source.document for row in REVIEW_CLOCKS.values())
