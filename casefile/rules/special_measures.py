"""Special measures that may be sought for a witness, and the sections that give them."""

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source


def _section(number: int) -> Source:
    return Source(
        "Youth Justice and Criminal Evidence Act 1999", "", f"section {number}", "recalled"
    )


SPECIAL_MEASURES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule("screen", "Screen from the accused", _section(23)),
        Rule("live_link", "Evidence by live link", _section(24)),
        Rule("in_private", "Evidence given in private", _section(25)),
        Rule("wigs_off", "Wigs and gowns off", _section(26)),
        Rule("recorded_interview", "Recorded interview as evidence in chief", _section(27)),
        Rule("recorded_questioning", "Recorded cross-examination", _section(28)),
        Rule("intermediary", "Intermediary", _section(29)),
        Rule("aids", "Aids to communication", _section(30)),
    )
}

register(
    "special_measures",
    "Special measures for witnesses",
    "Ways in which a court may help a vulnerable or intimidated witness to give evidence.",
    SPECIAL_MEASURES.values(),
)
