"""Codes that people copy by hand or read aloud: their letters, how they are compared and kept."""

import hashlib
import secrets

# No letters that are read for digits or for each other: nearly five bits each.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LONGEST = 100


def new(groups: int) -> str:
    """Return a new code of so many groups of four letters, to be shown once."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(groups))


def plain(typed: str) -> str:
    """Return a typed code as it is compared: its letters alone, in capitals."""
    return "".join(sign for sign in typed.upper() if sign in LETTERS)[:_LONGEST]


def digest(typed: str) -> str:
    """Return what is kept of a code: the SHA-256 of its letters."""
    return hashlib.sha256(plain(typed).encode()).hexdigest()
