"""The hours in which an automatic message may leave, and how a contact is verified.

The person's own plan decides; what each message may say is in `messages.py`.
"""

from collections.abc import Sequence
from datetime import datetime

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

NIGHT_FROM, NIGHT_TO = 21, 8
HOURS_AHEAD = 24 * 8
DAYS = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday",
    "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip
DAY_ORDER = tuple(DAYS)
PARTS = {"morning": (NIGHT_TO, 12), "afternoon": (12, 17), "evening": (17, NIGHT_FROM)}
PART_WORDS = {
    "morning": "Morning, 8am to midday",
    "afternoon": "Afternoon, midday to 5pm",
    "evening": "Evening, 5pm to 9pm",
}
VERIFIED_HOW = {
    "code": "They typed a code that was sent there",
    "called": "An officer called, and the right person answered",
    "in_person": "They confirmed it to an officer in person",
}
# A letter cannot be tried out; that the person called the address safe is what there is.
VERIFIED_CHANNELS = ("email", "text", "phone")

_DESIGN = Source("Design of this product", "2026", "safe contact", "recalled")
_ADVICE = Source("Police force advice to the public", "2026", "safe contact", "secondary")


def is_night(local: datetime) -> bool:
    """Return whether a moment in London lies in the hours in which nothing automatic is sent."""
    return local.hour >= NIGHT_FROM or local.hour < NIGHT_TO


def is_allowed(local: datetime, days: Sequence[str], parts: Sequence[str]) -> bool:
    """Return whether a moment in London lies in the days and parts of the day that are safe.

    Where neither was asked, any hour but the night's.
    """
    if is_night(local) or (days and DAY_ORDER[local.weekday()] not in days):
        return False
    spans = [PARTS[part] for part in parts]
    return not spans or any(start <= local.hour < end for start, end in spans)


register(
    "contact_hours",
    "When and how people may be reached",
    "The newest safe-contact plan of a person decides; without one nothing automatic is sent.",
    [
        Rule("plan", "A message leaves only by a way and at a time that the plan allows. Times in "
             "words are for people to judge.", _ADVICE),
        Rule("night", "Nothing automatic is sent between "
             f"{NIGHT_FROM}:00 and {NIGHT_TO:02}:00.", _DESIGN),
        *(Rule(f"verified.{code}", f"A contact is verified when: {words}.", _DESIGN)
          for code, words in VERIFIED_HOW.items()),
    ],
)  # fmt: skip
