"""Who signs a statement beside its witness, in which words, and how long a signing may take."""

from dataclasses import dataclass
from datetime import timedelta

from casefile.rules.crime_flags import CRIME_FLAGS
from casefile.rules.languages import is_own
from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

ADULT_AGE = 18
# A signing begins when the pages are shown; a tablet left lying is asked to show them again.
SIGN_WITHIN = timedelta(minutes=60)
REMOTE_WITHIN = timedelta(hours=72)
SIGN_IN_AGAIN_WITHIN = timedelta(minutes=5)
MOST_WRONG_SECRETS = 5
CALL_FIRST_FLAG = "domestic_abuse"
"""A crime of the case with this flag asks for a recorded call before a link is made."""


@dataclass(frozen=True)
class Attendant:
    """Somebody who signs beside the witness: the part they play and the words they sign."""

    role: str
    title: str
    words: str
    source: Source

    @property
    def is_forced(self) -> bool:
        """Whether signing is refused without them: only a rule that was verified refuses."""
        return self.source.checked == "verified"


READER = Attendant(
    "reader",
    "The person who read it to the witness",
    "{witness} could not read this statement. I read all of it to them before they signed.",
    Source("Criminal Procedure Rules", "as in CPS guidance of 2023", "r 16.2", "verified"),
)
INTERPRETER = Attendant(
    "interpreter",
    "Interpreter",
    "I put this statement to {witness} in {language}, truly and as well as I can, before they "
    "signed.",
    Source("Practice of police forces", "", "statements with an interpreter", "recalled"),
)
GUARDIAN = Attendant(
    "guardian",
    "Parent or guardian",
    "{witness} is under 18. I was with them when they signed this statement.",
    Source("Practice of police forces", "", "statements of children", "recalled"),
)
ATTENDANTS = {row.role: row for row in (READER, INTERPRETER, GUARDIAN)}


def attendants_for(*, is_read_over: bool, language: str, age: int | None) -> tuple[Attendant, ...]:
    """Return who signs beside a witness of this age whose statement is in this language."""
    wanted = (
        (READER, is_read_over),
        (INTERPRETER, not is_own(language)),
        (GUARDIAN, age is not None and age < ADULT_AGE),
    )
    return tuple(row for row, is_needed in wanted if is_needed)


def _span(time: timedelta) -> str:
    minutes = time // timedelta(minutes=1)
    return f"{minutes // 60} hours" if minutes > 60 else f"{minutes} minutes"


_OWN = Source("Design of this product", "2026", "signing a statement", "recalled")
LIMITS = (
    Rule("sign_within",
         f"Pages shown over {_span(SIGN_WITHIN)} ago are shown again before signing.", _OWN),
    Rule("remote_within",
         f"A link for signing elsewhere is good for {_span(REMOTE_WITHIN)}.", _OWN),
    Rule("sign_in_again",
         f"An officer signs their own statement within {_span(SIGN_IN_AGAIN_WITHIN)} of giving the "
         "password again.", _OWN),
    Rule("wrong_secrets",
         f"A link for signing elsewhere ends after {MOST_WRONG_SECRETS} wrong secrets.", _OWN),
    Rule("call_first",
         f"Where a crime has the flag “{CRIME_FLAGS[CALL_FIRST_FLAG].words}”, a recorded call with "
         "the witness comes before a link for signing elsewhere.", _OWN),
)  # fmt: skip
register(
    "signing",
    "Who signs a statement",
    "Those who sign beside the witness, and how long a signing may take.",
    (
        *(Rule(row.role, f"{row.title}: “{row.words}”", row.source) for row in ATTENDANTS.values()),
        *LIMITS,
    ),
)
