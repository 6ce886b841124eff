"""Body-worn video: how long what is not evidence is kept; and footage that is not shown at once."""

from dataclasses import dataclass
from datetime import date, timedelta

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

POLICIES = Source(
    "Body-worn camera policies of councils and vendors", "2020–2025", "retention", "secondary"
)
GUIDANCE = Source("College of Policing: Body-Worn Video", "2014", "sensitive scenes", "recalled")


@dataclass(frozen=True)
class KeptFor:
    """For how many days footage that is not evidence is kept, unless something holds it."""

    code: str
    days: int
    words: str
    source: Source


NOT_EVIDENCE = KeptFor(
    "BWV1", 31, "Footage that is not evidence is due for disposal after 31 days.", POLICIES
)
EVIDENTIAL = {"evidential": "Evidence", "non_evidential": "Not evidence"}
CATEGORIES = {
    "arrest": "Arrest", "stop_search": "Stop and search", "domestic": "Domestic incident",
    "public_order": "Public order", "account": "First account", "traffic": "Traffic",
    "other": "Other",
}  # fmt: skip
SENSITIVE = {
    "home": "Inside a home",
    "child": "A child",
    "medical": "Somebody being treated",
    "custody": "Custody",
    "intimate": "Somebody undressed or intimate",
    "death": "Somebody dead or dying",
}


def disposal_due(ended_on: date) -> date:
    """Return the day from which footage that is not evidence is due for disposal."""
    return ended_on + timedelta(days=NOT_EVIDENCE.days)


register(
    "recordings",
    "Recordings",
    "How long footage that is not evidence is kept, and what is not shown without being asked for.",
    (
        Rule(NOT_EVIDENCE.code, NOT_EVIDENCE.words, NOT_EVIDENCE.source),
        *(
            Rule(f"sensitive-{code}", f"{words}: no picture until it is asked for.", GUIDANCE)
            for code, words in SENSITIVE.items()
        ),
    ),
)
