"""Puts the bytes of an upload, or of another source, into the evidence store inside a long job."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import BinaryIO, cast

from casefile.models import Force
from casefile.services import evidence, inspection
from casefile.services.jobs import Claim
from casefile.store import Stored

_RENEW_EVERY = timedelta(seconds=30)
# The store reads all of a film back, and the sandbox may look at a long one twice, a quarter of an
# hour each; nobody else should begin meanwhile.
_LOOKING = timedelta(minutes=45)
Clock = Callable[[], datetime]


def keep(
    source: BinaryIO, *, name: str, sha256: str, force: Force, claim: Claim, now: Clock
) -> tuple[Stored, inspection.Found]:
    """Put bytes in the store and describe them, keeping the lease of the job meanwhile.

    Raises:
        Refused: they do not have that hash; LostLease: another worker does it.
    """
    stream = cast(BinaryIO, _Renewing(source, claim, now))
    kept = evidence.keep(stream=stream, force=force, declared_sha256=sha256)
    claim.renew(now=now(), lease=_LOOKING)
    return kept, evidence.look_at(kept, name=name)


class _Renewing:
    """A stream that renews the lease of its job as it is read."""

    def __init__(self, source: BinaryIO, claim: Claim, now: Clock) -> None:
        self._source, self._claim, self._now = source, claim, now
        self._renewed_at = now()

    def read(self, size: int = -1) -> bytes:
        at = self._now()
        if at - self._renewed_at >= _RENEW_EVERY:
            self._claim.renew(now=at)
            self._renewed_at = at
        chunk = self._source.read(size)
        if not chunk:
            self._claim.renew(now=at, lease=_LOOKING)
        return chunk
