"""Moments and days as pages of the desk write them."""

from datetime import date, datetime

from django.utils import timezone


def when(moment: datetime) -> str:
    """Return a moment on a clock in London."""
    return f"{timezone.localtime(moment):%-d %B %Y, %H:%M}"


def to_the_second(moment: datetime) -> str:
    """Return a moment on a clock in London, with its seconds."""
    return f"{timezone.localtime(moment):%-d %B %Y, %H:%M:%S}"


def day(on: date) -> str:
    """Return a day."""
    return f"{on:%-d %B %Y}"


def plain(code: str) -> str:
    """Return a code such as 'not_guilty' as words."""
    return code.replace("_", " ").capitalize()
