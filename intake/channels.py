"""The ways by which a report comes in: what each is called, who sends it, and how it is counted."""

from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

TAKE_UP = Source("Service Manual", "2026", "measuring digital take-up", "recalled")

PUBLIC, STAFF, MACHINE = "public", "staff", "machine"


@dataclass(frozen=True)
class Channel:
    """One way in. `door` is who sends the report; `account` says in a file
    how the account was given, before the day.

    A digital one was sent without anybody of the police typing it in.
    """

    code: str
    words: str
    door: str
    account: str
    is_digital: bool = False


CHANNELS = {
    row.code: row
    for row in (
        Channel("online", "Online", PUBLIC, "in the online report of", is_digital=True),
        Channel(
            "partner", "Partner's system", MACHINE, "in a partner's report of", is_digital=True
        ),
        Channel("phone_101", "Phone, 101", STAFF, "by phone and written down on"),
        Channel("phone_999", "After a 999 call", STAFF, "after a 999 call and written down on"),
        Channel("counter", "Counter of a station", STAFF, "at a counter and written down on"),
        Channel("doorstep", "Doorstep or street", STAFF, "in person and written down on"),
        Channel("letter", "Letter", STAFF, "by letter and copied on"),
    )
}
DIGITAL = frozenset(code for code, row in CHANNELS.items() if row.is_digital)
ASSISTED = frozenset(code for code, row in CHANNELS.items() if row.door == STAFF)

register(
    "intake.channels",
    "Ways by which a report comes in",
    "Every way leads to the same questions and the same record. Counted as digital is what nobody "
    "of the police typed in.",
    [
        Rule(code, f"{row.words}: {'digital' if row.is_digital else 'not digital'}.", TAKE_UP)
        for code, row in CHANNELS.items()
    ],
)
