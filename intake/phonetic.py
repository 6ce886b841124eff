"""How a name sounds, as a short key: names that people here spell in several ways share one.

Made for English, Welsh and South Asian names: Rhys and Reece, Dafydd and David, Mohammed and
Muhammad, Chaudhry and Chowdhury. It is wide on purpose: it proposes, and a person compares. Two
letters can be read in two ways, and give two keys: V or W at the start (Wasim, Vasim), and a soft
or hard C (Cerys, Carys). It knows nothing of nicknames.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import product

TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "rev"})
MOST_WORDS = 8
MOST_LETTERS = 40

# Applied in this order to one word of plain letters. Capitals are sounds that are settled.
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^ma?c(?=[bcdfghjklmnpqrstvwz])", "MK"),
        (r"^(?:wr|rh)", "R"),
        (r"^(?:kn|gn|pn)", "N"),
        (r"^ps", "S"),
        (r"^x", "S"),
        (r"^wh", "w"),
        (r"^(?:y(?=[aeiou])|[aeiouy])[aeiouyw]*", "A"),
        (r"tch", "C"),
        (r"chr", "KR"),
        (r"ch+", "C"),
        (r"sch", "S"),
        (r"sh|si(?=[ao])", "S"),
        (r"ph|ff|f|v", "F"),
        (r"ough|augh|igh(?=t)|gh(?=t)", ""),
        (r"ngh?", "NG"),
        (r"(?<=[aeiouyw])gh$", ""),
        (r"dge?|j", "J"),
        (r"g(?=[eiy])", "J"),
        (r"gh?", "G"),
        (r"ck|kh|q|k", "K"),
        (r"c(?=[eiy])", "S"),
        (r"c", "K"),
        (r"mps", "MS"),
        (r"mb$", "M"),
        (r"bh|b", "B"),
        (r"dd|dh|th|d|t", "T"),
        (r"x", "KS"),
        (r"[sz]", "S"),
        (r"(?<!^)h", ""),
        (r"(?<!^)[aeiouyw]", ""),
    )
)
_SPLIT = re.compile(r"[^a-z]+")


def keys(name: str) -> frozenset[str]:
    """Return the keys of one word of a name, none for what has no letter."""
    word = _plain(name).replace(" ", "")[:MOST_LETTERS]
    return frozenset(filter(None, (_key(variant) for variant in _variants(word))))


def keys_of_person(given_names: str, family_name: str) -> frozenset[str]:
    """Return the keys of a whole name: the first given name and the last word of the family name.

    Middle names are left out, and either order gives the same key, for people are asked both ways.
    """
    given, family = _words(given_names), _words(family_name)
    if not given or not family:
        return frozenset()
    pairs = product(sorted(keys(given[0])), sorted(keys(family[-1])))
    return frozenset("+".join(sorted(pair)) for pair in pairs)


def _words(name: str) -> list[str]:
    words = _plain(name).split()[:MOST_WORDS]
    return [word for word in words if word not in TITLES]


def _plain(name: str) -> str:
    """Return small letters without accents, one space between words; O'Neil is one word."""
    folded = unicodedata.normalize("NFKD", name[:400]).casefold()
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    return _SPLIT.sub(" ", letters.replace("'", "").replace("’", "")).strip()


def _variants(word: str) -> Iterable[str]:
    yield word
    if word[:1] in {"v", "w"} and word[1:2] not in {"r", "h", ""}:
        yield "V" + word[1:]
    if re.match(r"c[eiy]", word):
        yield "k" + word[1:]


def _key(word: str) -> str:
    for pattern, sound in _RULES:
        word = pattern.sub(sound, word)
    return re.sub(r"(.)\1+", r"\1", word.upper())
