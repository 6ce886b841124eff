"""Who may charge, which plea to anticipate, and the questions of the code tests, as rows.

Time limits are in `time_limits`, what a prosecutor may decide in `charging_outcomes`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.rules.file_builds import DG6
from casefile.rules.offences import CATEGORIES, is_in_group
from casefile.rules.registry import Rule, register
from casefile.rules.source import ALWAYS, Checked, InForce, Source

ChargedBy = Literal["cps", "police"]
Plea = Literal["guilty", "not_guilty"]
CodeTest = Literal["full", "threshold"]


def _guide(paragraph: str, checked: Checked) -> Source:
    document = "Director's Guidance on Charging, Desktop Guide"
    return Source(document, "6th", paragraph, checked)


@dataclass(frozen=True)
class ChargeFacts:
    """One proposed charge against one suspect, as the rules need it.

    `is_fit_for_magistrates` is True when a magistrates' sentence would do, twelve months in all.
    """

    cjs_code: str
    category: str
    anticipated_plea: Plea = "not_guilty"
    is_fit_for_magistrates: bool = True
    needs_consent: bool = False


@dataclass(frozen=True)
class ChargingFacts:
    """The whole case: its charges, its flags, and the test that is asked for.

    Flags: 'death', 'terrorism', 'official_secrets', 'domestic_abuse', 'hate_crime', 'licensing',
    'harassment', 'under_18_involved'.
    """

    charges: tuple[ChargeFacts, ...]
    flags: frozenset[str] = frozenset()
    code_test: CodeTest = "full"


@dataclass(frozen=True)
class ChargingRow:
    """One line of the table. The first that fits a charge decides who may charge it."""

    code: str
    words: str
    by: ChargedBy
    source: Source
    fits: Callable[[ChargeFacts, ChargingFacts], bool]
    in_force: InForce = DG6


@dataclass(frozen=True)
class Fired:
    """A row and the offence code it decided on."""

    row: ChargingRow
    cjs_code: str


@dataclass(frozen=True)
class Answer:
    """Who may charge, and every row that says so."""

    by: ChargedBy
    fired: tuple[Fired, ...]

    @property
    def rests_on_verified_rows(self) -> bool:
        return all(fired.row.source.is_verified for fired in self.fired)


def _flagged(*flags: str) -> Callable[[ChargeFacts, ChargingFacts], bool]:
    return lambda charge, case: bool(case.flags & set(flags))


def _group(key: str) -> Callable[[ChargeFacts, ChargingFacts], bool]:
    return lambda charge, case: is_in_group(charge.cjs_code, key)


def _either(
    *tests: Callable[[ChargeFacts, ChargingFacts], bool],
) -> Callable[[ChargeFacts, ChargingFacts], bool]:
    return lambda charge, case: any(test(charge, case) for test in tests)


def _is_sexual_with_child(charge: ChargeFacts, case: ChargingFacts) -> bool:
    return "under_18_involved" in case.flags and is_in_group(charge.cjs_code, "sexual")


def _is_indictable_only(charge: ChargeFacts, case: ChargingFacts) -> bool:
    category = CATEGORIES.get(charge.category)
    return category is not None and category.is_indictable_only


def _is_summary_only(charge: ChargeFacts, case: ChargingFacts) -> bool:
    category = CATEGORIES.get(charge.category)
    return category is not None and category.is_summary_only


def _is_retail_theft(charge: ChargeFacts, case: ChargingFacts) -> bool:
    return charge.is_fit_for_magistrates and is_in_group(charge.cjs_code, "retail_theft")


def _is_either_way_guilty(charge: ChargeFacts, case: ChargingFacts) -> bool:
    category = CATEGORIES.get(charge.category)
    expected = charge.anticipated_plea == "guilty" and charge.is_fit_for_magistrates
    return category is not None and category.is_either_way and expected


MIXED = ChargingRow(
    "X0",
    "One offence or suspect must go to the CPS, so the whole case goes.",
    "cps",
    Source("Training notes on the MG3", "", "all offences on one referral", "secondary"),
    lambda charge, case: False,
)
WHO_MAY_CHARGE: tuple[ChargingRow, ...] = (
    MIXED,
    ChargingRow("X1", "The offence needs the consent of the Director or a Law Officer.", "cps",
                _guide("X1", "verified"), lambda charge, case: charge.needs_consent),
    ChargingRow("X2", "The case involves a death.", "cps", _guide("X2", "verified"),
                _either(_flagged("death"), _group("death"))),
    ChargingRow("X3", "The case is connected with terrorism or official secrets.", "cps",
                _guide("X3", "verified"), _flagged("terrorism", "official_secrets")),
    ChargingRow("X4", "The case is flagged domestic abuse or hate crime.", "cps",
                _guide("X4", "verified"), _flagged("domestic_abuse", "hate_crime")),
    ChargingRow("X5", "Harassment or stalking.", "cps", _guide("X5", "recalled"),
                _either(_flagged("harassment"), _group("harassment"))),
    ChargingRow("X6", "Violent disorder or affray.", "cps", _guide("X6", "recalled"),
                _group("violent_disorder")),
    ChargingRow("X7", "Grievous or actual bodily harm, or wounding.", "cps",
                _guide("X7", "recalled"), _group("serious_injury")),
    ChargingRow("X8", "A sexual offence by or on a person under 18.", "cps",
                _guide("X8", "recalled"), _is_sexual_with_child),
    ChargingRow("X9", "An offence under the Licensing Act 2003.", "cps", _guide("X9", "recalled"),
                _flagged("licensing")),
    ChargingRow("X10", "The offence is indictable only.", "cps",
                _guide("R1 to R3, by exclusion", "verified"), _is_indictable_only),
    ChargingRow("X11", "A charge on the Threshold Test needs a prosecutor.", "cps",
                _guide("X11", "recalled"), lambda charge, case: case.code_test == "threshold"),
    ChargingRow("R1", "The offence is summary only, whatever the plea.", "police",
                _guide("R1", "verified"), _is_summary_only),
    ChargingRow("R2", "Theft from a shop, fit for a magistrates' sentence, whatever the plea.",
                "police", _guide("R2", "verified"), _is_retail_theft),
    ChargingRow("R3", "Either way, a guilty plea anticipated, fit for a magistrates' sentence.",
                "police", _guide("R3", "verified"), _is_either_way_guilty),
    ChargingRow("E", "Anything else, such as either way with a not guilty plea.", "cps",
                _guide("R1 to R3, by exclusion", "verified"), lambda charge, case: True),
)  # fmt: skip


def who_may_charge(case: ChargingFacts, on: date) -> Answer:
    """Say who may charge the case on that day: one charge for the CPS takes all with it.

    Raises: ValueError for a case without charges, or a day before the table was in force.
    """
    if not case.charges:
        raise ValueError("Propose at least one charge first.")
    fired = tuple(_first_that_fits(charge, case, on) for charge in case.charges)
    by_cps = tuple(f for f in fired if f.row.by == "cps")
    if not by_cps:
        return Answer("police", fired)
    carried = tuple(Fired(MIXED, f.cjs_code) for f in fired if f.row.by == "police")
    return Answer("cps", by_cps + carried)


def _first_that_fits(charge: ChargeFacts, case: ChargingFacts, on: date) -> Fired:
    for row in WHO_MAY_CHARGE:
        if row.in_force.covers(on) and row.fits(charge, case):
            return Fired(row, charge.cjs_code)
    raise ValueError("No table of who may charge is held for that day.")


@dataclass(frozen=True)
class PleaFacts:
    """What one suspect said, and how the offence can be proved without it."""

    admits_clearly: bool = False
    raises_defence: bool = False
    denies_or_contests: bool = False
    is_proved_independently: bool = False


@dataclass(frozen=True)
class PleaRow:
    """One line of the test for the plea to anticipate; the first that fits decides."""

    code: str
    words: str
    plea: Plea
    source: Source
    fits: Callable[[PleaFacts], bool]


ANTICIPATED_PLEA: tuple[PleaRow, ...] = (
    PleaRow("N1", "A defence was raised, or the offence denied or contested.", "not_guilty",
            _guide("anticipated plea", "verified"),
            lambda f: f.raises_defence or f.denies_or_contests),
    PleaRow("G1", "A clear admission, and nothing said that could be a defence.", "guilty",
            _guide("anticipated plea (a)", "verified"), lambda f: f.admits_clearly),
    PleaRow("G2", "No admission and no denial, and reliable independent evidence or officers who "
            "saw it prove offence and offender.", "guilty",
            _guide("anticipated plea (b), in part", "recalled"),
            lambda f: f.is_proved_independently),
    PleaRow("N2", "No admission, and not provable by independent evidence alone.", "not_guilty",
            _guide("anticipated plea", "recalled"), lambda f: True),
)  # fmt: skip


def anticipated_plea(facts: PleaFacts) -> PleaRow:
    """Return the row that decides which plea to anticipate. Silence alone decides nothing."""
    return next(row for row in ANTICIPATED_PLEA if row.fits(facts))


@dataclass(frozen=True)
class Question:
    """One thing a decision must answer, and for which test."""

    key: str
    test: CodeTest
    words: str
    source: Source


def _code(paragraph: str) -> Source:
    return Source("Code for Crown Prosecutors", "8th, 2018", paragraph, "recalled")


CODE_TEST_QUESTIONS: tuple[Question, ...] = (
    Question("evidence_sufficient", "full",
             "Is there enough evidence for a realistic prospect of conviction?", _code("4.6")),
    Question("evidence_usable", "full", "Can the evidence be used in court?", _code("4.8")),
    Question("evidence_reliable", "full", "Is the evidence reliable?", _code("4.8")),
    Question("evidence_credible", "full", "Is the evidence credible?", _code("4.8")),
    Question("other_material", "full", "Is there other material that might affect that?",
             _code("4.8")),
    Question("public_interest", "full", "Is a prosecution required in the public interest?",
             _code("4.9 to 4.14")),
    Question("grounds_to_suspect", "threshold",
             "Are there reasonable grounds to suspect this person of this offence?",
             _code("5, first condition")),
    Question("further_evidence", "threshold",
             "Which further evidence will come, when, and will it give a realistic prospect?",
             _code("5, second condition")),
    Question("charge_now", "threshold", "Why can the charge not wait?",
             _code("5, third condition")),
    Question("object_to_bail", "threshold", "Are there substantial grounds to object to bail?",
             _code("5, fourth condition")),
    Question("public_interest_now", "threshold", "Is charging now in the public interest?",
             _code("5, fifth condition")),
)  # fmt: skip


register(
    "who_may_charge",
    "Who may charge",
    "The first line that fits a charge decides; one charge for the CPS takes the case with it.",
    (Rule(r.code, f"{r.words} → {r.by}", r.source, r.in_force) for r in WHO_MAY_CHARGE),
)
register(
    "anticipated_plea",
    "Which plea to anticipate",
    "The first line that fits decides.",
    (Rule(r.code, f"{r.words} → {r.plea.replace('_', ' ')}", r.source) for r in ANTICIPATED_PLEA),
)
register(
    "code_tests",
    "Questions of the code tests",
    "What a charging decision must answer.",
    (Rule(q.key, f"{q.words} ({q.test} test)", q.source, ALWAYS) for q in CODE_TEST_QUESTIONS),
)
