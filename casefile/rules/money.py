"""Amounts of money as people write them. The words are always kept beside what is read here."""

import re
import unicodedata

MOST_PENCE = 10**12
_AMOUNT = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,2}))?(?![\w.,]*\d)")


def pence_of(text: str) -> int | None:
    """Return the one amount that the words name, in pence; None where there is none or several.

    Source: intake.md of the domain, 4.10: "£1,200", "1200" and "about 1200" are all taken.
    """
    plain = re.sub(r"[£\s]+", " ", unicodedata.normalize("NFKC", text))
    found = _AMOUNT.findall(plain)
    if len(found) != 1:
        return None
    pounds, pence = found[0]
    amount = int(pounds.replace(",", "")) * 100 + int(pence.ljust(2, "0") or 0)
    return amount if amount <= MOST_PENCE else None


def in_words(pence: int | None) -> str:
    """Return an amount as forms print it: "£1,200.00"; nothing for None."""
    return "" if pence is None else f"£{pence // 100:,}.{pence % 100:02}"
