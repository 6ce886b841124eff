"""Evidence in an S3 bucket: sent in parts, made an object at once, read back, then locked."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import chain, islice
from typing import Any, BinaryIO
from uuid import uuid4

from casefile.store.bucket import Bucket
from casefile.store.interface import (
    QUARANTINE,
    CorruptObject,
    Crashpoint,
    DigestMismatch,
    Held,
    Stored,
    StoreError,
    TooLarge,
    UnknownKey,
    check_force,
    check_key,
    is_key,
)
from casefile.store.reader import by_ranges, checked

# A server takes 10 000 parts, so the largest object is of 156 GiB; three are in memory at most.
PART_BYTES = 16 << 20
WINDOW_BYTES = 4 << 20
_CHUNK_BYTES = 1 << 20
_MOST_KEYS = 1000


class S3EvidenceStore:
    """An `EvidenceStore` in a bucket; `crashpoint` is told each point a kill must survive."""

    def __init__(self, bucket: Bucket, *, crashpoint: Crashpoint = lambda name: None) -> None:
        self._bucket = bucket
        self._client = bucket.client
        self._crashpoint = crashpoint

    def put(
        self,
        stream: BinaryIO,
        *,
        force: str,
        declared_sha256: str | None = None,
        max_bytes: int | None = None,
    ) -> Stored:
        """Keep all of `stream`; see `EvidenceStore.put`."""
        key = f"{check_force(force)}/{uuid4()}"
        stored, version = self._send(key, stream, max_bytes)
        if declared_sha256 is None or declared_sha256.lower() == stored.sha256:
            self._lock(stored, version)
            return stored
        # An object cannot be renamed: it is sent again under the key of what is set aside.
        with self.open(key) as sent:
            aside, version_aside = self._send(f"{QUARANTINE}/{key}", sent, None)
        self._lock(aside, version_aside)
        self._take_back(key, version)
        raise DigestMismatch(aside, declared_sha256)

    def open(self, key: str) -> io.BufferedReader:
        """Open for reading, seekable, unverified; see `EvidenceStore.open`."""
        target = {"Bucket": self._bucket.name, "Key": key}

        def read(start: int, end: int) -> bytes:
            found = self._client.get_object(**target, Range=f"bytes={start}-{end - 1}")
            return bytes(found["Body"].read())

        return by_ranges(read, size_bytes=self.size_of(key), window_bytes=WINDOW_BYTES)

    def open_verified(self, key: str, sha256: str) -> BinaryIO:
        """Open for one verified reading; see `EvidenceStore.open_verified`."""
        source = self.open(key)
        size_bytes = source.seek(0, io.SEEK_END)
        source.seek(0)
        return checked(source, size_bytes=size_bytes, sha256=sha256)

    def digest(self, key: str) -> str:
        """Read the whole object and return its SHA-256 in hex; a tag of the server is none."""
        with self.open(key) as source:
            return hashlib.file_digest(source, "sha256").hexdigest()

    def exists(self, key: str) -> bool:
        """Say whether an object is stored under the key."""
        return self._bucket.find(check_key(key)) is not None

    def size_of(self, key: str) -> int:
        """Return how many bytes an object has."""
        size_bytes = self._bucket.find(check_key(key))
        if size_bytes is None:
            raise UnknownKey(key)
        return size_bytes

    def list(self, *, after: str, limit: int) -> list[Held]:
        """Return what is stored under the next keys after one; see `EvidenceStore.list`."""
        found = self._pages(
            "list_objects_v2",
            "Contents",
            StartAfter=after,
            PaginationConfig={"PageSize": min(limit, _MOST_KEYS)},
        )
        ours = (row for row in found if is_key(row["Key"]))
        return [Held(r["Key"], r["Size"], r["LastModified"]) for r in islice(ours, limit)]

    def sweep_unfinished(self, *, before: datetime) -> int:
        """Drop the parts that a killed sender left; see `EvidenceStore.sweep_unfinished`."""
        try:
            found = list(self._pages("list_multipart_uploads", "Uploads"))
        except self._client.exceptions.NoSuchUpload:  # rclone's word for none
            return 0
        stale = [row for row in found if row["Initiated"] < before]
        for row in stale:
            self._abort({"Key": row["Key"], "UploadId": row["UploadId"]})
        return len(stale)

    def _pages(self, operation: str, rows: str, **given: Any) -> Iterator[dict[str, Any]]:
        pages = self._client.get_paginator(operation)
        for page in pages.paginate(Bucket=self._bucket.name, **given):
            yield from page.get(rows, [])

    def _send(self, key: str, stream: BinaryIO, max_bytes: int | None) -> tuple[Stored, str | None]:
        """Send a stream, read back what was stored, and return it with its version, if it has one.

        Until put() returns nobody knows the key, so what a kill leaves is no more than an orphan.
        """
        if self.exists(key):
            raise StoreError(f"{key} is stored already")
        source = _Source(stream, max_bytes)
        version = self._send_from(source, key)
        self._crashpoint("store.completed")
        stored = Stored(key, source.hash.hexdigest(), source.size_bytes)
        if self.digest(key) != stored.sha256:
            self._take_back(key, version)
            raise CorruptObject("the bucket gave back other bytes than were sent")
        self._crashpoint("store.read_back")
        return stored, version

    def _send_from(self, source: "_Source", key: str) -> str | None:
        target = {"Bucket": self._bucket.name, "Key": key}
        first = source.part()
        if len(first) < PART_BYTES:
            made = self._client.put_object(**target, Body=first, IfNoneMatch="*")
        else:
            made = self._send_parts(target, chain([first], iter(source.part, bytearray())))
        version: str | None = made.get("VersionId")
        return version

    def _send_parts(self, target: dict[str, str], parts: Iterator[bytearray]) -> dict[str, Any]:
        begun = self._client.create_multipart_upload(**target)
        target = target | {"UploadId": begun["UploadId"]}
        try:
            tags = []
            for number, part in enumerate(parts, start=1):
                sent = self._client.upload_part(**target, PartNumber=number, Body=part)
                tags.append({"PartNumber": number, "ETag": sent["ETag"]})
                self._crashpoint("store.part_sent")
            # A server that knows no conditions ignores this one: hence the look before.
            made: dict[str, Any] = self._client.complete_multipart_upload(
                **target, MultipartUpload={"Parts": tags}, IfNoneMatch="*"
            )
        except BaseException:
            # The sweep drops what cannot be dropped now; the first trouble is what matters.
            with suppress(Exception):
                self._abort(target)
            raise
        return made

    def _abort(self, target: dict[str, str]) -> None:
        self._client.abort_multipart_upload(**{"Bucket": self._bucket.name} | target)

    def _lock(self, stored: Stored, version: str | None) -> None:
        self._bucket.lock(stored.key, version)
        self._crashpoint("store.locked")

    def _take_back(self, key: str, version: str | None) -> None:
        """Remove what was just sent and told to nobody; what a bucket holds on to is an orphan."""
        exactly = {"VersionId": version} if version else {}
        with suppress(self._client.exceptions.ClientError):
            self._client.delete_object(Bucket=self._bucket.name, Key=key, **exactly)


class _Source:
    """A stream that is given out in parts, hashed and counted on the way."""

    def __init__(self, stream: BinaryIO, max_bytes: int | None) -> None:
        self._stream = stream
        self._max_bytes = max_bytes
        self.hash = hashlib.sha256()
        self.size_bytes = 0

    def part(self) -> bytearray:
        """Return the next PART_BYTES, fewer at the end and then none. Raises: TooLarge."""
        part = bytearray()
        while missing := PART_BYTES - len(part):
            chunk = self._stream.read(min(missing, _CHUNK_BYTES))
            if not chunk:
                break
            part += chunk
        self.size_bytes += len(part)
        if self._max_bytes is not None and self.size_bytes > self._max_bytes:
            raise TooLarge(f"more than {self._max_bytes} bytes")
        self.hash.update(part)
        return part
