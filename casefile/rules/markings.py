"""How a case's material is marked: OFFICIAL, or OFFICIAL-SENSITIVE where a flag calls for it."""

from collections.abc import Iterable

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

OFFICIAL, SENSITIVE = "OFFICIAL", "OFFICIAL-SENSITIVE"
POLICY = Source(
    "Government Security Classifications Policy", "August 2024", "additional markings", "secondary"
)
OWN_RULE = Source("This product's own rule", "", "what makes material sensitive", "recalled")
SENSITIVE_FLAGS = frozenset(
    {
        "child",
        "child_exploitation",
        "child_victim",
        "domestic_abuse",
        "honour_based",
        "intelligence",
        "police_victim",
        "sexual_offence",
        "witness_at_risk",
    }
)


def marking_of(flags: Iterable[str]) -> str:
    """Return the marking of a case with these flags."""
    return SENSITIVE if SENSITIVE_FLAGS & set(flags) else OFFICIAL


register(
    "markings",
    "Security markings",
    "How material of a case is marked in its continuity record.",
    (
        Rule("official", "Material of a case is OFFICIAL.", POLICY),
        *(
            Rule(flag, f"A case flagged {flag.replace('_', ' ')} is {SENSITIVE}.", OWN_RULE)
            for flag in sorted(SENSITIVE_FLAGS)
        ),
    ),
)
