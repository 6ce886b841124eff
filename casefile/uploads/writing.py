"""Writes the bytes of one request to a part file: hashed as they come, acknowledged once synced."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from casefile.crashpoints import crashpoint
from casefile.services import Refused
from casefile.uploads import parts
from casefile.uploads.leases import Lease
from casefile.uploads.models import Upload

_CHUNK_BYTES = 256 << 10
_SYNC_BYTES = 64 << 20
_SYNC_AFTER = timedelta(seconds=5)
KEPT_FOR = timedelta(hours=24)


class WrongOffset(Refused):
    """The bytes do not begin where the last ones ended."""

    code = "wrong_offset"


class ChecksumMismatch(Refused):
    """The bytes are not those that the sender hashed."""

    code = "checksum_mismatch"


@dataclass(frozen=True)
class Body:
    """The bytes of one request: a way to read them, how many are promised, and their checksum."""

    read: Callable[[int], bytes]
    length: int
    algorithm: str = ""
    checksum: bytes = b""


def append(*, upload: Upload, offset: int, body: Body, now: Callable[[], datetime]) -> Upload:
    """Add bytes at `offset`. A connection that was cut keeps what arrived; bytes under a checksum
    are kept all or none. The last byte finishes the upload.

    Raises:
        Busy: somebody else writes. WrongOffset: not where the upload stands. ChecksumMismatch:
        other bytes than were hashed; of the whole file, and then the upload is gone.
        LostPart: the disk lost it.
    """
    lease = Lease(upload, now)
    lease.take()
    try:
        upload.refresh_from_db()
        if offset != upload.offset_bytes:
            raise WrongOffset(f"The upload stands at byte {upload.offset_bytes}.")
        if body.length:
            _Writer(lease, body).run()
        return upload
    finally:
        lease.give_back()


class _Writer:
    """One request's bytes on their way to the disk."""

    def __init__(self, lease: Lease, body: Body) -> None:
        self.lease, self.upload, self.body = lease, lease.upload, body
        self.start = self.done = lease.upload.offset_bytes
        self.left = body.length
        # A digest is carried over one request only: state of SHA-256 cannot be stored, so an upload
        # that came in several pieces is read from the disk at its end.
        self.whole = hashlib.sha256()
        self.check = hashlib.new(body.algorithm) if body.algorithm else None

    def run(self) -> None:
        with parts.opened(self.upload.pk, self.start) as part:
            try:
                self._copy(part)
            finally:
                # Without a checksum, also what came before an error or a cut is worth keeping.
                if self.check is None:
                    self._acknowledge(part)
            if self.check is not None:
                self._require_checksum(part, self.check.digest())
                self._acknowledge(part)

    def _copy(self, part: parts.Part) -> None:
        synced_at, synced = self.lease.now(), self.done
        while self.left and (chunk := self._read()):
            self.lease.keep()
            part.write(chunk)
            self._count(chunk)
            at = self.lease.now()
            is_due = self.done - synced >= _SYNC_BYTES or at - synced_at >= _SYNC_AFTER
            if self.check is None and is_due:
                self._acknowledge(part)
                synced_at, synced = at, self.done

    def _read(self) -> bytes:
        try:
            return self.body.read(min(_CHUNK_BYTES, self.left))
        except OSError:  # the connection was cut
            return b""

    def _count(self, chunk: bytes) -> None:
        self.done += len(chunk)
        self.left -= len(chunk)
        self.whole.update(chunk)
        if self.check is not None:
            self.check.update(chunk)

    def _require_checksum(self, part: parts.Part, found: bytes) -> None:
        if self.left or found != self.body.checksum:
            part.cut(self.start)
            raise ChecksumMismatch("These bytes changed on their way. Send them again.")

    def _acknowledge(self, part: parts.Part) -> None:
        """Sync what was written, then say so in the row: never the other way round."""
        if self.done == self.upload.offset_bytes:
            return
        crashpoint("uploads.written")
        part.sync()
        crashpoint("uploads.synced")
        is_whole = self.done == self.upload.size_bytes
        ending = {"sha256": self._seal(part), "finished_at": self.lease.now()} if is_whole else {}
        expires_at = self.lease.now() + KEPT_FOR
        self.lease.change(offset_bytes=self.done, expires_at=expires_at, **ending)
        crashpoint("uploads.acknowledged")

    def _seal(self, part: parts.Part) -> str:
        """Close the complete file to writing and return its SHA-256; a wrong one is all gone."""
        upload, is_one_piece = self.upload, self.start == 0
        read = self.lease.keep
        sha256 = self.whole.hexdigest() if is_one_piece else parts.digest(upload.pk, each=read)
        if upload.declared_sha256 not in {"", sha256}:
            Upload.objects.filter(pk=upload.pk).delete()
            parts.remove(upload.pk)
            raise ChecksumMismatch("The file changed on its way. Send it again.")
        part.seal()
        crashpoint("uploads.sealed")
        return sha256
