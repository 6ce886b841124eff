"""Field types of the record: UUID-keyed rows and text that is encrypted in the database."""

import uuid
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


class Record(models.Model):
    """A row with a public identifier that a client may supply."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)

    class Meta:
        abstract = True


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text encrypted under keys outside the database; the first key writes, all of them read."""

    def get_prep_value(self, value: Any) -> Any:
        """Return the token stored for the text; empty text stays empty."""
        plain = super().get_prep_value(value)
        if not plain:
            return plain
        return _cipher(tuple(settings.FIELD_KEYS)).encrypt(plain.encode()).decode()

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """Return the text of a stored token.

        Raises:
            cryptography.fernet.InvalidToken: no key that we hold wrote it.
        """
        if not value:
            return value
        return _cipher(tuple(settings.FIELD_KEYS)).decrypt(value.encode()).decode()
