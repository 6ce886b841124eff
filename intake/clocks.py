"""The clocks of the crime desk, each number once."""

from datetime import datetime, timedelta

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source
from casefile.rules.working_days import due_after_hours

RECORDING = Source(
    "National Crime Recording Standard", "2025", "record within 24 hours of the report", "secondary"
)
READING = Source("Design of this product", "2026", "who uses it: crime desk", "verified")
RECORD_WITHIN_HOURS = 24
READ_HIGH_WITHIN = timedelta(minutes=15)

register(
    "intake.clocks",
    "Clocks of the crime desk",
    "How soon a report is read and recorded. Hours run on through nights, weekends and holidays.",
    [
        Rule(
            "record",
            f"A crime is recorded within {RECORD_WITHIN_HOURS} hours of the first report.",
            RECORDING,
        ),
        Rule(
            "read-high",
            f"A report of high priority is read within {READ_HIGH_WITHIN.seconds // 60} minutes.",
            READING,
        ),
    ],
)


def record_by(first_report_at: datetime) -> datetime:
    """Return the moment by which a crime must be recorded."""
    return due_after_hours(first_report_at, RECORD_WITHIN_HOURS)


def is_unread_too_long(priority: str, submitted_at: datetime, at: datetime) -> bool:
    """Return whether an unread report of this priority should have been read by now."""
    return priority == "high" and at - submitted_at > READ_HIGH_WITHIN
