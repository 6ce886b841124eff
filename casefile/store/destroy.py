"""Destroys the bytes of one object for ever. Only services/disposal.py may import this.

It is no part of `EvidenceStore`: whoever holds a store can add and read, and nothing else.
"""

import os
from pathlib import Path

from casefile.store.interface import check_key


def destroy(root: Path, key: str) -> None:
    """Remove an object from a local store, durably; one that is gone already is no error.

    Raises:
        casefile.store.interface.BadKey: it is not a key of a store.
    """
    path = root / check_key(key)
    path.unlink(missing_ok=True)
    if path.parent.is_dir():
        descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
