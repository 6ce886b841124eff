"""What a first account should not leave out: reminders beside an empty page, never words for it."""

from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

_PRACTICE = Source("Practice of police forces", "", "first accounts", "recalled")
# R v Turnbull [1977] QB 224: how good a sight of somebody was.
_TURNBULL = Source("R v Turnbull", "[1977] QB 224", "identification", "recalled")


@dataclass(frozen=True)
class Prompt:
    """One reminder: a heading and what to ask under it."""

    code: str
    heading: str
    words: str
    source: Source


PROMPTS = (
    Prompt("scene", "Where and when", "Day, date, time and how they know; where they were, "
           "with whom, and why.", _PRACTICE),
    Prompt("events", "What happened", "In order, in their own words: what they saw, heard, "
           "did and said. What others said, in direct speech.", _PRACTICE),
    Prompt("people", "Who", "Each person described: build, age, hair, face, clothes, voice. "
           "Names only where the witness knows them, and how.", _PRACTICE),
    Prompt("sight", "How good the sight was", "How long, how far, what light, what was in the way, "
           "known before, any reason to remember, how soon described, any mistake.", _TURNBULL),
    Prompt("injury", "Injury and loss", "What hurt, what was taken or damaged, what it is worth; "
           "that nobody had permission.", _PRACTICE),
    Prompt("exhibits", "What they produce", "Each thing or recording, by its reference: who made "
           "it, when, and to whom it was given.", _PRACTICE),
    Prompt("effect", "Effect and wishes", "How it affected them; whether they support a "
           "prosecution and would go to court. A victim personal statement is offered apart.",
           _PRACTICE),
)  # fmt: skip

register(
    "statement_prompts",
    "What a first account should not leave out",
    "Reminders for whoever takes a statement. The page for its words starts empty.",
    [Rule(row.code, f"{row.heading}: {row.words}", row.source) for row in PROMPTS],
)
