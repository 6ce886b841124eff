"""What a prosecutor may decide, per suspect or per offence, and what the victim may then ask."""

from dataclasses import dataclass
from typing import Literal

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

About = Literal["offence", "suspect"]

OUTCOMES_SOURCE = Source("CPS prototype: charging routes", "July 2026", "outcomes", "verified")
REFUSAL = Source("Practice of prosecutors", "", "charge covered by another", "recalled")
REVIEW = Source("CPS Victims' Right to Review guidance", "27 May 2021", "scope", "verified")


@dataclass(frozen=True)
class OutcomeRow:
    """One decision. `is_charge` lets the custody officer charge; `ends` closes what it is about.

    `is_reviewable` says that, where nothing else proceeds, the victim may ask for a review.
    """

    code: str
    title: str
    about: About
    is_charge: bool
    ends: bool
    is_reviewable: bool
    words: str
    source: Source = OUTCOMES_SOURCE


ADVICE: dict[str, OutcomeRow] = {
    row.code: row
    for row in (
        OutcomeRow("charge_authorised", "Charge authorised", "offence", True, False, False,
                   "The prosecutor states the charge; the police put it."),
        OutcomeRow("refused_evidential", "Charge refused: evidential", "offence", False, True,
                   True, "There is not enough evidence for this charge."),
        OutcomeRow("refused_public_interest", "Charge refused: public interest", "offence", False,
                   True, True, "This charge is not needed in the public interest."),
        OutcomeRow("refused_covered", "Charge refused: covered by another charge", "offence",
                   False, True, False, "Another charge already covers what was done.", REFUSAL),
        OutcomeRow("nfa_evidential", "No further action: evidential", "suspect", False, True,
                   True, "There is not enough evidence against this suspect."),
        OutcomeRow("nfa_public_interest", "No further action: public interest", "suspect", False,
                   True, True, "A prosecution of this suspect is not in the public interest."),
        OutcomeRow("out_of_court", "Out-of-court disposal", "suspect", False, True, False,
                   "The police deal with it without a court."),
        OutcomeRow("taken_into_consideration", "Taken into consideration", "offence", False, True,
                   False, "A court takes it into account with another offence."),
        OutcomeRow("administratively_finalised", "Administratively finalised", "suspect", False,
                   False, False, "No legal decision was made; it can be taken up again."),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Review:
    """Whether the victim may ask for a review, and the reason in words for the victim."""

    is_available: bool
    words: str
    source: Source = REVIEW


def victim_review(outcome: str, *, part_proceeds: bool) -> Review:
    """Say whether the scheme is open after that decision. Raises: KeyError.

    `part_proceeds` is True when any suspect or charge of the same case goes on.
    """
    row = ADVICE[outcome]
    if not row.is_reviewable:
        return Review(False, "This kind of decision is not one that the scheme reviews.")
    if part_proceeds:
        words = "Part of the case goes on, so the scheme does not apply. You may ask for reasons."
        return Review(False, words + " You may also complain.")
    return Review(True, "You may ask for this decision to be looked at again.")


register(
    "charging_outcomes",
    "What prosecutors may decide",
    "Decisions per suspect and per offence, and whether a victim may ask for a review.",
    (Rule(r.code, f"{r.title} ({r.about}). {r.words}", r.source) for r in ADVICE.values()),
)
