"""Letters to reporters: approved texts with their edition, and the only gaps that they may have.

A text without a person's check of its Welsh is followed by the English. Who is told by which way is
in `intake.telling`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source, Text
from casefile.services import Reason, Refused
from intake.questions.rows import welsh

TOLD = Source("Home Office Crime Recording Rules", "2025", "telling the victim", "secondary")
CODE = Source("Victims' Code", "2024", "Right 3, written confirmation", "verified")
SAFE = Source("Design of this product", "2026", "neutral words to whom may be watched", "verified")
EDITION = "2026-11"

PLACEHOLDERS = {
    "reference": "The reference that the reporter has",
    "crime_reference": "The reference of the recorded crime",
    "force": "Our force",
    "decided_on": "The day of the decision",
    "other": "The force or body it went to",
    "advice": "What that body asks people to do",
    "reason": "The plain reason of the ground",
    "visit_at": "The time of a visit",
    "words": "What the desk adds in its own words",
}
_GAP = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Letter:
    """One approved text. `decision` is the stage of a report that it tells of, '' for any."""

    code: str
    title: str
    decision: str
    text: Text
    source: Source = TOLD
    edition: str = EDITION


SUBJECT = welsh("You have a new message", "Mae gennych neges newydd")
OPENING = welsh("Your reference: {reference}", "Eich cyfeirnod: {reference}")
NEUTRAL = welsh(
    "You have a new message. To read it, go back to where you wrote to us, in the same browser or "
    "with the code and the secret that you wrote down. You do not need to reply.",
    "Mae gennych neges newydd. I'w darllen, ewch yn ôl i'r man lle ysgrifennoch atom, yn yr un "
    "porwr neu gyda'r cod a'r gyfrinach a ysgrifennoch. Nid oes angen i chi ateb.",
)

LETTERS: dict[str, Letter] = {
    row.code: row
    for row in (
        Letter(
            "recorded",
            "A crime was recorded",
            "recorded",
            welsh(
                "We read what you sent and recorded a crime.\n\nThe crime reference is "
                "{crime_reference}. An insurer may ask for it.\n\n{words}\n\nAn officer will be in "
                "touch in a way that you said is safe.\n\n{force}",
                "Darllenasom yr hyn a anfonoch a chofnodi trosedd.\n\nCyfeirnod y drosedd yw "
                "{crime_reference}. Gall yswiriwr ofyn amdano.\n\n{words}\n\nBydd swyddog yn "
                "cysylltu mewn ffordd a ddywedoch sy'n ddiogel.\n\n{force}",
            ),
            CODE,
        ),
        Letter(
            "not_recorded",
            "Kept on record, but not as a crime",
            "incident_only",
            welsh(
                "We read what you sent. We keep it on record, but not as a crime.\n\nThis is why: "
                "{reason}\n\n{words}\n\nIf you know something that could change this, tell us. You "
                "can also ask for this decision to be looked at again: call 101 and give your "
                "reference.\n\n{force}",
                "Darllenasom yr hyn a anfonoch. Cadwn ef ar gofnod, ond nid fel trosedd.\n\nDyma "
                "pam: {reason}\n\n{words}\n\nOs gwyddoch rywbeth a allai newid hyn, dywedwch "
                "wrthym. Gallwch hefyd ofyn am edrych eto ar y penderfyniad: ffoniwch 101 a rhowch "
                "eich cyfeirnod.\n\n{force}",
            ),
        ),
        Letter(
            "n100",
            "Written down, and looked into",
            "n100",
            welsh(
                "We read what you sent. We take it seriously, and an officer will be in touch in a "
                "way that you said is safe. It is not closed.\n\n{words}\n\n{force}",
                "Darllenasom yr hyn a anfonoch. Rydym yn ei gymryd o ddifrif, a bydd swyddog yn "
                "cysylltu mewn ffordd a ddywedoch sy'n ddiogel. Nid yw wedi'i gau.\n\n{words}\n\n"
                "{force}",
            ),
        ),
        Letter(
            "passed_to_intelligence",
            "Read and passed on",
            "intel_only",
            welsh(
                "We read what you told us and passed it to those it may help. It is kept as "
                "information, not as a crime.\n\n{words}\n\n{force}",
                "Darllenasom yr hyn a ddywedoch a'i drosglwyddo i'r rhai y gallai eu helpu. Fe'i "
                "cedwir fel gwybodaeth, nid fel trosedd.\n\n{words}\n\n{force}",
            ),
        ),
        Letter(
            "transferred",
            "Passed to another force",
            "transferred",
            welsh(
                "What you reported is for another police force, so we passed it to {other} on "
                "{decided_on}. You do not have to report it again, and your reference stays the "
                "same.\n\n{words}\n\n{force}",
                "Mae'r hyn a adroddoch yn fater i heddlu arall, felly trosglwyddwyd ef i {other} "
                "ar {decided_on}. Nid oes rhaid i chi adrodd eto, ac mae eich cyfeirnod yn aros yr "
                "un fath.\n\n{words}\n\n{force}",
            ),
        ),
        Letter(
            "referred",
            "Somebody else deals with it",
            "referred",
            welsh(
                "We read what you sent. This is dealt with by {other}.\n\n{advice}\n\n{words}\n\n"
                "We have not passed your details on. We keep what you sent on record.\n\n{force}",
                "Darllenasom yr hyn a anfonoch. Ymdrinnir â hyn gan {other}.\n\n{advice}\n\n"
                "{words}\n\nNid ydym wedi trosglwyddo eich manylion. Cadwn yr hyn a anfonoch ar "
                "gofnod.\n\n{force}",
            ),
        ),
        Letter(
            "visit",
            "A visit",
            "recorded",
            welsh(
                "An officer would like to visit you on {visit_at}.\n\n{words}\n\nIf that does not "
                "suit you, call 101 and give your reference.\n\n{force}",
                "Hoffai swyddog ymweld â chi ar {visit_at}.\n\n{words}\n\nOs nad yw hynny'n "
                "gyfleus, ffoniwch 101 a rhowch eich cyfeirnod.\n\n{force}",
            ),
            CODE,
        ),
        Letter(
            "no_further_investigation",
            "No further investigation",
            "recorded",
            welsh(
                "The crime with the reference {crime_reference} stays on record. We have done what "
                "we can for now and will not look into it further.\n\n{words}\n\nNew information "
                "can open it again: tell us when you have any. You can ask for this decision to be "
                "looked at again: call 101 and give your reference.\n\n{force}",
                "Mae'r drosedd â'r cyfeirnod {crime_reference} yn aros ar gofnod. Rydym wedi "
                "gwneud yr hyn a allwn am nawr ac ni fyddwn yn ymchwilio ymhellach.\n\n{words}\n\n"
                "Gall gwybodaeth newydd ei ailagor: dywedwch wrthym pan fydd gennych rywfaint. "
                "Gallwch ofyn am edrych eto ar y penderfyniad: ffoniwch 101 a rhowch eich "
                "cyfeirnod.\n\n"
                "{force}",
            ),
            CODE,
        ),
    )
}

# What a ground means to the person; the desk's own reason stays at the desk.
REASONS: dict[str, Text] = {
    "not_a_crime": welsh(
        "What you describe is not something that is recorded as a crime.",
        "Nid yw'r hyn a ddisgrifiwch yn rhywbeth a gofnodir fel trosedd.",
    ),
    "contrary_evidence": welsh(
        "Other information that we checked shows that this was not a crime.",
        "Mae gwybodaeth arall a wiriwyd gennym yn dangos nad trosedd oedd hyn.",
    ),
    "recorded_already": welsh(
        "It is on record already under another reference.",
        "Mae eisoes ar gofnod o dan gyfeirnod arall.",
    ),
    "intelligence": welsh(
        "It helps us to know about others, and is kept as information.",
        "Mae'n ein helpu i wybod am eraill, ac fe'i cedwir fel gwybodaeth.",
    ),
    "report_fraud": welsh(
        "Report Fraud keeps the record of this for the whole country.",
        "Report Fraud sy'n cadw'r cofnod o hyn ar gyfer y wlad gyfan.",
    ),
    "over_on_arrival": welsh(
        "It was over when officers came, and is kept as information.",
        "Roedd drosodd pan ddaeth swyddogion, ac fe'i cedwir fel gwybodaeth.",
    ),
    "only_offends": welsh(
        "The message offends, but sending it is not recorded as a crime.",
        "Mae'r neges yn tramgwyddo, ond ni chofnodir ei hanfon fel trosedd.",
    ),
}

register(
    "intake.letters",
    "Letters to people who report",
    "Approved texts with their edition. On sensitive forms a message only says that there is one.",
    [
        *(
            Rule(row.code, f"{row.title} (edition {row.edition}): {row.text.en}", row.source)
            for row in LETTERS.values()
        ),
        Rule("neutral", NEUTRAL.en, SAFE),
    ],
)
register(
    "intake.letter_gaps",
    "What a letter may fill in",
    "The only gaps that a letter to a reporter may have; any other is refused before it is sent.",
    [Rule(code, words, SAFE) for code, words in PLACEHOLDERS.items()],
)


def letters_for(stage: str) -> list[Letter]:
    """Return the letters that may be sent of a report in this stage."""
    return [row for row in LETTERS.values() if row.decision in {"", stage}]


def gaps_in(text: str) -> set[str]:
    """Return the names of the gaps of a text."""
    return set(_GAP.findall(text))


def fill(text: str, values: Mapping[str, str], *, field: str = "words") -> str:
    """Return a text with its gaps filled; what fills a gap is never read for gaps itself.

    Raises:
        Refused: a gap that is not in PLACEHOLDERS, or for which there is nothing to say.
    """
    reasons = [_problem(name, values, field) for name in sorted(gaps_in(text))]
    found = [reason for reason in reasons if reason]
    if found:
        raise Refused(found[0].message, reasons=found, code=found[0].code)
    filled = _GAP.sub(lambda match: values[match[1]], text)
    return re.sub(r"\n{3,}", "\n\n", filled).strip()


def _problem(name: str, values: Mapping[str, str], field: str) -> Reason | None:
    if name not in PLACEHOLDERS:
        known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
        message = f"{{{name}}} cannot be filled in. You can use {known}."
        return Reason("unknown_placeholder", message, field=field)
    if name not in values:
        message = f"{PLACEHOLDERS[name]} is not known for this report, so this cannot be sent."
        return Reason("no_value", message, field=field)
    return None
