"""One writer at a time for each upload, over any number of processes.

A writer holds a lease in the row and renews it while bytes come. A killed one gives it back by
running out; one that only waits for a dead connection is overtaken, and finds that out before it
writes again.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from casefile.services import Refused
from casefile.uploads.models import Upload

LEASE = timedelta(seconds=20)
_RENEW_EVERY = timedelta(seconds=5)


class Busy(Refused):
    """Somebody else writes to this upload."""

    code = "busy"

    def __init__(self) -> None:
        super().__init__("This upload is being written to. Try again in a moment.")


@dataclass
class Lease:
    """The right to write to one upload. `now` is the machine's clock."""

    upload: Upload
    now: Callable[[], datetime]
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    _renewed_at: datetime | None = None

    def take(self) -> None:
        """Take the lease, from a writer whose own ran out if need be.

        Raises:
            Busy: somebody holds it.
        """
        at = self.now()
        free = Q(held_until=None) | Q(held_until__lt=at)
        rows = Upload.objects.filter(free, pk=self.upload.pk)
        if not rows.update(held_by=self.token, held_until=at + LEASE):
            raise Busy
        self._renewed_at = at

    def keep(self) -> None:
        """Renew the lease when it is due; call it before each write.

        Raises:
            Busy: another writer took over.
        """
        at = self.now()
        if self._renewed_at is None or at - self._renewed_at >= _RENEW_EVERY:
            self.change(held_until=at + LEASE)
            self._renewed_at = at

    def change(self, **fields: Any) -> None:
        """Change the row while it is still ours.

        Raises:
            Busy: another writer took over.
        """
        rows = Upload.objects.filter(pk=self.upload.pk, held_by=self.token)
        if not rows.update(**fields):
            raise Busy
        for name, value in fields.items():
            setattr(self.upload, name, value)

    def give_back(self) -> None:
        """Let the next writer in; no effect when one took over."""
        rows = Upload.objects.filter(pk=self.upload.pk, held_by=self.token)
        rows.update(held_by="", held_until=None)
