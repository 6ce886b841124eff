"""References that people are given: random, easy to read out, and opening nothing."""

import secrets

# No letters that are read for digits; ten of thirty-two: fifty bits.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def random_reference() -> str:
    """Return a new reference such as 7KQ2M-0XW4T."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"
