"""Reads pages as a screen reader does, each text with its language, and finds every bilingual text.

English on a Welsh page must stand in an element marked as English.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from html.parser import HTMLParser
from typing import Any

import casefile.words
import intake
from casefile.rules.source import Text

VOID = {"meta", "link", "input", "br", "img", "hr", "col", "source", "wbr"}
SILENT = {"script", "style", "title"}
# Short words that English sentences cannot do without and Welsh ones do not have.
ENGLISH = re.compile(
    r"\b(the|and|you|your|this|that|with|for|are|have|what|when|where|how|who|not|please|"
    r"they|from|which|there|must|enter|choose|change|give|page)\b",
    re.IGNORECASE,
)


class Reader(HTMLParser):
    """Collects each text of a page with the language it is read in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []

    @property
    def language(self) -> str:
        return next((language for _, language in reversed(self.open) if language), "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("lang") or ""))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = {tag for tag, _ in self.open}
        if data.strip() and not inside & SILENT:
            self.texts.append((" ".join(data.split()), self.language))


def texts_of(html: str) -> list[tuple[str, str]]:
    """Return each text of a page with its language."""
    reader = Reader()
    reader.feed(html)
    return reader.texts


def untagged_english(html: str, *, typed: tuple[str, ...] = ()) -> list[str]:
    """Return English that a Welsh page would have read out as Welsh; what was typed is nobody's."""
    known = _english_alone()
    return [
        text
        for text, language in texts_of(html)
        if not language.startswith("en")
        and not any(mark in text for mark in typed)
        and (text in known or ENGLISH.search(text))
    ]


@cache
def _english_alone() -> set[str]:
    return {text.en for text in all_texts() if text.en != text.cy}


def all_texts() -> list[Text]:
    """Return every bilingual text in the tables of the public pages."""
    found: dict[int, Text] = {}
    for package in (intake, casefile.words):
        for module in _modules(package):
            for value in vars(module).values():
                for text in _inside(value):
                    found[id(text)] = text
    return list(found.values())


def _modules(package: Any) -> Iterator[Any]:
    yield package
    for row in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if ".migrations" not in row.name:
            yield importlib.import_module(row.name)


def _inside(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _inside(each)
    elif isinstance(value, list | tuple | frozenset | set):
        for each in value:
            yield from _inside(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _inside(getattr(value, field.name))
