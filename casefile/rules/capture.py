"""What the server expects of officers' tablets: clocks, codes, numbers; and why an entry waits."""

from dataclasses import dataclass
from datetime import timedelta

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

_DESIGN = Source("Design of this product", "2026", "the officers' tablet", "verified")

CODE_LASTS = timedelta(hours=1)
# A clock further from the server's than this may no longer be called right.
CLOCK_TOLERANCE = timedelta(minutes=2)
# An entry that comes later than this after it was made says so.
LATE_AFTER = timedelta(hours=24)
# A note written later than this after what it is about says so.
NOTE_LATE_AFTER = timedelta(hours=1)
ENTRIES_AT_ONCE = 50
LARGEST_LEASE = 200

FLAGS = {
    "clock_doubtful": "The device's clock does not fit what else is known of the time",
    "clock_unreadable": "The time that the device gave is no time",
    "counter_gap": "An entry that this device made before it has not arrived yet",
    "counter_repeated": "The device used the number of this entry twice",
    "chain_broken": "It does not follow on the entry before it",
    "late": "It came more than a day after it was made",
    "no_position": "The device gave no position",
    "imported": "It came by an export file",
    "device_revoked": "The device was revoked before it came",
}


@dataclass(frozen=True)
class Hold:
    """Why an entry waits for a person before anybody tries to put it into the record.

    It waits for as long as the reason stands. Whoever has the permission `overruled_by` may put it
    in nonetheless, with a reason; where there is none, nobody may: it is recorded by hand.
    """

    words: str
    overruled_by: str = ""


HOLDS = {
    "incomplete": Hold("Parts of it cannot be read: {}."),
    "unknown_kind": Hold("It is of a kind that this server does not know."),
    "unknown_officer": Hold("Who took it is no officer of this force."),
    "other_officer": Hold("Another officer took it than the one who was signed in."),
    "no_case": Hold("It belongs to no case."),
    "case_unknown": Hold("Its case is not one of this force."),
    "not_on_case": Hold("Whoever took it does not work on the case, or no longer."),
    "clock_unreadable": Hold("The device gave no time that can be read."),
    "after_revocation": Hold("The device was revoked before it was made."),
    "revocation_unclear": Hold(
        "The device was revoked and its clock is doubtful: it may have been made afterwards.",
        "capture.oversee",
    ),
    "size_differs": Hold("The seal names another size for these bytes.", "capture.oversee"),
}


def _in_words(hold: Hold) -> str:
    words = hold.words.format("which")
    return f"{words} A supervisor may put it in, with a reason." if hold.overruled_by else words


register(
    "capture",
    "Officers' tablets",
    "What is expected of a tablet. Nothing that was captured is refused for missing it: it is "
    "flagged.",
    (
        Rule("code", "A code that enrols a device is good once, for one hour.", _DESIGN),
        Rule("clock", "A clock more than two minutes from the server's is doubtful.", _DESIGN),
        Rule("note", "A note written more than an hour after the event shows its delay.", _DESIGN),
        *(Rule(f"flag: {code}", f"{words}.", _DESIGN) for code, words in FLAGS.items()),
        *(Rule(f"waits: {code}", _in_words(hold), _DESIGN) for code, hold in HOLDS.items()),
    ),
)
