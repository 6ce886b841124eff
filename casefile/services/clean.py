"""Text and names of files as they may enter the record: no NUL, nothing else of text lost."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.db import models

from casefile.services import Reason, Refused

MAX_TEXT = 200_000
_SURROGATE = re.compile("[\ud800-\udfff]")


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


def for_columns(model: type[models.Model], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return values for a row of a table with every text among them cleaned; None becomes empty.

    A text that is longer than its column is refused here, and not by the database.

    Raises:
        BadText: as `text`; its field is the column's name.
    """
    return {name: _for_column(model._meta.get_field(name), value) for name, value in given.items()}


def _for_column(column: Any, value: Any) -> Any:
    if not isinstance(column, models.CharField | models.TextField):
        return value
    return text(value or "", field=column.name, limit=column.max_length or MAX_TEXT)


def file_name(value: str, *, limit: int = 255) -> str:
    """Return the name of a file as it may be shown and kept: never a path, never empty.

    Signs that cannot be seen, or that turn the reading direction and so hide what kind of file it
    is, become underscores; a long name loses its middle, so that the kind stays readable.
    """
    last = value.replace("\\", "/").rstrip("/. ").rpartition("/")[2]
    seen = "".join("_" if _is_unseen(sign) else sign for sign in last)
    name = unicodedata.normalize("NFC", seen).strip()
    if len(name) > limit:
        name = f"{name[: limit - 21]}…{name[-20:]}"
    return name or "file"


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _problem(value: str, limit: int) -> str:
    if "\x00" in value:
        return "Take out the character that cannot be shown (NUL)."
    if _SURROGATE.search(value):
        return "Take out the broken character; it cannot be kept."
    if len(value) > limit:
        return f"Shorten this to {limit:,} characters."
    return ""
