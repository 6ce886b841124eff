"""What changed between two texts, word by word, for people to see."""

import re
from difflib import SequenceMatcher

Part = dict[str, str]
_WORDS = re.compile(r"\s+|\S+")


def between(earlier: str, later: str) -> list[Part]:
    """Return both in parts: `text`, and `kind` 'same', 'out' (of the earlier only) or 'in'."""
    before, after = _WORDS.findall(earlier), _WORDS.findall(later)
    found: list[Part] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        if kind == "equal":
            found.append({"kind": "same", "text": "".join(after[b_from:b_to])})
            continue
        if a_to > a_from:
            found.append({"kind": "out", "text": "".join(before[a_from:a_to])})
        if b_to > b_from:
            found.append({"kind": "in", "text": "".join(after[b_from:b_to])})
    return found
