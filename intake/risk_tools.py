"""Risk tools that a person fills in: THRIVE and its variants, DASH, and what is known of DARA.

A tool is structured judgement, not a score. Nothing here grades anything; `advice` only says what
a practitioner is expected to think of. The prompts are in our own words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source
from intake.questions.rows import Answers, When

THRIVE = Source("THRIVE as forces describe it", "2026", "the letters", "verified")
THRIVE_SP = Source("THRIVE-SP, practice of Dorset Police", "2024", "the letters", "verified")
THRIVE_OTHER = Source("Variants of THRIVE", "2026", "the letters", "recalled")
RESPONSES = Source("Grades of one force", "2026", "response times", "secondary")
DASH = Source("DASH checklist", "2009", "prompts 1 to 11", "verified")
DASH_WHOLE = Source("DASH checklist", "2009", "order of its prompts, in our words", "secondary")
DASH_REST = Source("DASH checklist", "2009", "prompts 12 to 27", "recalled")
MARAC = Source(
    "Common MARAC referral threshold", "2026", "judgement, 14 yes, escalation", "recalled"
)
DARA = Source("DARA, College of Policing", "2022", "how often behaviours happen", "verified")
DARA_SCALE = Source("Design of this product", "2026", "a scale for how often", "recalled")
MARAC_YES = 14
ESCALATION_REPORTS = 3


@dataclass(frozen=True)
class Item:
    """One prompt of a tool, and the answers of a report that speak to it; they answer nothing."""

    code: str
    title: str
    words: str
    source: Source
    suggests: tuple[When, ...] = ()

    def said(self, answers: Answers) -> list[str]:
        """Return the questions of a report whose answer speaks to this prompt."""
        return list(dict.fromkeys(row.question for row in self.suggests if row.holds(answers)))


@dataclass(frozen=True)
class Tool:
    """A tool: prompts, how each is answered, and the grades that a person chooses from."""

    code: str
    title: str
    version: str
    items: tuple[Item, ...]
    answers: dict[str, str]
    grades: dict[str, str]
    source: Source
    note: str = ""
    has_words: bool = False

    def item(self, code: str) -> Item:
        """Return a prompt. Raises: StopIteration, when the tool has none of this code."""
        return next(row for row in self.items if row.code == code)


LEVELS = {"low": "Low", "medium": "Medium", "high": "High"}
YES_NO = {"yes": "Yes", "no": "No", "unknown": "Not known"}
HOW_OFTEN = {
    "never": "Never",
    "once": "Once",
    "sometimes": "Now and then",
    "often": "Often",
    "always": "All the time",
    "unknown": "Not known",
}
RESPONSE = {
    "immediate": "Immediate: within 10 to 20 minutes",
    "priority": "Priority: within 1 to 2 hours",
    "scheduled": "Scheduled: within 48 hours",
    "none": "No visit, or the neighbourhood team",
}
RISK = {"standard": "Standard", "medium": "Medium", "high": "High"}

LETTERS = {
    "threat": Item("threat", "Threat",
                   "Who or what is threatened? What happens if we do nothing?", THRIVE),
    "harm": Item("harm", "Harm", "How bad is it: bodily, emotional, financial, sexual, to property "
                 "or to others?", THRIVE),
    "risk": Item("risk", "Risk", "How likely is it to happen, or to happen again?", THRIVE),
    "investigation": Item("investigation", "Investigation", "Is one needed, by whom, along which "
                          "lines? What is lost with time?", THRIVE),
    "vulnerability": Item("vulnerability", "Vulnerability", "Can this person, in this situation, "
                          "protect themselves?", THRIVE),
    "engagement": Item("engagement", "Engagement",
                       "What does this person need, and will they be reached?", THRIVE),
    "scene": Item("scene", "Scene preservation",
                  "What must not be touched, and who was told so?", THRIVE_SP),
    "prevention": Item("prevention", "Prevention",
                       "What advice makes it less likely to happen again?", THRIVE_SP),
    "safeguarding": Item("safeguarding", "Safeguarding",
                         "Who else must know to keep somebody safe?", THRIVE_OTHER),
}  # fmt: skip
_SIX = ("threat", "harm", "risk", "investigation", "vulnerability", "engagement")
VARIANTS = {
    "thrive": ("THRIVE", _SIX, THRIVE),
    "thrive-plus": ("THRIVE+", (*_SIX, "prevention"), THRIVE_OTHER),
    "thrive-sp": ("THRIVE-SP", (*_SIX, "scene", "prevention"), THRIVE_SP),
    "thrivesc": ("THRIVESC", (*_SIX, "safeguarding", "prevention"), THRIVE_OTHER),
}
VARIANT_OF_FORCE: dict[str, str] = {}
"""The variant that a force uses, by its code; any other uses THRIVE."""


def _sign(*values: str) -> When:
    return When("danger_signs", values)


def _type(*values: str) -> When:
    return When("types", values)


def _threat(*values: str) -> When:
    return When("threats", values)


def _dash() -> tuple[Item, ...]:
    return tuple(
        Item(f"d{number}", f"{number}", words, DASH if number <= 11 else DASH_REST, suggests)
        for number, (words, suggests) in enumerate(_DASH, 1)
    )


_DASH: tuple[tuple[str, tuple[When, ...]], ...] = (
    ("Were they hurt this time? Was it the first time?", (When("injured", ("yes",)),)),
    ("Are they very frightened?", (When("afraid", ("yes",)),)),
    ("What are they afraid of: injury, being killed, harm to children or others?", ()),
    ("Are they cut off from family and friends?", (_sign("alone"),)),
    ("Are they depressed, or do they think of suicide?", (When("impact", ("self_harm",)),)),
    ("Have they separated, or tried to, within a year?", (_sign("separated"),)),
    ("Is there conflict over contact with children?", (_sign("contact"),)),
    ("Is there constant contact, following or stalking?",
     (_sign("stalking"), _type("stalking"), When("behaviour", ("following", "watching", "messages",
                                                               "tracking", "hanging", "visits")))),
    ("Are they pregnant, or was there a baby in the last 18 months?",
     (_sign("pregnant"), When("impact", ("pregnant",)))),
    ("Are there children, step-children or dependants in the home?", (When("children", ("yes",)),)),
    ("Have children or dependants ever been hurt?", (_sign("children"),)),
    ("Was there a threat to hurt or kill children?", (_sign("children"), _threat("children"))),
    ("Does it happen more often?", (_sign("more_often"),)),
    ("Is it getting worse?", (_sign("worse"), When("worse", ("yes",)))),
    ("Is everything controlled, or is there great jealousy?", (_sign("jealous"), _type("control"))),
    ("Were weapons or objects used?", (When("weapon", ("yes",)), _threat("weapon"))),
    ("Was there a threat to kill that was believed?", (_sign("kill"), _threat("kill"))),
    ("Were they strangled, choked, or held under water?", (When("throat", ("yes",)),)),
    ("Are there sexual acts that hurt or are not wanted?", (_sign("sexual"), _type("sexual"))),
    ("Does another person threaten them?", (When("behaviour", ("others",)),)),
    ("Has this person hurt others?", (_threat("others"),)),
    ("Were animals hurt?", (_sign("pets"), _threat("pets"))),
    ("Are there money problems, or do they depend on them for money?", (_type("money"),)),
    ("Does the abuser have trouble with drink, drugs or mental health?", (_sign("drink"),)),
    ("Has the abuser threatened or tried suicide?", (_sign("self"), _threat("self"))),
    ("Was bail, an injunction or another order broken?", (When("orders", ("yes",)),)),
    ("Does the abuser have a criminal record?", ()),
)  # fmt: skip

_BEHAVIOURS = (
    ("controlling", "Controls what they do, whom they see or where they go",
     (_type("control"), _sign("jealous", "alone"))),
    ("emotional", "Insults, blames or frightens them", (_type("emotional"),)),
    ("money", "Keeps or takes their money", (_type("money"),)),
    ("physical", "Is violent to them", (_type("physical"), When("injured", ("yes",)))),
    ("throat", "Takes them by the throat or stops their breath", (When("throat", ("yes",)),)),
    ("sexual", "Does sexual things that they do not want", (_type("sexual"), _sign("sexual"))),
    ("following", "Follows, watches or messages them", (_type("stalking"), _sign("stalking"))),
    ("threats", "Threatens them or others", (_type("threats"), _sign("kill", "self"))),
)  # fmt: skip

TOOLS = {
    **{
        code: Tool(code, title, "2026", tuple(LETTERS[letter] for letter in letters), LEVELS,
                   RESPONSE, source, has_words=True)
        for code, (title, letters, source) in VARIANTS.items()
    },
    "dash": Tool(
        "dash", "DASH", "2009", _dash(), YES_NO, RISK, DASH_WHOLE,
        "Professional judgement, not a score. The prompts are in our own words. The extra sets for "
        "stalking and for honour-based abuse are not held here.",
    ),
    "dara": Tool(
        "dara", "How often it happens (DARA)", "2022",
        tuple(Item(code, "", words, DARA_SCALE, suggests)
              for code, words, suggests in _BEHAVIOURS),
        HOW_OFTEN, RISK, DARA,
        "DARA asks how often behaviours happen, and looks for control. Its own list of questions "
        "is not held here: where your force uses DARA, fill in its form as well.",
    ),
}  # fmt: skip
ABUSE_FORMS = frozenset({"da", "stalk"})
_CLOSE = When("relation_to_them", ("partner", "ex_partner", "family"))

register(
    "intake.risk_tools",
    "Risk tools",
    "What a person is asked to judge. The tool never grades, and nothing is done by itself.",
    [
        *(Rule(f"thrive.{row.code}", f"{row.title}: {row.words}", row.source)
          for row in LETTERS.values()),
        *(Rule(code, f"{title}: {', '.join(letters)}.", source)
          for code, (title, letters, source) in VARIANTS.items()),
        *(Rule(f"response.{code}", words, RESPONSES) for code, words in RESPONSE.items()),
        *(Rule(f"dash.{row.code}", row.words, row.source) for row in TOOLS["dash"].items),
        Rule("dash.marac", f"A referral to MARAC is thought of on judgement, from {MARAC_YES} yes, "
             f"or when it escalates: {ESCALATION_REPORTS} reports in 12 months.", MARAC),
        Rule("dara", TOOLS["dara"].note, DARA),
    ],
)  # fmt: skip


def thrive_of(force_id: str) -> Tool:
    """Return the variant of THRIVE that a force uses."""
    return TOOLS[VARIANT_OF_FORCE.get(force_id, "thrive")]


def tools_for(form: str, answers: Answers, force_id: str) -> list[Tool]:
    """Return the tools that fit a report: THRIVE for each, DASH and DARA where it is abuse."""
    fitting = [thrive_of(force_id)]
    if form in ABUSE_FORMS or _CLOSE.holds(answers):
        fitting += [TOOLS["dash"], TOOLS["dara"]]
    return fitting


def advice(tool: str, answers: Mapping[str, Any], grade: str, reports: int) -> list[str]:
    """Return why a referral to MARAC should be thought of; `reports` is how many within 12 months.

    Advice alone: the threshold was not checked against a source.
    """
    if tool != "dash":
        return []
    count = sum(1 for row in answers.values() if row.get("answer") == "yes")
    said = {
        "The judgement is high risk.": grade == "high",
        f"{count} prompts were answered yes: {MARAC_YES} or more.": count >= MARAC_YES,
        f"There are {reports} reports within 12 months.": reports >= ESCALATION_REPORTS,
    }
    return [words for words, holds in said.items() if holds]
