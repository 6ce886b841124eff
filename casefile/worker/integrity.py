"""Job handlers that keep the record whole over time; all run by the clock."""

import logging
from datetime import timedelta
from typing import Any

from casefile import clock
from casefile.services import (
    Refused,
    disposal,
    evidence_store,
    retention,
    seals,
    stamps,
    store_scan,
)
from casefile.services.jobs import Claim
from casefile.store import StillLocked
from casefile.store.write_once import WrittenOtherwise

UNFINISHED_FOR = timedelta(days=1)
# In which 4 GB can be read and hashed also over a network.
_ONE_FILE = timedelta(minutes=20)
log = logging.getLogger("casefile.worker")


def seal_log(*, claim: Claim, **kwargs: Any) -> None:
    """Seal what the log took since the last minute; a database put back is left to a person."""
    try:
        seals.seal_new(at=clock.real())
    except (seals.DatabaseIsBehind, WrittenOtherwise) as trouble:
        log.error("the log is not sealed (see manage.py check_restore): %s", trouble)


def stamp_log(*, claim: Claim, **kwargs: Any) -> None:
    """Have the newest head stamped; what fails is asked for again at the next turn."""
    stamps.stamp_newest(at=clock.real())


def scan_store(*, claim: Claim, **kwargs: Any) -> None:
    """Hash the next stored files again and hold them to their seals."""
    store_scan.scan_slice(
        at=clock.real(), renew=lambda: claim.renew(now=clock.real(), lease=_ONE_FILE)
    )


def plan_retention(*, claim: Claim, **kwargs: Any) -> None:
    """Plan, each night, when the files of ended cases are reviewed; it disposes of nothing."""
    for _ in retention.plan_all(at=clock.real()):
        claim.renew(now=clock.real())


def dispose(*, claim: Claim, **kwargs: Any) -> None:
    """Destroy what two persons disposed of and nobody undid; what is kept after all is logged."""
    for row in disposal.due(clock.real()):
        try:
            disposal.carry_out(row, at=clock.real(), renew=lambda: claim.renew(now=clock.real()))
        except Refused as kept:
            log.warning("disposal %s waits: %s", row.pk, kept.code)
        except StillLocked as held:
            log.error("disposal %s waits: the evidence store does not let go of %s", row.pk, held)


def sweep_store(*, claim: Claim, **kwargs: Any) -> None:
    """Drop what killed processes left half written in the evidence store; no object is among it."""
    evidence_store.store().sweep_unfinished(before=clock.real() - UNFINISHED_FOR)
