"""For which reasons a recorded crime is cancelled, by whom, and what is no reason at all."""

from dataclasses import dataclass

from casefile.rules.crime_classes import MOST_SERIOUS
from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

PROOF = Source("HMIC: Crime recording: a matter of fact", "2014",
               "additional verifiable information", "verified")  # fmt: skip
CODES = Source("National Crime Recording Standard", "", "reasons to remove a record", "recalled")
FIRST = Source("National Crime Recording Standard", "", "reasons to remove a record", "secondary")
REGISTRAR = ("crime_registrar",)


@dataclass(frozen=True)
class CancelReason:
    """One reason. `roles` may use it; where the crime is most serious, the registrar alone."""

    code: str
    words: str
    source: Source = CODES
    roles: tuple[str, ...] = REGISTRAR


@dataclass(frozen=True)
class NoReason:
    """What people take for a reason and is none, and what to do instead."""

    code: str
    words: str
    instead: str
    source: Source = PROOF


CANCEL_REASONS = {
    row.code: row
    for row in (
        CancelReason("C1", "It was committed where another force records it", FIRST),
        CancelReason("C2", "Verifiable information shows that no notifiable crime happened", PROOF),
        CancelReason("C3", "It is recorded already: a duplicate"),
        CancelReason("C4", "It was recorded in error"),
        CancelReason("C5", "It was self-defence, shown by verifiable information"),
    )
}
NO_REASONS = {
    row.code: row
    for row in (
        NoReason(
            "victim_withdrew",
            "The victim withdrew, or does not want a prosecution",
            "The crime stays recorded. Record the victim's view; an outcome 14 or 16 follows only "
            "when the investigation has come to that.",
        ),
        NoReason(
            "disbelief",
            "Somebody does not believe the victim",
            "Doubt is not information. The crime stays recorded until facts that can be checked "
            "show that it did not happen.",
        ),
        NoReason(
            "no_evidence",
            "There is not enough evidence",
            "Lack of evidence ends an investigation with an outcome; it does not undo the crime.",
        ),
    )
}


def may_cancel(code: str, home_office_class: str, roles: frozenset[str]) -> bool:
    """Say whether somebody with these roles may cancel a crime of that class for that reason."""
    row = CANCEL_REASONS[code]
    allowed = REGISTRAR if home_office_class in MOST_SERIOUS else row.roles
    return bool(roles & set(allowed))


register(
    "cancelling",
    "When a recorded crime is cancelled",
    "The reasons, each with additional verifiable information and the registrar; and what is none.",
    [Rule(row.code, f"{row.words}. By the {' or '.join(row.roles).replace('_', ' ')}.", row.source)
     for row in CANCEL_REASONS.values()]
    + [Rule(row.code, f"No reason: {row.words.lower()}. {row.instead}", row.source)
       for row in NO_REASONS.values()],
)  # fmt: skip
