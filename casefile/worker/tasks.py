"""Celery entry points: wake up, and sweep on a clock."""

from typing import Any

from celery import shared_task
from celery.signals import worker_init
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from casefile import clock
from casefile.services import jobs, triggers
from casefile.worker import loop


@worker_init.connect
def require_triggers(**_: Any) -> None:
    """Do not start over an unprotected event chain.

    Raises:
        SystemExit: Celery logs any other error of a signal and starts all the same.
    """
    try:
        triggers.require()
    except ImproperlyConfigured as problem:
        raise SystemExit(str(problem)) from problem
    finally:
        connection.close()  # the worker's children must not share it


@shared_task(name="casefile.wake")
def wake(**kwargs: Any) -> None:
    """Do what is due."""
    loop.drain()


@shared_task(name="casefile.sweep")
def sweep(**kwargs: Any) -> None:
    """Do what is due although nobody rang: lost rings, waits that ended, leases of dead workers.

    What runs by the clock is put among the jobs here.
    """
    jobs.enqueue_by_the_clock(now=clock.real())
    loop.drain()
