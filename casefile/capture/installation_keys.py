"""The installation's keys that a tablet needs: to read receipts, and to be read again without it.

A tablet wraps the key of its store under `recovery`, so that a forgotten passphrase or a broken
screen loses no evidence.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings

from casefile.capture.proofs import base64url
from casefile.services import evidence
from casefile.store import keys, receipts

_OAEP = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)


@lru_cache(maxsize=2)
def _recovery_in(folder: Path) -> RSAPrivateKey:
    return cast(RSAPrivateKey, load_pem_private_key(keys.ensure_recovery_key(folder), None))


def _recovery() -> RSAPrivateKey:
    return _recovery_in(Path(settings.KEYS_DIR))


def recovery_key_id() -> str:
    """Return the name of the recovery key in use."""
    return receipts.key_id(_recovery().public_key())


def recovery_key() -> dict[str, Any]:
    """Return the public recovery key with its id, as a browser imports it."""
    numbers = _recovery().public_key().public_numbers()
    jwk = {
        "kty": "RSA",
        "alg": "RSA-OAEP-256",
        "key_ops": ["encrypt", "wrapKey"],
        "n": _number(numbers.n),
        "e": _number(numbers.e),
    }
    return {"id": recovery_key_id(), "jwk": jwk}


def unwrap(wrapped: bytes) -> bytes:
    """Return a data key that a tablet wrapped. Raises: ValueError when it was not for this key."""
    return _recovery().decrypt(wrapped, _OAEP)


def receipt_key() -> dict[str, Any]:
    """Return the public key of receipts with its id, as a browser imports it."""
    pem = evidence.signing_keys().receipt_public_pem
    key = cast(Ed25519PublicKey, load_pem_public_key(pem))
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    jwk = {"kty": "OKP", "crv": "Ed25519", "key_ops": ["verify"], "x": base64url(raw)}
    return {"id": receipts.key_id(key), "jwk": jwk}


def _number(value: int) -> str:
    return base64url(value.to_bytes((value.bit_length() + 7) // 8, "big"))
