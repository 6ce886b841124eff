"""What the code on an exhibit's label says: which exhibit, under which seal, and a check.

The text has only signs that a QR code holds in its small alphabet and that every keyboard layout
of a scanner types alike. It names nobody, and is read without a network.
"""

import re
from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

OWN_RULE = Source("This product's own rule", "", "labels", "recalled")
FORM = "EXH1"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_DIGITS = ALPHABET[:36]
# Prime, over the alphabet's 45 and under 36 times 36: one wrong sign, or two that changed
# places, always change the check, and it is written in two signs.
_MODULUS = 1289
_NOT_IN_A_SEAL = re.compile(r"[^0-9A-Z./-]")


@dataclass(frozen=True)
class Label:
    """What a code says. `case` is the first eight signs of the case's key."""

    case: str
    reference: str
    seal: str


def compared_seal(text: str) -> str:
    """Return a seal number as it is compared: capitals, and no sign that a label cannot hold."""
    return _NOT_IN_A_SEAL.sub("", text.upper())


def label_text(case_key: str, reference: str, seal: str) -> str:
    """Return what the code on a label holds; `case_key` is the key of the case."""
    short = case_key.replace("-", "")[:8].upper()
    body = f"{FORM}:{short}:{reference}:{compared_seal(seal)}"
    return f"{body}:{check_of(body)}"


def check_of(text: str) -> str:
    """Return the two check signs of a text over the alphabet."""
    total = 0
    for sign in text:
        total = (total * len(ALPHABET) + ALPHABET.index(sign)) % _MODULUS
    return _DIGITS[total // 36] + _DIGITS[total % 36]


def read_label(scanned: str) -> Label:
    """Return what a scanned or typed code says.

    Raises:
        ValueError: it is no label of ours, or was not read or typed right; in words for a person.
    """
    text = scanned.strip().upper()
    parts = text.split(":")
    if parts[0] != FORM or len(parts) != 5 or set(text) - set(ALPHABET):
        raise ValueError("This is not the code of an exhibit label.")
    body, _, check = text.rpartition(":")
    if check_of(body) != check:
        raise ValueError("The code was not read right. Scan it again.")
    return Label(*parts[1:4])


register(
    "labels",
    "Labels of exhibits",
    "What the code on a label holds, so that it is read with no network.",
    (
        Rule("holds", "Reference, seal, the first eight signs of the case's key, and a check. "
             "Nobody's name or number.", OWN_RULE),
        Rule("check", "One wrong sign, or two that changed places, is always noticed.", OWN_RULE),
        Rule("both_scans", "Once a label is made, giver and receiver both scan it.", OWN_RULE),
    ),
)  # fmt: skip
