"""References: random ones that people are given, and the numbers of the force's own day."""

import secrets

from casefile.rules import london
from casefile.services import numbers
from intake.models import CrimeReport

# No letters that are read for digits; ten of thirty-two: fifty bits.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def random_reference() -> str:
    """Return a new reference such as 7KQ2M-0XW4T."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def number_incident(report: CrimeReport) -> None:
    """Give a report the next incident number of its force and day, such as W0007-14112026.

    Whoever sends a report to the same force waits from here to the end of the transaction: call it
    last.
    """
    on = london.day_of(report.submitted_at)
    serial = numbers.take(f"incident:{report.force_id}:{on:%Y%m%d}")
    report.incident_reference = f"W{serial:04d}-{on:%d%m%Y}"
    report.save(update_fields=["incident_reference"])
