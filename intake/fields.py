"""The field type that only intake has: bytes that are encrypted in the database."""

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


class EncryptedBinaryField(models.BinaryField):  # type: ignore[type-arg]
    """Bytes of an unfinished report, encrypted so that wiping the row leaves nothing readable."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Return the token stored for the bytes."""
        token = _cipher(tuple(settings.FIELD_KEYS)).encrypt(bytes(value))
        return super().get_db_prep_value(token, connection, prepared)

    def from_db_value(self, value: Any, *_: object) -> bytes:
        """Return the bytes of a stored token.

        Raises:
            cryptography.fernet.InvalidToken: no key that we hold wrote it.
        """
        return _cipher(tuple(settings.FIELD_KEYS)).decrypt(bytes(value))
