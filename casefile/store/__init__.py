"""Evidence bytes behind one small interface; knows nothing of cases.

Callers type against `EvidenceStore`; `local.LocalEvidenceStore` keeps the bytes on a disk.
Receipts, manifest signatures and their keys are in `receipts` and `keys`.
"""

from casefile.store.interface import (
    BadKey,
    CorruptObject,
    DigestMismatch,
    EvidenceStore,
    Held,
    Stored,
    StoreError,
    TooLarge,
    UnknownKey,
)
from casefile.store.local import LocalEvidenceStore

__all__ = [
    "BadKey",
    "CorruptObject",
    "DigestMismatch",
    "EvidenceStore",
    "Held",
    "LocalEvidenceStore",
    "StoreError",
    "Stored",
    "TooLarge",
    "UnknownKey",
]
