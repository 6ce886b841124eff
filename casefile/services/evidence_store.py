"""The evidence store of this installation: where it lies, and files out of it for tools."""

from functools import lru_cache
from io import UnsupportedOperation
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO

from django.conf import settings

from casefile.crashpoints import crashpoint
from casefile.store import Bucket, EvidenceStore, LocalEvidenceStore, S3EvidenceStore, bucket


def place() -> Path | Bucket:
    """Return the folder or the bucket in which evidence lies."""
    if settings.EVIDENCE_STORE == "local":
        return Path(settings.EVIDENCE_DIR)
    return _bucket(
        settings.S3_BUCKET,
        endpoint=settings.S3_ENDPOINT,
        region=settings.S3_REGION,
        access_key=settings.S3_ACCESS_KEY,
        secret_key=settings.S3_SECRET_KEY,
    )


@lru_cache(maxsize=2)
def _bucket(name: str, **given: str) -> Bucket:
    return bucket.reach(bucket.make_client(**given), name)


def store() -> EvidenceStore:
    """Return the store that keeps its bytes there."""
    where = place()
    if isinstance(where, Path):
        return LocalEvidenceStore(where, crashpoint=crashpoint)
    return S3EvidenceStore(where, crashpoint=crashpoint)


def as_file(source: BinaryIO) -> BinaryIO:
    """Return what is a file of this machine as it is, and of anything else a copy.

    The copy has no name, so that nothing of it is left when it is closed or this process ends.
    """
    try:
        source.fileno()
    except UnsupportedOperation:
        return _copy(source)
    return source


def _copy(source: BinaryIO) -> BinaryIO:
    copy = TemporaryFile(dir=settings.WORK_DIR)  # noqa: SIM115  the caller closes it
    try:
        with source:
            copyfileobj(source, copy, 1 << 20)
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return copy
