"""Writes the bytes of one request to a part file: hashed as they come, acknowledged once synced."""

import hashlib
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from casefile.crashpoints import crashpoint
from casefile.services import Refused
from casefile.uploads import parts
from casefile.uploads.leases import Lease
from casefile.uploads.models import Upload

_CHUNK_BYTES = 256 << 10
_SYNC_BYTES = 32 << 20
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
            with parts.opened(upload.pk, offset) as part, ThreadPoolExecutor(2) as beside:
                _Writer(lease, body, part, beside).run()
        return upload
    finally:
        lease.give_back()


class _Writer:
    """One request's bytes on their way to the disk.

    While a chunk is read and written the one before it is hashed, and what lies before that is
    synced: each in a thread of its own, so that the bytes need not wait for either.
    """

    def __init__(self, lease: Lease, body: Body, part: parts.Part, beside: Executor) -> None:
        self.lease, self.upload, self.body = lease, lease.upload, body
        self.part, self.beside = part, beside
        self.start = self.done = lease.upload.offset_bytes
        self.left = body.length
        # A digest is carried over one request only: state of SHA-256 cannot be stored, so an upload
        # that came in several pieces is read from the disk at its end.
        self.whole = hashlib.sha256()
        self.check = hashlib.new(body.algorithm) if body.algorithm else None
        self.hashing: Future[None] | None = None
        self.syncing: Future[None] | None = None
        self.syncing_to = self.start
        self.synced_at = lease.now()

    def run(self) -> None:
        try:
            self._copy()
        finally:
            # Without a checksum, also what came before an error or a cut is worth keeping.
            if self.check is None:
                self._finish()
        if self.check is not None:
            self._require_checksum()
            self._finish()

    def _copy(self) -> None:
        while self.left and (chunk := self._read()):
            self.lease.keep()
            self.part.write(chunk)
            self.done += len(chunk)
            self.left -= len(chunk)
            self._wait_for_hash()
            self.hashing = self.beside.submit(self._hash, chunk)
            if self.check is None and self.left:
                self._sync_beside()

    def _read(self) -> bytes:
        try:
            return self.body.read(min(_CHUNK_BYTES, self.left))
        except OSError:  # the connection was cut
            return b""

    def _hash(self, chunk: bytes) -> None:
        self.whole.update(chunk)
        if self.check is not None:
            self.check.update(chunk)

    def _wait_for_hash(self) -> None:
        if self.hashing is not None:
            self.hashing.result()

    def _sync_beside(self) -> None:
        """Begin to sync what is written when that is due; acknowledge what has been synced."""
        if self.syncing is None:
            is_long_ago = self.lease.now() - self.synced_at >= _SYNC_AFTER
            if is_long_ago or self.done - self.upload.offset_bytes >= _SYNC_BYTES:
                crashpoint("uploads.written")
                self.syncing, self.syncing_to = self.beside.submit(self.part.sync), self.done
        elif self.syncing.done():
            self._end_of_sync()

    def _end_of_sync(self) -> None:
        # A sync that failed stays here and fails again: the kernel reports lost bytes only once,
        # and a second sync that succeeds would say nothing about them.
        if self.syncing is not None:
            self.syncing.result()
            self.syncing = None
            self._acknowledge(self.syncing_to)

    def _require_checksum(self) -> None:
        self._wait_for_hash()
        if self.check is None or self.left or self.check.digest() != self.body.checksum:
            self.part.cut(self.start)
            raise ChecksumMismatch("These bytes changed on their way. Send them again.")

    def _finish(self) -> None:
        """Sync and acknowledge what is left; the last byte of a file seals it."""
        self._wait_for_hash()
        self._end_of_sync()
        if self.done > self.upload.offset_bytes:
            crashpoint("uploads.written")
            self.part.sync()
            self._acknowledge(self.done)

    def _acknowledge(self, upto: int) -> None:
        """Say in the row that bytes are kept, once they are synced: never the other way round."""
        crashpoint("uploads.synced")
        at = self.lease.now()
        is_whole = upto == self.upload.size_bytes
        ending = {"sha256": self._seal(), "finished_at": self.lease.now()} if is_whole else {}
        self.lease.change(offset_bytes=upto, expires_at=self.lease.now() + KEPT_FOR, **ending)
        self.synced_at = at
        crashpoint("uploads.acknowledged")

    def _seal(self) -> str:
        """Close the complete file to writing and return its SHA-256; a wrong one is all gone."""
        upload, is_one_piece = self.upload, self.start == 0
        read = self.lease.keep
        sha256 = self.whole.hexdigest() if is_one_piece else parts.digest(upload.pk, each=read)
        if upload.declared_sha256 not in {"", sha256}:
            Upload.objects.filter(pk=upload.pk).delete()
            parts.remove(upload.pk)
            raise ChecksumMismatch("The file changed on its way. Send it again.")
        self.part.seal()
        crashpoint("uploads.sealed")
        return sha256
