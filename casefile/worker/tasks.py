"""Celery entry points: wake up, and sweep on a clock."""

from typing import Any

from celery import shared_task

from casefile.worker import loop


@shared_task(name="casefile.wake")
def wake(**kwargs: Any) -> None:
    """Do what is due."""
    loop.drain()


@shared_task(name="casefile.sweep")
def sweep(**kwargs: Any) -> None:
    """Do what is due although nobody rang: lost rings, waits that ended, leases of dead workers."""
    loop.drain()
