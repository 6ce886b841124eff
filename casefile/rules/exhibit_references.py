"""References of exhibits: initials of the producer, a running number, and numbers of parts."""

import re
import unicodedata

from casefile.rules.identifiers import Problem
from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

CONVENTION = Source("Custom of police forces", "forces differ", "initials/number", "secondary")
OWN_RULE = Source("This product's own rule", "", "references of exhibits", "recalled")

DEEPEST = 3
_CORE = r"[A-Z]{2,5}/[0-9]{1,4}[A-Z]?(?:/[0-9]{1,4})*"
_REFERENCE = re.compile(_CORE)
# Written like a producer's initials, and names of other numbers.
_NOT_INITIALS = frozenset({"ASN", "CAD", "CRIS", "CRO", "LOG", "PNC", "REF", "URN"})
_LOOSE = r"[A-Z]{2,5} ?/ ?[0-9]{1,4}[A-Z]?(?:/[0-9]{1,4}){0,2}(?!\w)"
_IN_CAPITALS = re.compile(rf"(?<![\w/]){_LOOSE}")
# Lower case counts only after the word itself, or "km/1" in a statement would name an exhibit.
_AFTER_THE_WORD = re.compile(
    rf"\bexhibit(?:ed)?(?: as| reference| ref\.?| number| no\.?)?:? ({_LOOSE})", re.IGNORECASE
)


def normalise_exhibit_reference(text: str) -> str:
    """Return the reference as compared: NFKC, capitals, trimmed, no space beside a slash.

    Raises: ValueError on control or bidirectional characters and on letters of other scripts,
    which look like ours and name something else.
    """
    folded = unicodedata.normalize("NFKC", text).strip().upper()
    if not folded:
        raise ValueError("Enter the exhibit reference.")
    if not (folded.isascii() and folded.isprintable()):
        raise ValueError("Use only the letters A to Z, digits and a slash in an exhibit reference.")
    return re.sub(r" ?/ ?", "/", folded)


def check_exhibit_reference(text: str) -> list[Problem]:
    """Return every problem of a reference; one that only breaks custom is taken with a warning."""
    try:
        reference = normalise_exhibit_reference(text)
    except ValueError as error:
        return [Problem("error", str(error), OWN_RULE)]
    if not _REFERENCE.fullmatch(reference):
        words = "An exhibit reference should be the producer's initials and a number, as JS/1."
        return [Problem("warning", words, CONVENTION)]
    if exhibit_depth(reference) > DEEPEST:
        return [Problem("error", f"Parts go no deeper than {DEEPEST} numbers.", OWN_RULE)]
    return []


def initials_from(text: str) -> str:
    """Return initials as a reference begins with them: 2 to 4 letters A to Z, so one may be added.

    Accents are taken off; a name without a letter of ours gives XX.
    """
    plain = unicodedata.normalize("NFKD", text).upper()
    return "".join(sign for sign in plain if "A" <= sign <= "Z")[:4].ljust(2, "X")


def split_reference(reference: str) -> tuple[str, int] | None:
    """Return what a reference begins with and its last number; None when it ends in none.

    JS/12 is JS and 12, its part JS/12/3 is JS/12 and 3.
    """
    before, _, number = reference.rpartition("/")
    if not _REFERENCE.fullmatch(reference) or not number.isdigit():
        return None
    return before, int(number)


def exhibit_depth(reference: str) -> int:
    """Return how many numbers follow the initials: 1 for MB/1, 2 for its part MB/1/1."""
    return reference.count("/")


def parent_reference(reference: str) -> str | None:
    """Return the reference of the exhibit this is a part of, or None when it is whole."""
    return reference.rpartition("/")[0] if exhibit_depth(reference) > 1 else None


def find_exhibit_references(text: str) -> tuple[str, ...]:
    """Return the references that a statement names, normalised, each once, in order."""
    folded = unicodedata.normalize("NFKC", text)
    found = [(m.start(), m.group()) for m in _IN_CAPITALS.finditer(folded)]
    found += [(m.start(1), m.group(1)) for m in _AFTER_THE_WORD.finditer(folded)]
    ordered = (normalise_exhibit_reference(reference) for _, reference in sorted(found))
    named = (r for r in ordered if r.partition("/")[0] not in _NOT_INITIALS)
    return tuple(dict.fromkeys(named))


register(
    "exhibit_references",
    "Exhibit references",
    "How exhibits are named, and what refuses a name.",
    (
        Rule("shape", "The producer's initials, a slash and a number; others warn.", CONVENTION),
        Rule("letters", "Look-alike letters and hidden characters are refused.", OWN_RULE),
        Rule("parts", f"A part adds a number, no deeper than {DEEPEST}.", OWN_RULE),
        Rule("initials", "Of two people with equal initials in a case, the second has a letter "
             "added: JH, then JHA.", OWN_RULE),
        Rule("correction", "A wrong reference is corrected by a new one, with the reason; the "
             "exhibit stays known by both, and neither is given again.", OWN_RULE),
        Rule("gaps", "A number that is not used is explained: void, or given back by a device.",
             OWN_RULE),
        Rule("re_exhibit", "Somebody else who produces the same bytes has a reference of their "
             "own; lists print both.", OWN_RULE),
    ),
)  # fmt: skip
