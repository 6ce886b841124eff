"""What is done with a report in the moment it is sent, and what of it came later.

Each part is small: what takes time is left to jobs.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from intake import alarms, interests, matching, repeats
from intake.models import CrimeReport


def take(report: CrimeReport, answers: Mapping[str, Any], *, at: datetime) -> None:
    """Set its alarm, keep out whoever of the desk is named in it, and find who told us before."""
    interests.keep_out(report, answers, interests.desk_of(report.force_id), at=at)
    alarms.watch(report, at=at)
    matching.index(report, answers)
    repeats.recount(report, at=at, is_new=True)


def later_words(report: CrimeReport) -> dict[str, str]:
    """Return what the reporter wrote after sending, as answers with keys of their own."""
    added = report.additions.order_by("added_at", "pk").values_list("text", flat=True)
    answered = report.questions.exclude(answered_at=None).order_by("answered_at", "pk")
    words = [*added, *answered.values_list("answer", flat=True)]
    return {f"later-{place}": text for place, text in enumerate(words, 1)}
