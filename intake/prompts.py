"""Words in free text that a person should look at: a crime may be told and not seen.

Each row has a bounded pattern, so that no text, however long or hostile, makes the search slow.
They prompt; a person decides. The Welsh rows were checked by nobody who speaks it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source
from intake.questions.rows import Answers

MISSED = Source("Crime data integrity inspection of the Met", "2018", "missed crimes", "verified")
ALARMS = Source("Design of this product", "2026", "alarms for online reports", "recalled")
WELSH = Source("Design of this product", "2026", "words in Welsh, not checked yet", "recalled")
MOST_TEXT = 60_000
AROUND = 60


@dataclass(frozen=True)
class Prompt:
    """Words to look for, what they may tell of, and the class of that crime if it is one.

    `alarm` names a row of `intake.risk.HARD_ALARMS`: the report jumps the queue.
    """

    pattern: str
    words: str
    code: str = ""
    alarm: str = ""
    source: Source = MISSED

    @property
    def is_alarm(self) -> bool:
        return bool(self.alarm)


@dataclass(frozen=True)
class Found:
    """A prompt that fired: in the answer to which question, and the words around it."""

    prompt: Prompt
    question: str
    before: str
    match: str
    after: str


_CHILD = r"(?:son|daughter|child|boy|girl|brother|sister|granddaughter|grandson)"
_RELATIVE = (
    r"(?:son|daughter|child|boy|girl|mum|mother|dad|father|brother|sister|wife|husband|partner|"
    r"friend|nan|grandad|he|she|teenager|kid)"
)

ENGLISH = (
    Prompt(r"\b(?:strangl|throttl|suffocat|smother)[a-z]{0,5}\b|\bchok(?:e|es|ed|ing)\b|"
           r"\b(?:couldn'?t|could not|can'?t|cannot|unable to) breathe?\b|"
           r"\b(?:round|around|on|by|grabbed|squeezed) (?:my|her|his|their|the) (?:neck|throat)\b",
           "Speaks of strangling or not breathing", "8N", "strangulation"),
    Prompt(r"\b(?:kill|murder)(?:ed|ing|s)? (?:me|us|you|him|her|them|everyone)\b|"
           r"\bthreat[a-z]{0,6} to kill\b|\byou'?re (?:a )?dead\b",
           "Speaks of killing", "3B", "threat_to_kill"),
    Prompt(r"\b(?:gun|pistol|shotgun|firearm|knife|knives|machete|sword|axe|acid|baseball bat|"
           r"stabbed|petrol(?! station))\b",
           "Names a weapon", "10C", "weapon"),
    Prompt(r"\brap(?:e|ed|ing)\b", "Speaks of a sexual offence", "19C", "sexual"),
    Prompt(r"\bsexually\b|\bsexual (?:assault|abuse|attack|violence)|\bgroped\b|"
           r"\b(?:made|forced) (?:me|her|him) (?:to )?have sex\b",
           "Speaks of a sexual offence", "20A", "sexual"),
    Prompt(r"\bfound me\b|\bknows where i(?:'?m| am| live)?\b|"
           r"\boutside (?:my|the) (?:house|flat|door|home|work) (?:right )?now\b",
           "Says that somebody found them", "8Q", "found"),
    Prompt(r"\b(?:he|she|they)(?:'s| is|'re| are) (?:here|outside|in the house|coming back|"
           r"at the door|still here)\b",
           "Says that somebody is there, or comes back", "", "present", ALARMS),
    Prompt(r"\bend(?:ing)? (?:my|her|his|their) (?:own )?li(?:fe|ves)\b|"
           r"\bkill(?:ing|ed)? (?:my|him|her|them)sel(?:f|ves)\b|\bsuicid[a-z]{0,4}\b|"
           r"\b(?:don'?t|do not) want to (?:live|be alive|be here any ?more)\b|\bself.?harm",
           "Speaks of ending a life", "", "suicide", ALARMS),
    Prompt(r"\bmissing (?:person|child|teenager)\b|\b" + _RELATIVE +
           r"\b.{0,40}\b(?:(?:gone|went|is|been|reported) missing\b|ran away\b|run away\b|"
           r"(?:not|hasn'?t|haven'?t|didn'?t|never) (?:come|came|been|returned) (?:back )?home\b)",
           "Speaks of somebody who is missing", "", "missing", ALARMS),
    Prompt(r"\b(?:broke|broken|breach(?:ed|es|ing)?|ignor(?:ed|es|ing))\b.{0,40}"
           r"\b(?:order|injunction|bail)\b|\brestraining order\b|\bnon.?molestation\b",
           "Speaks of a court order", "66", "order", ALARMS),
    Prompt(r"\bex\b.{0,60}\b(?:follow(?:s|ed|ing)|watch(?:es|ed|ing)|stalk(?:s|ed|ing)|"
           r"track(?:s|ed|ing)|wait(?:s|ed|ing) (?:outside|for)|turn(?:s|ed|ing) up)\b",
           "Speaks of a former partner who follows or watches", "8Q", "stalking_ex", ALARMS),
    Prompt(r"\b(?:tracker|air ?tag|find my|gps)\b.{0,40}\b(?:shows?|showing|says|live|moving)\b",
           "Says that something shows where it is now", "", "live_location", ALARMS),
    Prompt(r"\b(?:i am|i'?m) (?:only )?(?:[6-9]|1[0-7]) ?(?:years? old\b|yrs? old\b|[.,!]|$)|"
           r"\b(?:[1-9]|1[0-7])[ -](?:years?|yrs?)[ -]old " + _CHILD + r"\b",
           "Speaks of a child", "", "under_18", ALARMS),
    Prompt(r"\b(?:black|white|asian|gay|jew|muslim|disabled|trans)\b.{0,60}"
           r"\b(?:afraid|scared|frightened|terrified) to (?:go|leave|sleep)\b",
           "Speaks of hostility, and of fear that goes on", "9B", "hate_fear", ALARMS),
    Prompt(r"\b(?:follow(?:s|ed|ing)?|watch(?:es|ed|ing)?|stalk(?:s|ed|ing)?) (?:me|us|her|him)\b",
           "Speaks of being followed or watched", "8Q"),
    Prompt(r"\b(?:won'?t|wouldn'?t|not|never) let (?:me|her|him|us) (?:leave|out|go)\b|"
           r"\blocked (?:me|her|him|us) in\b|\blocked me\b",
           "Speaks of being kept somewhere", "36"),
    Prompt(r"\b(?:won'?t|wouldn'?t|doesn'?t|not) let me (?:see|have|work|use|speak|wear)\b|"
           r"\b(?:controls|takes|checks) my (?:money|phone|bank|wages|messages)\b",
           "Speaks of being controlled", "8U"),
    Prompt(r"\b(?:sent|shared|posted)\b.{0,30}\b(?:photo|picture|video|nude)s?\b.{0,12} of me\b",
           "Speaks of pictures that were shared", "8R"),
    Prompt(r"\b(?:grabbed|pushed|slapped|punched|kicked|hit|headbutted|spat)\b.{0,20}"
           r"\b(?:me|him|her|us)\b",
           "Speaks of violence", "105A"),
    Prompt(r"\bthreaten(?:s|ed|ing)?\b", "Speaks of threats", "9A"),
    Prompt(r"\b(?:forced|made|forcing|making) (?:me |her |him )?to marry\b|\bforced marriage\b",
           "Speaks of a forced marriage", "", "", ALARMS),
    Prompt(r"\b(?:took|takes|keeps|kept|has) my passport\b|\bwork(?:ed|ing)? (?:for|with) no pay\b",
           "Speaks of being made to work, or kept without papers", "", "", ALARMS),
)  # fmt: skip

IN_WELSH = (
    Prompt(r"\b(?:(?:t|d|th|nh)ag(?:u|odd|wyd)|(?:f|m)yg(?:u|odd))\b|\bmethu anadlu\b|"
           r"\bam (?:fy|ei) (?:ng)?wddf\b",
           "Speaks in Welsh of strangling or not breathing", "8N", "strangulation", WELSH),
    Prompt(r"\b(?:fy lladd|lladd fi|ei lladd|ei ladd|eu lladd|yn fy lladd)\b|\blofruddi[a-z]{0,5}",
           "Speaks in Welsh of killing", "3B", "threat_to_kill", WELSH),
    Prompt(r"\b(?:(?:ch|g|c|ngh)?yllell|dryll|ddryll|asid|betrol)\b",
           "Names a weapon in Welsh", "10C", "weapon", WELSH),
    Prompt(r"\b(?:t|d|nh|th)reisi(?:o|odd|wyd)\b|\bymosod(?:odd|wyd)? yn rhywiol\b",
           "Speaks in Welsh of a sexual offence", "19C", "sexual", WELSH),
    Prompt(r"\bdod o hyd i mi\b|\bgwybod ble (?:rydw|rwy'?n|dw|yr wyf)\b|\bffeindio fi\b",
           "Says in Welsh that somebody found them", "8Q", "found", WELSH),
    Prompt(r"\b(?:mae (?:o|e|hi)|maen nhw) (?:yma|tu allan|y tu allan)\b|\bwrth y drws\b",
           "Says in Welsh that somebody is there", "", "present", WELSH),
    Prompt(r"\blladd (?:fy|ei|eu) hun(?:an|ain)?\b|\bhunanladd[a-z]{0,6}\b|"
           r"\bddim (?:eisiau|isio) byw\b|\bdiwedd ar (?:fy|ei) (?:m)?(?:b|f)ywyd\b",
           "Speaks in Welsh of ending a life", "", "suicide", WELSH),
    Prompt(r"\b(?:mab|merch|plentyn|gŵr|gwraig|mam|tad|brawd|chwaer|ffrind)\b.{0,40}"
           r"\b(?:ar goll|heb ddod adref|heb ddod adre)\b",
           "Speaks in Welsh of somebody who is missing", "", "missing", WELSH),
    Prompt(r"\b(?:torri|thorri|torrodd|dorri|dorrodd)\b.{0,40}\b(?:gorchymyn|orchymyn|mechnïaeth)",
           "Speaks in Welsh of breaking a court order", "66", "order", WELSH),
    Prompt(r"\b(?:fy nilyn|dilyn fi|fy ngwylio|gwylio fi|fy stelcio)\b",
           "Speaks in Welsh of being followed or watched", "8Q", "", WELSH),
    Prompt(r"\b(?:fy nharo|taro fi|fy nyrnu|fy nghicio|fy ngwthio|fy nghuro)\b",
           "Speaks in Welsh of violence", "105A", "", WELSH),
    Prompt(r"\b(?:fy nghloi|cloi fi|gwrthod gadael i mi)\b",
           "Speaks in Welsh of being kept somewhere", "36", "", WELSH),
    Prompt(r"\b(?:b|f|m)ygyth(?:io|iodd|iad|iadau)?\b|\bbygwth\b|\bfygwth\b",
           "Speaks in Welsh of threats", "9A", "", WELSH),
)  # fmt: skip

PROMPTS = (*ENGLISH, *IN_WELSH)
# A text that is searched is one line, so the end of a line is the end of a text.
_COMPILED = [(row, re.compile(row.pattern, re.MULTILINE)) for row in PROMPTS]

register(
    "intake.prompts",
    "Words that a person should look at",
    "Words in free text that may tell of a crime that no answer names. A person decides.",
    [Rule(f"words-{place}", row.words, row.source) for place, row in enumerate(PROMPTS, 1)],
)


def found(answers: Answers) -> list[Found]:
    """Return each prompt that fires with the words around it, once an answer; alarms first."""
    texts = [(key, text := readable(found), _lower(text)) for key, found in _texts(answers)]
    # Most rows fire nowhere: one search through all texts says so.
    together = "\n".join(lower for _, _, lower in texts)
    firing = [(row, pattern) for row, pattern in _COMPILED if pattern.search(together)]
    hits = [
        _found(row, key, text, match)
        for row, pattern in firing
        for key, text, lower in texts
        if (match := pattern.search(lower))
    ]
    return sorted(hits, key=lambda hit: not hit.prompt.is_alarm)


def prompts(answers: Answers) -> list[Prompt]:
    """Return the prompts whose words stand in an answer, each once."""
    return list(dict.fromkeys(hit.prompt for hit in found(answers)))


def readable(text: str) -> str:
    """Return text as it is searched: one form of each letter and quote, single spaces, no tricks.

    Invisible characters would otherwise hide a word from the search and not from a reader.
    """
    normal = unicodedata.normalize("NFKC", text[:MOST_TEXT]).replace("’", "'").replace("‘", "'")
    if not normal.isascii():
        normal = "".join(c for c in normal if unicodedata.category(c) != "Cf")
    return " ".join(normal.split())[:MOST_TEXT]


def _lower(text: str) -> str:
    """Return text in small letters, each in its place: twice as fast to search as IGNORECASE."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := c.lower()) == 1 else c for c in text)


def _texts(answers: Answers) -> Iterator[tuple[str, str]]:
    """Yield the texts of answers, those on the cards of things too; chosen answers are codes."""
    for key, value in answers.items():
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, list):
            cards = (part for card in value if isinstance(card, dict) for part in card.values())
            yield key, " / ".join(str(part) for part in cards)


def _found(row: Prompt, key: str, text: str, match: re.Match[str]) -> Found:
    """Quote the text around a match, which was found in the same text in small letters."""
    start, end = match.span()
    opening = "…" if start > AROUND else ""
    closing = "…" if len(text) > end + AROUND else ""
    before = opening + text[max(0, start - AROUND) : start]
    return Found(row, key, before, text[start:end], text[end : end + AROUND] + closing)
