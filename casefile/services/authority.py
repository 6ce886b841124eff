"""The authority of this installation, which certifies the keys that sign what we derive."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from casefile.store import certificates


def ours() -> certificates.Authority:
    """Return the installation's own authority, made at first use."""
    return _in(Path(settings.KEYS_DIR))


@lru_cache(maxsize=2)
def _in(folder: Path) -> certificates.Authority:
    return certificates.ensure_authority(folder)
