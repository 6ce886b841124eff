"""Rules of the tracker that no Code has: who is invited unasked, how long things last.

Every crime that is not in the table waits for an officer: the suspect may be at the victim's side.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

POLICE_PORTAL = Source("National My Police Portal, BBC report", "2026", "crime types", "secondary")
FORCE_POLICY = Source("Hertfordshire victim services", "2026", "updates", "secondary")
CPS_REVIEW = Source("CPS Victims' Right to Review", "2016 text as quoted", "times", "secondary")
OWN = Source("Design of this product", "2026", "tracker", "verified")


@dataclass(frozen=True)
class SelfServiceRow:
    """A Home Office class, or the start of one, whose victims are invited without being asked."""

    home_office_class: str
    words: str
    source: Source = POLICE_PORTAL


SELF_SERVICE = (
    SelfServiceRow("34", "Robbery"),
    SelfServiceRow("28", "Burglary of a home"),
    SelfServiceRow("30", "Burglary of a business or community building"),
    SelfServiceRow("39", "Theft from a person"),
    SelfServiceRow("44", "Theft of a bicycle"),
    SelfServiceRow("45", "Theft from a vehicle"),
    SelfServiceRow("48", "Theft of a vehicle"),
    SelfServiceRow("49", "Other theft"),
    SelfServiceRow("58", "Criminal damage"),
)

LOOK_AGAIN_DAYS = 28
REVIEW_MONTHS = 3
INVITATION_FOR = timedelta(days=7)
IDLE_FOR = timedelta(minutes=20)
SESSION_FOR = timedelta(hours=2)


def is_invited_unasked(home_office_class: str, *, with_care: bool) -> bool:
    """Say whether a victim of such a crime may use the tracker before an officer was asked.

    `with_care`: the victim has enhanced rights, or the case has a flag such as domestic abuse.
    """
    known = any(home_office_class.startswith(row.home_office_class) for row in SELF_SERVICE)
    return known and not with_care


def look_again_on(last_news_on: date) -> date:
    """Return the day by which somebody must look again when nothing happens."""
    return last_news_on + timedelta(days=LOOK_AGAIN_DAYS)


def review_until(told_on: date) -> date:
    """Return the last day to ask for a review: three calendar months after being told."""
    month = told_on.month + REVIEW_MONTHS
    year, month = told_on.year + (month - 1) // 12, (month - 1) % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    last_day = (first_of_next - timedelta(days=1)).day
    return date(year, month, min(told_on.day, last_day))


register(
    "tracker_self_service",
    "Who is invited to the tracker without an officer's word",
    "Victims of these crimes, without enhanced rights or a flag on the case. Others wait for one.",
    (Rule(f"Class {r.home_office_class}", r.words, r.source) for r in SELF_SERVICE),
)
register(
    "tracker_times",
    "Times of the tracker",
    "How long an invitation lasts, when somebody looks again, how long a review can be asked.",
    (
        Rule("look again", f"When nothing is new, {LOOK_AGAIN_DAYS} days later.", FORCE_POLICY),
        Rule("review", f"Asked within {REVIEW_MONTHS} months of being told.", CPS_REVIEW),
        Rule("invitation", f"Good once, for {INVITATION_FOR.days} days.", OWN),
    ),
)
