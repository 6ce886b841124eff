"""Fills a form in from answers given all at once, by the very fields and checks of its pages."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.dateparse import parse_date, parse_datetime

from casefile.rules import london
from casefile.services import Reason, Unfit
from intake import engine, item_cards, points
from intake.forms import PageForm
from intake.questions.rows import Advice, Question, ReportForm
from intake.words import Say

Given = Mapping[str, Any]
FILES = frozenset({"files"})
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Elsewhere(Unfit):
    """The answers lead to somebody else, or to 999; the reasons say what to do instead."""

    code = "elsewhere"


class WrongShape(ValueError):
    """The answer is not of the kind that the question takes."""


def fill(form: ReportForm, given: Given, *, say: Say, at: datetime) -> dict[str, Any]:
    """Return the answers as a draft keeps them: one for each question that is asked.

    Raises:
        Elsewhere: an answer leads to advice that stops the form.
        Unfit: with a reason for each question: unknown, not asked, missing, or wrong.
    """
    reasons = list(_strangers(form, given))
    answers: dict[str, Any] = {}
    for page in form.pages:
        asked = engine.shown_questions(form, page, answers)
        kept, wrong = _answer(asked, given, answers, say, at) if asked else ({}, [])
        answers |= kept
        reasons += wrong
        refuse_elsewhere(engine.advice_after(form, page, answers), say, _first(asked))
    # What else is asked hangs on answers that are wrong, so only right ones tell what is not.
    if reasons := reasons or list(_not_asked(form, given, answers)):
        raise Unfit("Some answers do not fit the form.", reasons=reasons, code="answers")
    return answers


def refuse_elsewhere(advice: Advice | None, say: Say, field: str) -> None:
    """Refuse with advice that stops; each sentence of it is a reason.

    Raises:
        Elsewhere: the advice stops the form.
    """
    if advice and advice.stops:
        raise elsewhere(advice, say, field)


def elsewhere(advice: Advice, say: Say, field: str) -> Elsewhere:
    """Return the refusal that says whom to turn to instead."""
    reasons = [Reason(advice.key, say(words), field=field) for words in advice.words]
    return Elsewhere(say(advice.title), reasons=reasons)


def _first(asked: list[Question]) -> str:
    return asked[0].key if asked else ""


def _strangers(form: ReportForm, given: Given) -> Iterator[Reason]:
    kinds = {row.key: row.kind for row in form.questions}
    for key, value in given.items():
        if key not in kinds:
            yield Reason("unknown_question", "This form has no such question.", field=key[:80])
        elif kinds[key] in FILES and value is not None:
            yield Reason("no_file_here", "Files are not sent as answers.", field=key)


def _not_asked(form: ReportForm, given: Given, answers: Given) -> Iterator[Reason]:
    message = "This is not asked after the other answers. Leave it out."
    for page in form.pages:
        for row in form.on_page(page.key):
            if given.get(row.key) is not None and row.key not in answers:
                yield Reason("not_asked", message, field=row.key)


def _answer(
    asked: list[Question], given: Given, answers: Given, say: Say, at: datetime
) -> tuple[dict[str, Any], list[Reason]]:
    """Return the answers of one page as kept, and what is wrong with them."""
    data: MultiValueDict[str, str] = MultiValueDict()
    wrong: list[Reason] = []
    for row in asked:
        try:
            for name, values in posted(row, given.get(row.key)).items():
                data.setlist(name, values)
        except WrongShape as problem:
            wrong.append(Reason("wrong_kind", str(problem), field=row.key))
    page = PageForm(asked, answers, say=say, at=at, data=data)
    shapeless = {reason.field for reason in wrong}
    wrong += [reason for reason in _mistakes(page) if reason.field not in shapeless]
    if wrong:
        return _for_branching(asked, given, shapeless), wrong
    kept = dict.fromkeys((row.key for row in asked), True) | page.answers_as_json()
    for row in asked:
        if row.kind in item_cards.CARDS:
            kept[row.key], bad = _cards(row, given.get(row.key), say, at)
            wrong += bad
    return kept, wrong


def _for_branching(asked: list[Question], given: Given, shapeless: set[str]) -> dict[str, Any]:
    """Return choices of a page with mistakes, so that what hangs on them is looked at too."""
    return {
        row.key: given.get(row.key) if row.choices and row.key not in shapeless else None
        for row in asked
    }


def _mistakes(page: PageForm) -> list[Reason]:
    return [
        Reason(str(error["code"] or "invalid"), error["message"], field=_question(page, field))
        for field, errors in page.errors.get_json_data().items()
        for error in errors
    ]


def _question(page: PageForm, field: str) -> str:
    keys = [row.key for row in page.questions]
    if field in keys:
        return field
    return next((key for key in keys if field.startswith(f"{key}_")), "")


def _cards(row: Question, value: Any, say: Say, at: datetime) -> tuple[Any, list[Reason]]:
    """Add the cards one by one, as the page does."""
    kept: Any = None
    for card in value or []:
        data: Any = {f"{row.key}_{part}": text for part, text in card.items()}
        page = PageForm([row], {row.key: kept}, say=say, at=at, data=data)
        if wrong := _mistakes(page):
            return kept, wrong
        kept = page.answers_as_json()[row.key]
    return kept, []


Posted = dict[str, list[str]]


def posted(row: Question, value: Any) -> Posted:
    """Return an answer as a browser posts it: the values of each field.

    Raises:
        WrongShape: it is not of the kind that the question takes.
    """
    return {} if value is None else POSTED.get(row.kind, _text)(row.key, value)


def _text(key: str, value: Any) -> Posted:
    if not isinstance(value, str):
        raise WrongShape("Give this as text.")
    return {key: [value]}


def _several(key: str, value: Any) -> Posted:
    is_list = isinstance(value, list) and all(isinstance(one, str) for one in value)
    if not is_list or len(set(value)) != len(value):
        raise WrongShape("Give this as a list of different answers.")
    return {key: value}


def _day(key: str, value: Any) -> Posted:
    if not isinstance(value, str) or not DAY.fullmatch(value) or _read(parse_date, value) is None:
        raise WrongShape("Give this as a day, such as 2026-11-13.")
    year, month, day = value.split("-")
    return {f"{key}_day": [day], f"{key}_month": [month], f"{key}_year": [year]}


def _moment(key: str, value: Any) -> Posted:
    moment = _read(parse_datetime, value) if isinstance(value, str) else None
    if moment is None or moment.tzinfo is None:
        raise WrongShape("Give this as a moment with its offset, such as 2026-11-13T19:42+00:00.")
    try:
        local = london.time_of(moment)
    except (OverflowError, ValueError):
        raise WrongShape("Give a moment within the calendar.") from None
    # The night on which the clocks go back has the hour twice; the zone says which one is meant.
    zone = local.tzname() if local.tzname() in {"GMT", "BST"} else ""
    return {
        f"{key}_day": [f"{local.day}"],
        f"{key}_month": [f"{local.month}"],
        f"{key}_year": [f"{local.year:04}"],
        f"{key}_time": [f"{local.time().isoformat('minutes')} {zone}".strip()],
    }


def _read(parse: Callable[[str], Any], value: str) -> Any:
    try:
        return parse(value)
    except ValueError:
        return None


def _things(parts: Collection[str], value: Any) -> Posted:
    is_cards = isinstance(value, list) and all(
        isinstance(card, dict)
        and card
        and set(card) <= set(parts)
        and all(isinstance(text, str) for text in card.values())
        for card in value
    )
    if not is_cards:
        raise WrongShape(f"Give a list, each of it with some of: {', '.join(sorted(parts))}.")
    return {}


def _no_file(key: str, value: Any) -> Posted:
    return {}


def _point(key: str, value: Any) -> Posted:
    parts = value if isinstance(value, dict) else {}
    numbers = [parts.get(name) for name in ("lat", "lon", "precision_m") if name in parts]
    is_fit = (
        {"lat", "lon"} <= set(parts) <= {"lat", "lon", "precision_m", "source"}
        and all(isinstance(one, int | float) and not isinstance(one, bool) for one in numbers)
        and points.FINEST_M <= parts.get("precision_m", points.FINEST_M) <= points.COARSEST_M
        and parts.get("source", "typed") in points.SOURCES
    )
    if not is_fit:
        raise WrongShape("Give this as an object with lat and lon, in degrees.")
    plain = {name: f"{one:.6f}" if name in {"lat", "lon"} else str(one)
             for name, one in parts.items()}  # fmt: skip
    return {f"{key}_{name}": [text] for name, text in plain.items()}


POSTED: dict[str, Callable[[str, Any], Posted]] = {
    "checkboxes": _several,
    "date": _day,
    "datetime": _moment,
    "items": lambda key, value: _things(item_cards.PARTS, value),
    "diary": lambda key, value: _things(item_cards.DIARY, value),
    "position": _point,
    **dict.fromkeys(FILES, _no_file),
}
