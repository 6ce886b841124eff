"""Crime outcomes 0 to 22: what each means, who may record it, and the words a victim reads."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.rules.registry import Rule, register
from casefile.rules.source import ALWAYS, Checked, InForce, Source, Text

ReviewBy = Literal["none", "police", "cps", "check"]
Group = Literal[
    "none",
    "charge",
    "out_of_court_formal",
    "out_of_court_informal",
    "taken_into_consideration",
    "prosecution_prevented",
    "evidential",
    "evidential_victim_not_supporting",
    "no_suspect",
    "fraud",
    "transferred",
    "not_in_public_interest",
    "diversion",
]
_GUIDE = "Home Office crime outcomes: open data user guide and technical annex"
TABLE = Source(_GUIDE, "as cited", "outcome codes", "secondary")
STARTED_21 = Source("Crest Advisory; Home Office technical annex", "2023-24", "outcome 21",
                    "verified")  # fmt: skip
STARTED_22 = Source("Kingsley Napley on outcome 22", "2022", "in use from 1 April 2019", "verified")
ENDED_19 = Source("Home Office outcome tables", "year to March 2026", "type 19 is absent",
                  "secondary")  # fmt: skip

GROUP_WORDS: dict[Group, str] = {
    "none": "No outcome",
    "charge": "Charge or summons",
    "out_of_court_formal": "Out of court, formal",
    "out_of_court_informal": "Out of court, informal",
    "taken_into_consideration": "Taken into consideration",
    "prosecution_prevented": "Prosecution prevented or not in the public interest",
    "evidential": "Evidential difficulties, victim supports",
    "evidential_victim_not_supporting": "Evidential difficulties, victim does not support",
    "no_suspect": "No suspect identified",
    "fraud": "With the national fraud service",
    "transferred": "Passed to another body",
    "not_in_public_interest": "Further investigation not in the public interest",
    "diversion": "Diversion, education or intervention",
}
OUT_OF_COURT_GROUPS = frozenset[Group](
    {"out_of_court_formal", "out_of_court_informal", "diversion"}
)

FILERS = ("supervisor", "crime_registrar")


@dataclass(frozen=True)
class OutcomeRow:
    """One outcome. `plain` is for the victim and never shows the number.

    `is_suspect_known` and `victim_supports` are None where the outcome does not say. `roles` may
    record it. `review_by` is who reviews at the victim's asking; 'check' leaves it to a person.
    """

    code: int
    title: str
    plain: Text
    group: Group
    is_suspect_known: bool | None
    victim_supports: bool | None
    review_by: ReviewBy
    source: Source
    in_force: InForce = ALWAYS
    roles: tuple[str, ...] = FILERS

    @property
    def ends_in(self) -> str:
        """The transition by which a crime takes this outcome."""
        if self.group == "charge":
            return "charge"
        return "divert" if self.group in OUT_OF_COURT_GROUPS else "file"


def _row(
    code: int,
    title: str,
    group: Group,
    plain: str,
    welsh: str,
    known: bool | None = True,
    supports: bool | None = None,
    review_by: ReviewBy = "none",
    checked: Checked = "secondary",
    source: Source | None = None,
    in_force: InForce = ALWAYS,
    roles: tuple[str, ...] = FILERS,
) -> OutcomeRow:
    rests_on = source or Source(_GUIDE, "as cited", f"outcome {code}", checked)
    words = Text(plain, welsh)
    return OutcomeRow(
        code, title, words, group, known, supports, review_by, rests_on, in_force, roles
    )


OUTCOMES: dict[int, OutcomeRow] = {
    row.code: row
    for row in (
        _row(0, "No outcome yet", "none", "We are still working on this.",
             "Rydym yn dal i weithio ar hyn.", None),
        _row(1, "Charged or summonsed", "charge", "Someone has been charged.",
             "Mae rhywun wedi'i gyhuddo.", roles=("custody_officer", *FILERS)),
        _row(2, "Caution, youth", "out_of_court_formal", "A young person received a caution.",
             "Cafodd person ifanc rybudd."),
        _row(3, "Caution, adult", "out_of_court_formal", "A caution was given.",
             "Rhoddwyd rhybudd."),
        _row(4, "Taken into consideration", "taken_into_consideration",
             "It was admitted and dealt with alongside another case.",
             "Cafodd ei gyfaddef ac ymdriniwyd ag ef ochr yn ochr ag achos arall."),
        _row(5, "Offender died", "prosecution_prevented", "The suspect has died.",
             "Mae'r sawl a ddrwgdybir wedi marw."),
        _row(6, "Penalty notice for disorder", "out_of_court_formal", "A fixed penalty was given.",
             "Rhoddwyd cosb benodedig."),
        _row(7, "Cannabis or khat warning", "out_of_court_informal", "A warning was given.",
             "Rhoddwyd rhybudd."),
        _row(8, "Community resolution", "out_of_court_informal",
             "It was dealt with by agreement.", "Ymdriniwyd ag ef drwy gytundeb."),
        _row(9, "Prosecution not in the public interest (CPS)", "prosecution_prevented",
             "Prosecutors decided not to go ahead.",
             "Penderfynodd yr erlynwyr beidio â bwrw ymlaen.", review_by="cps"),
        _row(10, "Formal action not in the public interest (police)", "prosecution_prevented",
             "The police decided that formal action is not right here.",
             "Penderfynodd yr heddlu nad yw gweithredu ffurfiol yn iawn yma.",
             review_by="police"),
        _row(11, "Suspect under the age of criminal responsibility", "prosecution_prevented",
             "The person was too young to be prosecuted.",
             "Roedd y person yn rhy ifanc i gael ei erlyn."),
        _row(12, "Suspect too ill", "prosecution_prevented",
             "The suspect is too ill to be prosecuted.",
             "Mae'r sawl a ddrwgdybir yn rhy sâl i gael ei erlyn.", review_by="check"),
        _row(13, "Victim or key witness dead or too ill", "prosecution_prevented",
             "Somebody whose evidence is needed cannot give it.",
             "Ni all rhywun y mae angen ei dystiolaeth ei rhoi.", review_by="check"),
        _row(14, "Evidential difficulties: no suspect identified, victim does not support action",
             "evidential_victim_not_supporting",
             "You told us you did not want to go further.",
             "Dywedoch wrthym nad oeddech am fynd ymhellach.", False, False),
        _row(15, "Evidential difficulties: suspect identified, victim supports action",
             "evidential", "There was not enough evidence.", "Doedd dim digon o dystiolaeth.",
             True, True, "police"),
        _row(16, "Evidential difficulties: suspect identified, victim does not support action",
             "evidential_victim_not_supporting",
             "You told us you did not want to go further.",
             "Dywedoch wrthym nad oeddech am fynd ymhellach.", True, False),
        _row(17, "Prosecution time limit expired", "prosecution_prevented",
             "The legal time limit passed.", "Aeth y terfyn amser cyfreithiol heibio.",
             review_by="check"),
        _row(18, "Investigation complete, no suspect identified", "no_suspect",
             "We have done what we can and found no suspect. New information can reopen it.",
             "Rydym wedi gwneud yr hyn a allwn heb ddod o hyd i neb. Gall gwybodaeth newydd ei "
             "ailagor.", False),
        _row(19, "With the national fraud service", "fraud", "Report Fraud is dealing with it.",
             "Mae Report Fraud yn delio ag ef.", None, source=ENDED_19,
             in_force=InForce(to_on=date(2025, 12, 31)), roles=("crime_registrar",)),
        _row(20, "Passed to another body", "transferred",
             "Another organisation is looking into it.",
             "Mae sefydliad arall yn edrych i mewn i hyn."),
        _row(21, "Further investigation not in the public interest (police)",
             "not_in_public_interest", "It was dealt with without criminal action.",
             "Ymdriniwyd ag ef heb weithredu troseddol.", review_by="check", source=STARTED_21,
             in_force=InForce(from_on=date(2016, 1, 1))),
        _row(22, "Diversion, education or intervention", "diversion",
             "The person completed a programme instead.",
             "Cwblhaodd y person raglen yn lle hynny.", source=STARTED_22,
             in_force=InForce(from_on=date(2019, 4, 1))),
    )
}  # fmt: skip

OF_WHICH = {"1A": 1, "2A": 2, "3A": 3}
"""The same for a different offence: shown within 1, 2 and 3, and never added to them."""


def _plain(row: OutcomeRow) -> str:
    said = {True: "suspect identified", False: "no suspect identified", None: ""}
    supports = {True: "victim supports", False: "victim does not support", None: ""}
    facts = filter(None, (said[row.is_suspect_known], supports[row.victim_supports]))
    who = " or ".join(row.roles).replace("_", " ")
    group = f"{GROUP_WORDS[row.group]}; {', '.join(facts) or 'says nothing of suspect or victim'}"
    return f"{row.title}. {group}. Recorded by {who}. In plain words: {row.plain}"


register(
    "outcomes",
    "Crime outcomes",
    "What closes a crime record, and the words a victim reads.",
    [Rule(str(r.code), _plain(r), r.source, r.in_force) for r in OUTCOMES.values()]
    + [Rule(code, f"Of outcome {parent}, for a different offence. Never added to it.", TABLE)
       for code, parent in OF_WHICH.items()],
)  # fmt: skip
