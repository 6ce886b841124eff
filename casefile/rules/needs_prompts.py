"""What an answer of a report may mean for needs and special measures; an officer assesses.

Nothing here sets a need: it reminds whoever assesses of what was said.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

_SECTION_16 = Source(
    "Youth Justice and Criminal Evidence Act 1999", "as amended", "section 16", "recalled"
)
_SECTION_17 = Source(
    "Youth Justice and Criminal Evidence Act 1999", "as amended", "section 17", "recalled"
)
_CODE = Source("Victims' Code", "2024", "enhanced rights", "secondary")
_DESIGN = Source("Design of this product", "2026", "needs", "recalled")


@dataclass(frozen=True)
class Prompt:
    """One reminder: which answer it follows from, what it says, and where it comes from."""

    feed: str
    value: str
    words: str
    source: Source

    @property
    def code(self) -> str:
        return f"{self.feed}={self.value}"


UNDER_18 = "Under 18: record a parent or guardian; a child is eligible for special measures"
PROMPTS = (
    Prompt("needs.afraid", "yes", "Afraid of who did it: may be intimidated", _SECTION_17),
    Prompt("needs.afraid", "unsure", "Unsure whether they are afraid: ask again", _SECTION_17),
    Prompt("needs.help", "interpreter", "Asked for an interpreter, never one of the family", _CODE),
    Prompt("needs.help", "sign_language", "Asked for sign language", _SECTION_16),
    Prompt("needs.help", "reading", "Asked for help with reading or writing", _DESIGN),
    Prompt("needs.help", "health", "Asked for something for a disability or illness", _SECTION_16),
    Prompt("needs.help", "supporter", "Wants somebody with them", _CODE),
    Prompt("victim.effect", "under_18", UNDER_18, _SECTION_16),
    Prompt("victim.effect", "disabled", "Disabled or long ill", _SECTION_16),
    Prompt("victim.effect", "learning", "A learning disability: consider an intermediary",
           _SECTION_16),
    Prompt("victim.effect", "mental_health", "A mental health condition", _SECTION_16),
    Prompt("victim.effect", "alone", "Older and living alone", _DESIGN),
    Prompt("victim.effect", "pregnant", "Pregnant", _DESIGN),
    Prompt("victim.effect", "carer", "Looks after somebody", _DESIGN),
    Prompt("victim.effect", "before", "It happened before: may be persistently targeted", _CODE),
    Prompt("victim.effect", "self_harm", "Thought of ending their life: act on it now", _DESIGN),
    Prompt("victim.effect", "afraid", "Afraid", _SECTION_17),
    Prompt("victim.age_group", "under_13", UNDER_18, _SECTION_16),
    Prompt("victim.age_group", "13_15", UNDER_18, _SECTION_16),
    Prompt("victim.age_group", "16_17", UNDER_18, _SECTION_16),
    Prompt("victim.children", "yes", "There are children: consider a referral", _DESIGN),
    Prompt("victim.wants_interviewer", "woman", "Asked to be interviewed by a woman", _CODE),
    Prompt("victim.wants_interviewer", "man", "Asked to be interviewed by a man", _CODE),
)  # fmt: skip
BY_CODE = {row.code: row for row in PROMPTS}
_BY_ANSWER = {(row.feed, row.value): row for row in PROMPTS}


def prompts_for(answers: Iterable[tuple[str, str]]) -> list[str]:
    """Return the reminders that follow from answers (feed and value), each once, in order."""
    found = (_BY_ANSWER.get(answer) for answer in answers)
    return list(dict.fromkeys(row.words for row in found if row))


register(
    "needs_prompts",
    "What a report may say about needs",
    "Reminders for the officer who assesses needs. They assess nothing and set nothing.",
    (Rule(row.code, f"{row.words}.", row.source) for row in PROMPTS),
)
