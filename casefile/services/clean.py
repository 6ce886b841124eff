"""Text as it may enter the record: normalised line ends, no NUL, nothing else lost."""

import unicodedata

from casefile.services import Reason, Refused

MAX_TEXT = 200_000


class BadText(Refused):
    """The text holds something that cannot be kept."""

    code = "bad_text"


def text(value: str, *, field: str = "", limit: int = MAX_TEXT) -> str:
    """Return the text with line ends normalised and outer space gone; every other character stays.

    Raises:
        BadText: it holds NUL or a lone surrogate, or is too long.
    """
    problem = _problem(value, limit)
    if problem:
        raise BadText(problem, reasons=[Reason(BadText.code, problem, field=field)])
    normal = value.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", normal).strip()


def _problem(value: str, limit: int) -> str:
    if "\x00" in value:
        return "Take out the character that cannot be shown (NUL)."
    if any(0xD800 <= ord(character) <= 0xDFFF for character in value):
        return "Take out the broken character; it cannot be kept."
    if len(value) > limit:
        return f"Shorten this to {limit:,} characters."
    return ""
