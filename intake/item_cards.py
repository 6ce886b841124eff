"""Cards that repeat: a thing that was taken, lost or found, and a time at which something happened.

A card is the fields of one of them; an answer is a list of cards as JSON.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from casefile.rules.identifiers import normalise_imei
from casefile.rules.source import Text
from intake.questions.rows import welsh

PARTS: dict[str, Text] = {
    "what": welsh("What is it?", "Beth ydyw?"),
    "brand": welsh("Make and model", "Gwneuthuriad a model"),
    "colour": welsh("Colour and marks", "Lliw a marciau"),
    "serial": welsh("Serial or frame number", "Rhif cyfresol neu rif ffrâm"),
    "imei": welsh("IMEI of a phone: 15 numbers", "IMEI ffôn: 15 rhif"),
    "marking": welsh("Security marking", "Marc diogelwch"),
    "value": welsh("What is it worth?", "Beth yw ei werth?"),
    "bought": welsh("When was it bought, and is there a receipt?",
                    "Pryd y'i prynwyd, ac a oes derbynneb?"),
    "more": welsh("Anything else: where it is now, or that it means a lot to you",
                  "Unrhyw beth arall: ble mae nawr, neu ei fod yn golygu llawer i chi"),
}  # fmt: skip
DIARY: dict[str, Text] = {
    "what": welsh("What happened?", "Beth ddigwyddodd?"),
    "day": welsh("Which day and time?", "Pa ddiwrnod ac amser?"),
    "where": welsh("Where?", "Ble?"),
    "proof": welsh("Is there proof, or did somebody see it?",
                   "A oes prawf, neu a welodd rhywun hyn?"),
}  # fmt: skip
CARDS: dict[str, dict[str, Text]] = {"items": PARTS, "diary": DIARY}
"""The fields of a card, by the kind of question."""
ASIDE = frozenset({"marking", "value", "bought", "more"})
"""Fields that few can fill in; a page shows them below the others, folded away."""
MAX_CARDS = 50
TOO_MANY = welsh(f"You can list {MAX_CARDS} of these", f"Gallwch restru {MAX_CARDS} o'r rhain")
NO_NAME = {
    "items": welsh("Write what it is", "Ysgrifennwch beth ydyw"),
    "diary": welsh("Write what happened", "Ysgrifennwch beth ddigwyddodd"),
}
REMOVE = "remove-"
Card = dict[str, str]


def card_of(cleaned: Mapping[str, Any], key: str, kind: str) -> Card:
    """Return the card that was filled in, without what was left blank."""
    found = {part: str(cleaned.get(f"{key}_{part}") or "") for part in CARDS[kind]}
    return {part: value for part, value in found.items() if value}


def with_card(cards: Sequence[Card], card: Card) -> list[Card]:
    """Return the cards with one more; the same card sent twice stands once."""
    kept = list(cards)
    return kept if not card or card in kept else [*kept, card]


def without_card(cards: Sequence[Card], action: str) -> list[Card]:
    """Return the cards without the one that an action like "remove-2" names."""
    number = action.removeprefix(REMOVE)
    return [card for place, card in enumerate(cards) if str(place) != number]


def imei(value: str) -> str:
    """Return a checked IMEI, or nothing for nothing.

    Raises:
        ValueError: it is none; the words say why.
    """
    return normalise_imei(value) if value else ""


def in_words(card: Card, kind: str) -> Text:
    """Return a card in one line, as people read it."""
    return welsh(*(_in_language(card, kind, language) for language in ("en", "cy")))


def _in_language(card: Card, kind: str, language: str) -> str:
    first = card.get("what", "")
    rest = [f"{getattr(text, language).rstrip('?')}: {card[part]}"
            for part, text in CARDS[kind].items() if part != "what" and part in card]  # fmt: skip
    return ", ".join([*([first] if first else []), *rest])
