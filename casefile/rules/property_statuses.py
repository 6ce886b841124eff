"""What can have become of a thing or a vehicle, and how things named in a report begin."""

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

_DESIGN = Source("Design of this product", "2026", "property", "recalled")

STATUSES = {
    "stolen": "Stolen",
    "damaged": "Damaged",
    "lost": "Lost",
    "found": "Found by somebody",
    "seen": "Seen in what happened",
    "recovered": "Recovered",
    "returned": "Given back to its owner",
}
# What a victim is out of pocket for: what was given back, lost or only seen is no claim.
CLAIMABLE = frozenset({"stolen", "damaged"})

register(
    "property_statuses",
    "What became of property",
    "The states of a thing or a vehicle. Stolen and damaged things are put forward for "
    "compensation.",
    (
        Rule(code, f"{words}{', claimed for' if code in CLAIMABLE else ''}.", _DESIGN)
        for code, words in STATUSES.items()
    ),
)
