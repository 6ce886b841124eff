"""What of a report or a person is matched, put into one spelling; pure functions."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from casefile.rules import london
from casefile.rules.identifiers import normalise_postcode
from casefile.services import Refused, contacts
from intake import phonetic
from intake.prompts import readable
from intake.questions import FORMS

Value = tuple[str, str, bool]
"""Kind, the one spelling, and whether it is of the victim."""

_POSTCODE = re.compile(r"\b[a-z]{1,2}[0-9][a-z0-9]? ?[0-9][a-z]{2}\b")
_SHORT = {"st": "street", "rd": "road", "ave": "avenue", "ln": "lane", "dr": "drive",
          "cl": "close", "ct": "court", "cres": "crescent", "sq": "square", "apt": "flat",
          "stn": "station", "heol": "road", "stryd": "street", "ffordd": "road"}  # fmt: skip
_EMPTY = frozenset({
    "a", "an", "and", "at", "by", "close", "from", "in", "near", "next", "of", "off", "on",
    "opposite", "outside", "the", "to", "my", "our", "home", "house", "yn", "ger", "y", "yr", "ar",
    "o", "i",
})  # fmt: skip
MOST_WORDS = 60
SHORTEST_STORY = 60
SHORTEST_PLACE = 2


def of_report(form: str, answers: Mapping[str, Any]) -> set[Value]:
    """Return every value that a report is matched by."""
    fed = _by_feed(form, answers)
    is_own = answers.get("for_whom") in {None, "me"}
    found = set(_people(fed, is_own))
    found |= {(kind, value, is_own) for kind, value in _contact(fed)}
    found |= {(kind, value, False) for kind, value in _things(fed)}
    found |= {(kind, value, False) for kind, value in _event(fed)}
    return found


def of_person(given_names: str, family_name: str, born_on: date | None) -> set[Value]:
    """Return what a person is matched by, from their name and date of birth."""
    return {(kind, value, True) for kind, value in _name(given_names, family_name, born_on)}


def of_contact(kind: str, value: str) -> set[Value]:
    """Return what a way to reach somebody is matched by."""
    if kind == "address":
        return {("address", spelt, True) for spelt in addresses(value)} | {
            ("postcode", spelt, True) for spelt in postcodes(value)
        }
    return {(kind, spelt, True) for spelt in [_reached(kind, value)] if spelt}


def _by_feed(form: str, answers: Mapping[str, Any]) -> dict[str, list[Any]]:
    fed: dict[str, list[Any]] = {}
    for question in FORMS[form].questions:
        value = answers.get(question.key)
        if question.feeds and value:
            fed.setdefault(question.feeds, []).append(value)
    return fed


def _one(fed: Mapping[str, list[Any]], feed: str) -> str:
    return str(fed.get(feed, [""])[0])


def _people(fed: Mapping[str, list[Any]], is_own: bool) -> Iterator[Value]:
    born = _day(_one(fed, "victim.born_on"))
    for part, is_victim in (("reporter", is_own), ("victim", True)):
        names = _one(fed, f"{part}.given_names"), _one(fed, f"{part}.family_name")
        day = born if is_victim else None
        for kind, value in _name(*names, day):
            yield kind, value, is_victim


def _name(given: str, family: str, born_on: date | None) -> Iterator[tuple[str, str]]:
    for key in phonetic.keys_of_person(given, family):
        yield "name", key
        if born_on:
            yield "name_born", f"{key} {born_on.isoformat()}"


def _contact(fed: Mapping[str, list[Any]]) -> Iterator[tuple[str, str]]:
    for feed, kind in (("contact.phone", "phone"), ("property.phone_number", "phone"),
                       ("contact.email", "email")):  # fmt: skip
        for value in fed.get(feed, []):
            if spelt := _reached(kind, str(value)):
                yield kind, spelt
    for value in fed.get("contact.address", []):
        yield from (("address", spelt) for spelt in addresses(str(value)))
        yield from (("postcode", spelt) for spelt in postcodes(str(value)))


def _reached(kind: str, value: str) -> str:
    try:
        return contacts.normalise(kind, value)
    except Refused:
        return ""


def _things(fed: Mapping[str, list[Any]]) -> Iterator[tuple[str, str]]:
    cards = [card for value in fed.get("property.items", []) for card in _cards(value)]
    numbers = [("imei", value) for value in fed.get("property.phone_imei", [])]
    numbers += [("vrm", value) for value in fed.get("vehicle.registration", [])]
    numbers += [(kind, card.get(kind)) for card in cards for kind in ("imei", "serial")]
    for kind, value in numbers:
        if (spelt := compact(value)) and len(spelt) > 3:
            yield kind, spelt


def _cards(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        yield from (card for card in value if isinstance(card, dict))


def compact(value: Any) -> str:
    """Return a number of a thing without spaces and signs, in capitals."""
    return re.sub(r"[^A-Z0-9]", "", str(value or "").upper())


def _event(fed: Mapping[str, list[Any]]) -> Iterator[tuple[str, str]]:
    day, place = _day_of(_one(fed, "offence.from_at")), _one(fed, "offence.place")
    if day and place:
        # Each is kept under its own day and the next, so that days that touch meet.
        for spelt in places(place):
            for touched in (day, day + timedelta(days=1)):
                yield "place_day", f"{spelt} {touched.isoformat()}"
    story = " ".join(re.findall(r"\w+", readable(_one(fed, "offence.story")).casefold()))
    if len(story) >= SHORTEST_STORY:
        yield "story", story


def _day_of(moment: str) -> date | None:
    try:
        return london.day_of(datetime.fromisoformat(moment))
    except (ValueError, OverflowError):
        return None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _spelt(value: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+", readable(value).casefold())[:MOST_WORDS]
    return [_SHORT.get(word, word) for word in words]


def postcodes(value: str) -> list[str]:
    """Return the postcodes in a text."""
    found = _POSTCODE.findall(readable(value).casefold())[:5]
    return sorted({normalise_postcode(code) for code in found})


def addresses(value: str) -> list[str]:
    """Return the spellings of an address: its whole text, and its numbers with the postcode."""
    words = _spelt(value)
    numbers = sorted({word for word in words if re.fullmatch(r"[0-9]{1,5}[a-z]?", word)})
    found = [f"{' '.join(numbers)} {code}" for code in postcodes(value) if numbers]
    if len(words) >= SHORTEST_PLACE:
        found.append(" ".join(words))
    return found


def places(value: str) -> list[str]:
    """Return the spellings of a place: its postcode, and its words in whatever order."""
    words = sorted({word for word in _spelt(value) if word not in _EMPTY})
    found = postcodes(value)
    return [*found, " ".join(words)] if len(words) >= SHORTEST_PLACE else found


def asked(given: Mapping[str, Any]) -> set[Value]:
    """Return what a search is matched by: a name, a date of birth, contacts, things, a place."""
    found = of_person(given["given_names"], given["family_name"], given["born_on"])
    for kind in ("phone", "email", "address"):
        found |= of_contact(kind, given[kind]) if given[kind] else set()
    things: Iterable[tuple[str, str]] = (
        (kind, compact(given["number"])) for kind in ("vrm", "imei", "serial")
    )
    return found | {(kind, value, False) for kind, value in things if value}
