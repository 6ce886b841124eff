"""Moments and spans as the crime desk reads them."""

from datetime import datetime

from casefile.rules import london


def moment_words(value: datetime) -> str:
    """Return a moment as the desk reads it, in London time."""
    return f"{london.time_of(value):%a %-d %b %Y, %H:%M}"


def left_words(until: datetime, at: datetime) -> str:
    """Return how long is left until a moment, or by how much it has passed."""
    words = span_words(abs((until - at).total_seconds()))
    return f"{words} left" if until >= at else f"Overdue by {words}"


def span_words(seconds: float) -> str:
    """Return a span in its two largest units, such as '3 h 20 min' or '2 days 4 h'."""
    minutes = int(seconds) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days} {'day' if days == 1 else 'days'} {hours} h"
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
