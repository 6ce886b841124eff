"""One-time codes of the second factor, and their secrets.

Source: RFC 6238 with SHA-1, six digits and steps of thirty seconds, as every authenticator has it.
"""

import base64
import hmac
import secrets
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

STEP_SECONDS = 30
DIGITS = 6


def new_secret() -> str:
    """Return a new secret of 160 bits in base32, as authenticators take it."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_at(secret: str, at: datetime) -> str:
    """Return the code of a secret at a moment."""
    return _code(secret, _step(at))


def matching_step(secret: str, typed: str, *, at: datetime) -> int | None:
    """Return the step of a typed code, one step either side of now; None when it does not match."""
    now, given = _step(at), "".join(typed.split()).encode()
    codes = {step: _code(secret, step) for step in (now - 1, now, now + 1)}
    matches = [step for step, code in codes.items() if hmac.compare_digest(code.encode(), given)]
    return max(matches, default=None)


def _step(at: datetime) -> int:
    return int(at.timestamp()) // STEP_SECONDS


def _code(secret: str, step: int) -> str:
    padded = secret.upper() + "=" * (-len(secret) % 8)
    return HOTP(base64.b32decode(padded), DIGITS, SHA1()).generate(step).decode()  # noqa: S303
