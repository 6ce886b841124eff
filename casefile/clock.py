"""The moment of a request or a job.

Views, tasks and commands ask here and pass the answer down; nothing below them asks. A moment
can be set for one request or job (the demonstration carries its own), never for the process.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """Return the moment set for this request or job, else the real one; aware, UTC."""
    return _moment.get() or real()


def real() -> datetime:
    """Return the machine's clock, aware, UTC: leases, sessions and one-time codes use it."""
    return datetime.now(UTC)


@contextmanager
def at(moment: datetime | None) -> Iterator[None]:
    """Make `now()` answer `moment` inside the block; None leaves the real clock."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
