"""Signed receipts and manifest signatures: what was received or packed, provable by anyone."""

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

# Signed in front of every receipt, so that no other signature of this key passes for one.
_CONTEXT = b"casefile receipt v1\n"


class BadReceipt(Exception):
    """The receipt is not one that the key signed, or was changed since."""


def canonical_json(value: Any) -> bytes:
    """Return the one JSON text of `value`: keys sorted, no spaces, UTF-8, no NaN."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode()


def key_id(public_key: Ed25519PublicKey | RSAPublicKey) -> str:
    """Return the first 16 hex digits of the SHA-256 of the key's DER form."""
    der = public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()[:16]


def sign_receipt(private_key_pem: bytes, fields: Mapping[str, Any]) -> str:
    """Return a receipt as JSON text: `algorithm`, `fields`, `key_id` and `signature` (base64)."""
    key = cast(Ed25519PrivateKey, load_pem_private_key(private_key_pem, None))
    receipt: dict[str, Any] = {
        "algorithm": "Ed25519",
        "fields": dict(fields),
        "key_id": key_id(key.public_key()),
    }
    receipt["signature"] = base64.b64encode(key.sign(_CONTEXT + canonical_json(receipt))).decode()
    return canonical_json(receipt).decode()


def verify_receipt(public_key_pem: bytes, receipt: str) -> dict[str, Any]:
    """Return the receipt's fields. Raises: BadReceipt."""
    key = cast(Ed25519PublicKey, load_pem_public_key(public_key_pem))
    try:
        signed = json.loads(receipt)
        signature = base64.b64decode(signed.pop("signature"), validate=True)
        key.verify(signature, _CONTEXT + canonical_json(signed))
        return dict(signed["fields"])
    except (InvalidSignature, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadReceipt("the signature does not fit the receipt") from error


def id_of_manifest_key(public_key_pem: bytes) -> str:
    """Return the id of a public key that checks manifests; see `key_id`."""
    return key_id(cast(RSAPublicKey, load_pem_public_key(public_key_pem)))


def sign_manifest(private_key_pem: bytes, data: bytes) -> bytes:
    """Return the RSA PKCS #1 v1.5 SHA-256 signature of `data`, checkable with integers alone."""
    key = cast(RSAPrivateKey, load_pem_private_key(private_key_pem, None))
    return key.sign(data, PKCS1v15(), SHA256())


def verify_manifest(public_key_pem: bytes, data: bytes, signature: bytes) -> bool:
    """Say whether `signature` is the key's over `data`."""
    key = cast(RSAPublicKey, load_pem_public_key(public_key_pem))
    try:
        key.verify(signature, data, PKCS1v15(), SHA256())
    except InvalidSignature:
        return False
    return True
