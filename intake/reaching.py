"""Where a reporter said that a message may go. Nothing else is ever written to.

Source: intake.md of the domain, safe contact: no automatic message unless the channel is safe.
"""

from collections.abc import Mapping
from typing import Any

from casefile.services import Refused, contacts
from intake.models import CrimeReport

# Who says that others look at these messages is asked first, whatever else was chosen.
_SEEN_BY_OTHERS = ("watched", "shared_device")


def answers_of(report: CrimeReport) -> dict[str, Any]:
    """Return a report's answers by question. One query."""
    return {row.question: row.value for row in report.answers.all()}


def safe_email(answers: Mapping[str, Any]) -> str:
    """Return the email address that was chosen as safe, and that nobody else sees, or nothing."""
    if "email" not in _ways(answers) or "yes" in {answers.get(key) for key in _SEEN_BY_OTHERS}:
        return ""
    return answers.get("email") or ""


def safe_text_number(answers: Mapping[str, Any]) -> str:
    """Return the number to which a text is safe, or nothing; never the number that was taken."""
    number = (answers.get("phone") or "") if "text" in _ways(answers) else ""
    taken = answers.get("phone_number") or ""
    return "" if number and taken and _same(number, taken) else number


def safe_messages(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return channel and address of each way in which a short message may leave."""
    ways = [("email", safe_email(answers)), ("text", safe_text_number(answers))]
    return [(channel, address) for channel, address in ways if address]


def safe_phone(answers: Mapping[str, Any]) -> str:
    """Return the number on which a call by a person is safe, or nothing; never the taken one."""
    number = (answers.get("phone") or "") if "phone" in _ways(answers) else ""
    taken = answers.get("phone_number") or ""
    return "" if number and taken and _same(number, taken) else number


def safe_address(answers: Mapping[str, Any]) -> str:
    """Return the postal address to which a letter is safe, or nothing."""
    return (answers.get("address") or "") if "post" in _ways(answers) else ""


def _ways(answers: Mapping[str, Any]) -> list[str]:
    chosen = answers.get("ways") or []
    return [] if "none" in chosen else chosen


def _same(one: str, other: str) -> bool:
    try:
        return contacts.normalise("phone", one) == contacts.normalise("phone", other)
    except Refused:
        return one == other
