"""The clock in London: the one place where the record's moments become days and times to show.

Moments are stored in UTC. In summer London is an hour ahead, so that a day taken straight from a
moment is the day before during the first hour after midnight.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def time_of(moment: datetime) -> datetime:
    """Return a moment as a clock in London shows it. Raises: ValueError for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError("The clock needs a time with a zone.")
    return moment.astimezone(LONDON)


def day_of(moment: datetime) -> date:
    """Return the day of a moment in London. Raises: ValueError for one without a zone."""
    return time_of(moment).date()


def moment_of(on: date, at: time) -> datetime:
    """Return the moment at which a clock in London shows that time of that day."""
    return datetime.combine(on, at, tzinfo=LONDON)


def end_of(on: date) -> datetime:
    """Return the last minute of a day in London, when what is due on that day is due."""
    return moment_of(on, time(23, 59))
