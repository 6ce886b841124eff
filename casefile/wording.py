"""Moments, days, counts and codes as pages of staff write them, in English."""

from datetime import date, datetime

from casefile.rules import london


def when(moment: datetime) -> str:
    """Return a moment on a clock in London: 17 November 2026, 12:00."""
    return f"{london.time_of(moment):%-d %B %Y, %H:%M}"


def to_the_second(moment: datetime) -> str:
    """Return a moment on a clock in London, with its seconds."""
    return f"{london.time_of(moment):%-d %B %Y, %H:%M:%S}"


def day(on: date) -> str:
    """Return a day: 17 November 2026."""
    return f"{on:%-d %B %Y}"


def how_many(count: int, thing: str, things: str = "") -> str:
    """Return a count with its noun: 1 file, 2,310 files. `things` is the plural where no s is."""
    return f"{count:,} {thing if count == 1 else things or f'{thing}s'}"


def plain(code: str) -> str:
    """Return a code such as 'not_guilty' as words."""
    return code.replace("_", " ").capitalize()
