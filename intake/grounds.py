"""The only grounds on which a report is not recorded as a crime, and who signs which of them off.

That somebody does not want a prosecution is none of them.
"""

from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

NOT_RECORDING = Source("National Crime Recording Standard", "2025", "when to record", "secondary")
PRESS = Source("Press on the change of the rules", "April 2023", "supervisor's sign-off",
               "verified")  # fmt: skip
HEADLINE = Source("Press on the change of the rules", "April 2023", "messages", "secondary")
SIGNS_OFF = ("supervisor", "crime_registrar")


@dataclass(frozen=True)
class Ground:
    """One ground. Where it has roles in `signed_off_by`, one of them must agree to it."""

    code: str
    words: str
    source: Source = NOT_RECORDING
    signed_off_by: tuple[str, ...] = ()


GROUNDS = {
    row.code: row
    for row in (
        Ground("not_a_crime", "What is described is not a notifiable crime"),
        Ground(
            "contrary_evidence",
            "There is credible evidence, to be had now and provable, that it did not happen",
        ),
        Ground("recorded_already", "It is recorded already under another report"),
        Ground("intelligence", "It is information about others, passed to intelligence"),
        Ground("report_fraud", "It is recorded by Report Fraud, and was passed there"),
        Ground(
            "over_on_arrival",
            "A minor disturbance that was over when officers came",
            PRESS,
            SIGNS_OFF,
        ),
        Ground("only_offends", "A message that offends and does no more", HEADLINE, SIGNS_OFF),
    )
}
GROUNDS_NOT_TO_RECORD = {code: row.words for code, row in GROUNDS.items()}


def needs_sign_off(code: str, roles: frozenset[str]) -> bool:
    """Say whether somebody else must agree before these roles close on this ground."""
    row = GROUNDS[code]
    return bool(row.signed_off_by) and not roles & set(row.signed_off_by)


def _plain(row: Ground) -> str:
    if not row.signed_off_by:
        return row.words
    who = " or ".join(row.signed_off_by).replace("_", " ")
    return f"{row.words}. Signed off by a {who}."


register(
    "intake.not_recorded",
    "When a report is not recorded as a crime",
    "The only grounds; that somebody does not want a prosecution is none.",
    [Rule(code, _plain(row), row.source) for code, row in GROUNDS.items()],
)
