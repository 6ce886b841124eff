"""What in a report raises a risk: rows that suggest, each under an element of THRIVE.

A suggestion shows the row that fired. A person decides; nothing is graded by itself. Words in
free text have rows of their own in `intake.prompts`.
"""

from dataclasses import dataclass
from datetime import date

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source
from intake.prompts import ALARMS, PROMPTS, prompts
from intake.questions.rows import Answers, When

THRIVE = Source("THRIVE as forces describe it", "2026", "threat, harm, risk", "secondary")
DASH = Source("DASH checklist", "2009", "questions asked of a victim", "secondary")

ELEMENTS = {
    "threat": "Threat",
    "harm": "Harm",
    "risk": "Risk",
    "investigation": "Investigation",
    "vulnerability": "Vulnerability",
    "engagement": "Engagement",
}
HARD_ALARMS = {
    "strangulation": "Strangling, or being kept from breathing",
    "weapon": "A weapon",
    "threat_to_kill": "A threat to kill",
    "sexual": "A sexual offence within 7 days, or told without a date",
    "under_18": "A victim under 18",
    "suicide": "Words about ending a life",
    "present": "A suspect who is there, or due back",
    "order": "A court order that may be broken",
    "missing": "Somebody who is missing",
    "stalking_ex": "Stalking by a former partner",
    "found": "Somebody was found, or is followed by their location",
    "live_location": "A place that a tracker shows now",
    "hate_fear": "Hostility, and fear that goes on",
}
"""Each jumps the queue, and is not left unread: `intake.clocks.READ_HIGH_WITHIN`."""


@dataclass(frozen=True)
class RiskRow:
    """Answers that together suggest something, under one element.

    `alarm` names a row of HARD_ALARMS. Another urgent row jumps the queue all the same. `under`
    asks besides that the victim, by the date of birth given, is younger than so many years.
    """

    element: str
    conditions: tuple[When, ...]
    words: str
    is_alarm: bool = False
    source: Source = ALARMS
    alarm: str = ""
    under: int = 0

    @property
    def key(self) -> str:
        """The answers that it looks at, as one word."""
        return "-".join(part for row in self.conditions for part in (row.question, *row.values))


def _alarm(
    kind: str, element: str, words: str, *conditions: When, source: Source = ALARMS, under: int = 0
) -> RiskRow:
    return RiskRow(element, conditions, words, True, source, kind, under)


def _note(element: str, words: str, *conditions: When, source: Source = THRIVE) -> RiskRow:
    return RiskRow(element, conditions, words, False, source)


_KILL = "Somebody threatened to kill"
_EX = When("relation_to_them", ("ex_partner",))
_HATE_FEAR = "Hostility, and fear that goes on"

RISKS = (
    _alarm("strangulation", "harm", "Somebody was strangled or kept from breathing",
           When("throat", ("yes",)), source=DASH),
    _alarm("weapon", "threat", "A weapon was seen, used or spoken of", When("weapon", ("yes",))),
    _alarm("weapon", "threat", "A weapon was spoken of or shown", When("threats", ("weapon",))),
    _alarm("threat_to_kill", "threat", _KILL, When("threats", ("kill",)), source=DASH),
    _alarm("threat_to_kill", "threat", _KILL, When("danger_signs", ("kill",)), source=DASH),
    _alarm("threat_to_kill", "threat", _KILL, When("assault_kind", ("kill",))),
    _alarm("sexual", "harm", "A sexual offence within the last 7 days",
           When("within_week", ("yes",))),
    _alarm("sexual", "harm", "Sexual acts that were not wanted, by somebody close",
           When("types", ("sexual",))),
    _alarm("sexual", "harm", "Sexual violence by somebody close", When("danger_signs", ("sexual",)),
           source=DASH),
    _alarm("under_18", "vulnerability", "The victim is under 18", When("impact", ("under_18",))),
    _alarm("under_18", "vulnerability", "The victim is under 18",
           When("age_now", ("under_13", "13_15", "16_17"))),
    _alarm("under_18", "vulnerability", "The victim is under 18", When("for_whom", ("me",)),
           under=18),
    _alarm("suicide", "vulnerability", "Thoughts of ending a life", When("impact", ("self_harm",))),
    _alarm("suicide", "vulnerability", "The suspect spoke of ending a life",
           When("danger_signs", ("self",)), source=DASH),
    _alarm("suicide", "vulnerability", "The suspect threatened to harm themselves",
           When("threats", ("self",))),
    _alarm("present", "threat", "It is not safe to go on, or the person is not sure",
           When("safe_now", ("no", "unsure"))),
    _alarm("present", "threat", "They are near or likely to come back", When("returns", ("yes",))),
    _alarm("present", "threat", "They may come back or get in touch",
           When("afterwards", ("yes",))),
    _alarm("order", "threat", "A court order may be broken", When("orders", ("yes",)), source=DASH),
    _alarm("stalking_ex", "risk", "Followed or watched by a former partner", _EX,
           When("behaviour", ("following", "watching", "tracking", "hanging", "visits"))),
    _alarm("stalking_ex", "risk", "Followed or watched by a former partner", _EX,
           When("types", ("stalking",))),
    _alarm("stalking_ex", "risk", "Followed or watched by a former partner", _EX,
           When("danger_signs", ("stalking",)), source=DASH),
    _alarm("found", "threat", "They know where the person is, or follow their location",
           When("location", ("yes",))),
    _alarm("live_location", "risk", "The vehicle shows where it is now",
           When("tracker", ("live",))),
    _alarm("live_location", "risk", "Something stolen shows where it is",
           When("proof", ("location",))),
    _alarm("hate_fear", "risk", _HATE_FEAR, When("afraid_to_go", ("yes",))),
    _alarm("hate_fear", "risk", _HATE_FEAR, When("hostility", ("yes",)), When("afraid", ("yes",))),
    _alarm("", "threat", "A fraud is happening now", When("fraud_now", ("yes",))),
    _alarm("", "harm", "The injury needed a hospital", When("hospital", ("yes",))),
    _alarm("", "harm", "There was a fire", When("fire", ("yes",))),
    _alarm("", "risk", "A vehicle was stolen: it should be marked",
           When("vehicle_crime", ("stolen",))),
    _alarm("", "risk", "Knows the people who did it, and is afraid of them",
           When("suspects_known", ("yes",)), When("afraid", ("yes",))),
    _alarm("", "vulnerability", "Tricked into letting somebody in", When("tricked", ("yes",))),
    _alarm("", "vulnerability", "At risk or unable to protect themselves",
           When("fraud_vulnerable", ("yes",))),
    _note("harm", "Somebody was hurt", When("injured", ("yes",))),
    _note("risk", "It happens more often", When("danger_signs", ("more_often",)), source=DASH),
    _note("risk", "It is getting worse", When("danger_signs", ("worse",)), source=DASH),
    _note("risk", "It is getting worse", When("worse", ("yes",)), source=DASH),
    _note("risk", "Separated, or has tried to", When("danger_signs", ("separated",)), source=DASH),
    _note("risk", "Pregnant, or a baby in the home", When("danger_signs", ("pregnant",)),
          source=DASH),
    _note("risk", "Dispute over seeing children", When("danger_signs", ("contact",)), source=DASH),
    _note("risk", "Children were hurt or threatened", When("danger_signs", ("children",)),
          source=DASH),
    _note("risk", "Constant messages or following", When("danger_signs", ("stalking",)),
          source=DASH),
    _note("risk", "An animal was hurt", When("danger_signs", ("pets",)), source=DASH),
    _note("risk", "Kept from family and friends", When("danger_signs", ("alone",)), source=DASH),
    _note("risk", "Everything is controlled", When("danger_signs", ("jealous",)), source=DASH),
    _note("risk", "Drink, drugs or illness of the suspect", When("danger_signs", ("drink",)),
          source=DASH),
    _note("risk", "It has happened before", When("impact", ("before",))),
    _note("risk", "It has happened there before", When("earlier", ("yes",))),
    _note("risk", "The suspect lives at or knows the address", When("address_shared", ("yes",))),
    _note("investigation", "A camera may have filmed it: ask before it is overwritten",
          When("cameras", ("yes",))),
    _note("investigation", "Somebody saw it", When("witnesses", ("yes",))),
    _note("investigation", "Something may have been left or touched",
          When("left_behind", ("yes",))),
    _note("investigation", "Nothing was cleaned since: traces may be there",
          When("moved", ("no",))),
    _note("investigation", "A drink may have been spiked: traces go within days",
          When("spiked", ("yes", "unsure"))),
    _note("vulnerability", "Disabled or ill for long", When("impact", ("disabled",))),
    _note("vulnerability", "Learning disability", When("impact", ("learning",))),
    _note("vulnerability", "Mental health condition", When("impact", ("mental_health",))),
    _note("vulnerability", "Older and lives alone", When("impact", ("alone",))),
    _note("vulnerability", "Pregnant", When("impact", ("pregnant",))),
    _note("vulnerability", "Children live there", When("children", ("yes",))),
    _note("engagement", "Needs an interpreter or sign language",
          When("help", ("interpreter", "sign_language"))),
    _note("engagement", "Somebody may see messages or the device",
          When("shared_device", ("yes", "unsure"))),
    _note("engagement", "Somebody may see messages or the device",
          When("watched", ("yes", "unsure"))),
    _note("engagement", "Wants something not done yet", When("not_yet", ("yes",))),
    _note("engagement", "Would rather be heard by a woman", When("interviewer", ("woman",))),
    _note("engagement", "Would rather be heard by a man", When("interviewer", ("man",))),
)  # fmt: skip


register(
    "intake.urgency",
    "What makes a report urgent",
    "Answers, and words in them, that put a report first in the queue of the crime desk.",
    [Rule(row.key, row.words, row.source) for row in RISKS if row.is_alarm]
    + [
        Rule(f"words-{place}", row.words, row.source)
        for place, row in enumerate(PROMPTS, 1)
        if row.is_alarm
    ],
)
register(
    "intake.risk",
    "What a report suggests about risk",
    "Suggestions under the elements of THRIVE, from answers. A person decides.",
    [
        Rule(row.key, f"{ELEMENTS[row.element]}: {row.words}", row.source)
        for row in RISKS
        if not row.is_alarm
    ],
)


def suggestions(answers: Answers, on: date | None = None) -> list[RiskRow]:
    """Return the rows that fire, alarms first, each wording once under its element.

    `on` is the day of the report, without which no row that asks for an age fires.
    """
    rows = [row for row in RISKS if _fires(row, answers, on)]
    once = {(row.element, row.words): row for row in reversed(rows)}
    return sorted(
        once.values(), key=lambda row: (not row.is_alarm, list(ELEMENTS).index(row.element))
    )


def _fires(row: RiskRow, answers: Answers, on: date | None) -> bool:
    holds = all(condition.holds(answers) for condition in row.conditions)
    return holds and (not row.under or _is_under(row.under, answers.get("born_on"), on))


def _is_under(years: int, born_on: object, on: date | None) -> bool:
    if not isinstance(born_on, str) or on is None:
        return False
    born = date.fromisoformat(born_on)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < years


def urgencies(answers: Answers, on: date | None = None) -> list[str]:
    """Return the words of everything that makes these answers urgent, each once."""
    words = [row.words for row in suggestions(answers, on) if row.is_alarm]
    words += [row.words for row in prompts(answers) if row.is_alarm]
    return list(dict.fromkeys(words))
