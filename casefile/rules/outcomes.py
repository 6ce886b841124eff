"""Crime outcomes 0 to 22: what closes a crime record, and the words a victim reads."""

from dataclasses import dataclass
from typing import Literal

from casefile.rules.registry import Rule, register
from casefile.rules.source import ALWAYS, Checked, InForce, Source

ReviewBy = Literal["none", "police", "cps", "check"]
_GUIDE = "Home Office crime outcomes: open data user guide and technical annex"


@dataclass(frozen=True)
class OutcomeRow:
    """One outcome. `plain` is for the victim and never shows the number.

    `is_suspect_known` and `victim_supports` are None where the outcome does not say.
    `review_by` is who reviews at the victim's asking; 'check' leaves it to a person.
    """

    code: int
    title: str
    plain: str
    is_suspect_known: bool | None
    victim_supports: bool | None
    review_by: ReviewBy
    source: Source
    in_force: InForce = ALWAYS


def _row(
    code: int,
    title: str,
    plain: str,
    known: bool | None = True,
    supports: bool | None = None,
    review_by: ReviewBy = "none",
    checked: Checked = "secondary",
) -> OutcomeRow:
    source = Source(_GUIDE, "as cited", f"outcome {code}", checked)
    return OutcomeRow(code, title, plain, known, supports, review_by, source)


OUTCOMES: dict[int, OutcomeRow] = {
    row.code: row
    for row in (
        _row(0, "No outcome yet", "We are still working on this.", None),
        _row(1, "Charged or summonsed", "Someone has been charged."),
        _row(2, "Caution, youth", "A young person received a caution."),
        _row(3, "Caution, adult", "A caution was given."),
        _row(4, "Taken into consideration",
             "It was admitted and dealt with alongside another case."),
        _row(5, "Offender died", "The suspect has died."),
        _row(6, "Penalty notice for disorder", "A fixed penalty was given."),
        _row(7, "Cannabis or khat warning", "A warning was given."),
        _row(8, "Community resolution", "It was dealt with by agreement."),
        _row(9, "Prosecution not in the public interest (CPS)",
             "Prosecutors decided not to go ahead.", review_by="cps"),
        _row(10, "Formal action not in the public interest (police)",
             "The police decided that formal action is not right here.", review_by="police"),
        _row(11, "Suspect under the age of criminal responsibility",
             "The person was too young to be prosecuted."),
        _row(12, "Suspect too ill", "The suspect is too ill to be prosecuted.",
             review_by="check"),
        _row(13, "Victim or key witness dead or too ill",
             "Somebody whose evidence is needed cannot give it.", review_by="check"),
        _row(14, "Evidential difficulties: no suspect identified, victim does not support action",
             "You told us you did not want to go further.", False, False),
        _row(15, "Evidential difficulties: suspect identified, victim supports action",
             "There was not enough evidence.", True, True, "police"),
        _row(16, "Evidential difficulties: suspect identified, victim does not support action",
             "You told us you did not want to go further.", True, False),
        _row(17, "Prosecution time limit expired", "The legal time limit passed.",
             review_by="check"),
        _row(18, "Investigation complete, no suspect identified",
             "We have done what we can and found no suspect. New information can reopen it.",
             False),
        _row(19, "With the national fraud service", "Report Fraud is dealing with it.", None),
        _row(20, "Passed to another body", "Another organisation is looking into it."),
        _row(21, "Further investigation not in the public interest (police)",
             "It was dealt with without criminal action.", review_by="check"),
        _row(22, "Diversion, education or intervention",
             "The person completed a programme instead."),
    )
}  # fmt: skip


register(
    "outcomes",
    "Crime outcomes",
    "What closes a crime record, and the words a victim reads.",
    (Rule(str(r.code), f"{r.title}. In plain words: {r.plain}", r.source, r.in_force)
     for r in OUTCOMES.values()),
)  # fmt: skip
