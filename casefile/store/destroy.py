"""Destroys the bytes of one object for ever. Only services/disposal.py may import this.

It is no part of `EvidenceStore`: whoever holds a store can add and read, and nothing else.
"""

import os
from pathlib import Path

from casefile.store.bucket import Bucket, code_of
from casefile.store.interface import StillLocked, check_key


def destroy(place: Path | Bucket, key: str) -> None:
    """Remove an object for ever from a folder or a bucket; one that is gone is no error.

    Raises:
        casefile.store.interface.BadKey: it is not a key of a store.
        casefile.store.interface.StillLocked: the bucket does not let go of it.
    """
    check_key(key)
    if isinstance(place, Path):
        _from_folder(place / key)
    else:
        _from_bucket(place, key)


def _from_folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    if path.parent.is_dir():
        descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _from_bucket(bucket: Bucket, key: str) -> None:
    """Remove every version and every mark of a removal: none may bring the bytes back (EV-79)."""
    lifting = {"BypassGovernanceRetention": True} if bucket.is_locked else {}
    for version in _versions(bucket, key):
        try:
            bucket.client.delete_object(Bucket=bucket.name, Key=key, **version, **lifting)
        except bucket.client.exceptions.ClientError as problem:
            if code_of(problem) != "AccessDenied":
                raise
            raise StillLocked(key) from problem


def _versions(bucket: Bucket, key: str) -> list[dict[str, str]]:
    # Asked each time: a bucket may have begun to keep versions while this process ran.
    if "Status" not in bucket.client.get_bucket_versioning(Bucket=bucket.name):
        return [{}]
    pages = bucket.client.get_paginator("list_object_versions")
    return [
        {"VersionId": row["VersionId"]}
        for page in pages.paginate(Bucket=bucket.name, Prefix=key)
        for row in (*page.get("Versions", []), *page.get("DeleteMarkers", []))
        if row["Key"] == key
    ]
