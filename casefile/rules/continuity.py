"""What is done to an exhibit, by the verbs of ISO/IEC 27037 and the Digital Imaging Procedure."""

from dataclasses import dataclass
from datetime import timedelta

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

ISO = Source("ISO/IEC 27037", "2012", "identification, collection, acquisition", "secondary")
CONTINUITY = Source("HSE Enforcement Guide", "", "physical evidence: continuity", "verified")
OWN_RULE = Source("This product's own rule", "", "continuity", "recalled")

ACCEPT_WITHIN = timedelta(hours=24)
"""After this long an offered hand-over that nobody answered alerts everybody concerned."""


@dataclass(frozen=True)
class Verb:
    """One thing that is done to an exhibit, and the kinds of entry that say so."""

    code: str
    words: str
    kinds: tuple[str, ...]
    source: Source = ISO


VERBS = {
    row.code: row
    for row in (
        Verb("identified", "Found to be of interest", ("exhibit.labelled",)),
        Verb("collected", "Taken or seized", ("exhibit.recorded",)),
        Verb("acquired", "Received as a file and sealed", ("object.received",)),
        Verb("transferred", "Given to somebody", ("hand_over.offered", "hand_over.withdrawn",
             "hand_over.overdue", "exhibit.transferred", "exhibit.stored"), CONTINUITY),
        Verb("received", "Taken over, or not taken over, from somebody",
             ("hand_over.accepted", "hand_over.refused", "exhibit.taken_back"), CONTINUITY),
        Verb("verified", "Compared with its seal, its hash or the shelf",
             ("object.integrity_failed", "object.integrity_restored", "object.withheld",
              "object.scanned", "exhibit.counted", "exhibit.missed"), CONTINUITY),
        Verb("viewed", "Looked at", ("case.viewed", "case.refused", "object.played")),
        Verb("copied", "A copy was made or given out",
             ("object.downloaded", "exhibit.reported")),
        Verb("derived", "Something else was made from it",
             ("exhibit.clip_asked", "exhibit.clipped", "exhibit.re_exhibited", "object.derived",
              "object.not_derived", "object.derived_again")),
        Verb("disclosed", "Given to prosecution, defence or court",
             ("bundle.built", "submission.submitted"), CONTINUITY),
        Verb("returned", "Given back to its owner", (), CONTINUITY),
        Verb("held", "Kept from disposal", (), CONTINUITY),
        Verb("disposed", "Disposed of", ("object.destroyed",), CONTINUITY),
        Verb("corrected", "What the record says of it was added to or put right",
             ("exhibit.reference_corrected", "exhibit.voided", "exhibit.clock_checked",
              "exhibit.cctv_recorded", "exhibit.body_worn_recorded",
              "exhibit.screenshot_recorded", "exhibit.sensitivity_set",
              "exhibit.not_used", "exhibit.used_again", "exhibit.handling_refused",
              "body.erased"), OWN_RULE),
    )
}  # fmt: skip
_BY_KIND = {kind: row.code for row in VERBS.values() for kind in row.kinds}


def verb_of(kind: str) -> str:
    """Return the verb for a kind of entry that names none itself; empty when there is none."""
    return _BY_KIND.get(kind, "")


def verb_words(code: str) -> str:
    """Return a verb as people read it; entries made before the table keep their own words."""
    return code.replace("_", " ").capitalize()


_HOURS = int(ACCEPT_WITHIN.total_seconds() // 3600)
register(
    "continuity",
    "Continuity of exhibits",
    "The words for what is done to an exhibit, and when a hand-over raises an alarm.",
    (
        *(Rule(row.code, f"{row.words}.", row.source) for row in VERBS.values()),
        Rule("accept_within", f"A hand-over that nobody answers for {_HOURS} hours alerts giver, "
             "receiver and the officer in the case.", OWN_RULE),
        Rule("holder", "There is always one holder: who gives holds it until it is taken over.",
             CONTINUITY),
        Rule("seal", "Giver and receiver each say the number on the seal; if they differ, it is "
             "not taken over.", CONTINUITY),
    ),
)  # fmt: skip
