"""The clocks of the crime desk, each number once."""

from datetime import datetime, timedelta

from casefile.rules.recording_rules import RECORD_WITHIN_HOURS as RECORD_WITHIN_HOURS
from casefile.rules.recording_rules import record_by as record_by
from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

RECORDING = Source(
    "National Crime Recording Standard", "2025", "record within 24 hours of the report", "secondary"
)
READING = Source("Design of this product", "2026", "who uses it: crime desk", "verified")
ALARM = Source("Design of this product", "2026", "unread alarm at 15 minutes", "recalled")
EYES = Source("Promise of the Met for online reports", "2017", "human eyes", "secondary")
REASSESSING = Source("Kent Police on waiting incidents", "2026", "re-THRIVE", "secondary")
REPEATS = Source("Force defaults for repeat victims", "2026", "any crime, 12 months", "recalled")
READ_HIGH_WITHIN = timedelta(minutes=15)
ANSWER_ALARM_WITHIN = timedelta(minutes=10)
READ_ANY_WITHIN = timedelta(minutes=45)
REASSESS_AFTER = timedelta(hours=3, minutes=30)
REPEAT_WITHIN = timedelta(days=365)
PERSISTENT_FROM = 3
"""Earlier reports within REPEAT_WITHIN from which a victim may be persistently targeted."""

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
        Rule(
            "alarm",
            f"One that is not is an alarm: the crime desk is called, and after another "
            f"{ANSWER_ALARM_WITHIN.seconds // 60} minutes without an answer the supervisors too.",
            ALARM,
        ),
        Rule("eyes", f"Every report is seen within {READ_ANY_WITHIN.seconds // 60} minutes.", EYES),
        Rule(
            "reassess",
            f"A report that still waits is assessed again after "
            f"{REASSESS_AFTER.total_seconds() / 3600:g} hours.",
            REASSESSING,
        ),
        Rule(
            "repeat",
            f"A victim is a repeat victim for {REPEAT_WITHIN.days} days, and from "
            f"{PERSISTENT_FROM} earlier reports may be persistently targeted.",
            REPEATS,
        ),
    ],
)


def started_when_due(at: datetime) -> datetime:
    """Return when a report came in whose crime is due by this moment: `record_by` backwards."""
    return at - timedelta(hours=RECORD_WITHIN_HOURS)


def is_unread_too_long(priority: str, submitted_at: datetime, at: datetime) -> bool:
    """Return whether an unread report of this priority should have been read by now."""
    return priority == "high" and at - submitted_at > READ_HIGH_WITHIN
