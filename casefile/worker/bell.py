"""Tells the workers that there is work. A lost ring costs seconds: the sweeper finds the job."""

import logging

from kombu.exceptions import OperationalError

log = logging.getLogger("casefile.worker")


def ring() -> None:
    """Send one wake-up to the broker; a broker that is down is logged, never an error."""
    from casefile.worker.tasks import wake

    try:
        wake.apply_async(retry=False, expires=60)
    except (OperationalError, OSError) as trouble:
        log.warning("the broker did not take a wake-up: %s", type(trouble).__name__)
