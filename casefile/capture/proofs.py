"""Signatures of tablets: ECDSA P-256 with SHA-256, as WebCrypto makes them (64 bytes, r and s)."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

_COORDINATE_BYTES = 32
# Signed in front of each text, so that no signature for one purpose passes for another.
ENTRY = "casefile capture v1\n"
ENROLMENT = "casefile enrolment v1\n"


class BadKey(ValueError):
    """This is not the public half of a P-256 key."""


def unbase64url(text: str) -> bytes:
    """Return the bytes of base64url text without padding. Raises: ValueError."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as problem:
        raise ValueError("not base64url") from problem


def base64url(content: bytes) -> str:
    """Return bytes as base64url text without padding."""
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def public_key(jwk: Mapping[str, Any]) -> ec.EllipticCurvePublicKey:
    """Return the key of a JWK.

    Raises:
        BadKey: another kind of key, or a point that is not on the curve.
    """
    try:
        if (jwk["kty"], jwk["crv"]) != ("EC", "P-256") or "d" in jwk:
            raise BadKey("This is not a public P-256 key.")
        x, y = (unbase64url(str(jwk[name])) for name in ("x", "y"))
        if len(x) != _COORDINATE_BYTES or len(y) != _COORDINATE_BYTES:
            raise BadKey("This is not a public P-256 key.")
        numbers = ec.EllipticCurvePublicNumbers(
            int.from_bytes(x, "big"), int.from_bytes(y, "big"), ec.SECP256R1()
        )
        return numbers.public_key()
    except (KeyError, TypeError, ValueError) as problem:
        raise BadKey("This is not a public P-256 key.") from problem


def plain_jwk(jwk: Mapping[str, Any]) -> dict[str, str]:
    """Return a checked key as it is kept: what names it and nothing else. Raises: BadKey."""
    public_key(jwk)
    return {name: str(jwk[name]) for name in ("kty", "crv", "x", "y")}


def is_signed(jwk: Mapping[str, Any], text: str, signature: str) -> bool:
    """Say whether a signature is the key's over exactly this text. Raises: BadKey."""
    key = public_key(jwk)
    try:
        raw = unbase64url(signature)
        if len(raw) != 2 * _COORDINATE_BYTES:
            return False
        r, s = (int.from_bytes(raw[part : part + 32], "big") for part in (0, 32))
        key.verify(encode_dss_signature(r, s), text.encode(), ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True
