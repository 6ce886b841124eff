"""Evidence bytes behind one small interface; knows nothing of cases.

Callers type against `EvidenceStore`; `local.LocalEvidenceStore` keeps the bytes on a disk,
`s3.S3EvidenceStore` in a bucket.
Receipts, manifest signatures and their keys are in `receipts` and `keys`.
"""

from casefile.store.bucket import Bucket
from casefile.store.interface import (
    BadKey,
    CorruptObject,
    DigestMismatch,
    EvidenceStore,
    Held,
    StillLocked,
    Stored,
    StoreError,
    TooLarge,
    UnknownKey,
)
from casefile.store.local import LocalEvidenceStore
from casefile.store.s3 import S3EvidenceStore

__all__ = [
    "BadKey",
    "Bucket",
    "CorruptObject",
    "DigestMismatch",
    "EvidenceStore",
    "Held",
    "LocalEvidenceStore",
    "S3EvidenceStore",
    "StillLocked",
    "StoreError",
    "Stored",
    "TooLarge",
    "UnknownKey",
]
