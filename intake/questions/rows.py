"""The kinds of row a form is made of. They hold words and branches; `intake.engine` walks them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from casefile.rules.source import Source, Text

Answers = Mapping[str, Any]
"""Question key to answer as JSON: text, list of text, or None where it was left blank."""

KINDS = (
    "radios",
    "checkboxes",
    "text",
    "longtext",
    "date",
    "datetime",
    "email",
    "phone",
    "vrm",
    "position",
    "items",
    "diary",
    "files",
)


def welsh(en: str, cy: str = "") -> Text:
    """Return words with their Welsh beside them, which nobody has checked yet."""
    return Text(en, cy, cy_checked=False)


UNANSWERED = welsh("Answer this question", "Atebwch y cwestiwn hwn")


@dataclass(frozen=True)
class When:
    """A condition: the answer to `question` is, or holds, one of `values`."""

    question: str
    values: tuple[str, ...]

    def holds(self, answers: Answers) -> bool:
        given = answers.get(self.question)
        chosen = given if isinstance(given, list) else [given]
        return any(value in self.values for value in chosen)


@dataclass(frozen=True)
class Choice:
    """One answer to choose from; `advice` names the page shown after choosing it."""

    value: str
    text: Text
    advice: str = ""


@dataclass(frozen=True)
class Advice:
    """A page that says what to do instead, or first. Where it `stops`, the form goes no further."""

    key: str
    title: Text
    words: tuple[Text, ...]
    source: Source
    stops: bool = False


@dataclass(frozen=True)
class Page:
    """One page of a form. `title` is neutral: it stands in the browser's history."""

    key: str
    title: Text
    heading: Text | None = None
    intro: Text | None = None


@dataclass(frozen=True)
class Question:
    """One question: where it stands, how it is asked and checked, and where its answer goes.

    `checks` names functions of intake/forms.py. `missing` is said when a required one is blank.
    """

    key: str
    page: str
    text: Text
    kind: str
    hint: Text | None = None
    is_required: bool = False
    missing: Text = UNANSWERED
    choices: tuple[Choice, ...] = ()
    when: tuple[When, ...] = ()
    checks: tuple[str, ...] = ()
    feeds: str = ""
    limit: int = 200
    autocomplete: str = ""

    @property
    def takes_voice(self) -> bool:
        """Whether a recording answers it as well: what happened, in the person's own words."""
        return self.feeds == "offence.story"

    @property
    def takes_files(self) -> bool:
        """Whether files or a recording may come with its answer."""
        return self.kind == "files" or self.takes_voice

    def is_shown(self, answers: Answers) -> bool:
        return all(condition.holds(answers) for condition in self.when)

    def choice(self, value: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.value == value), None)


@dataclass(frozen=True)
class ReportForm:
    """A whole form, in the order it is asked.

    A sensitive one asks for safe ways to be reached before any name, keeps its titles neutral and
    never offers what a person who watches could find.
    """

    code: str
    edition: str
    title: Text
    pages: tuple[Page, ...]
    questions: tuple[Question, ...]
    advice: tuple[Advice, ...]
    is_sensitive: bool = False
    has_victim: bool = True

    def on_page(self, page: str) -> tuple[Question, ...]:
        return self._by_page.get(page, ())

    @cached_property
    def _by_page(self) -> dict[str, tuple[Question, ...]]:
        found: dict[str, tuple[Question, ...]] = {}
        for row in self.questions:
            found[row.page] = (*found.get(row.page, ()), row)
        return found

    def page(self, key: str) -> Page | None:
        return next((page for page in self.pages if page.key == key), None)

    def page_at(self, number: int) -> Page | None:
        """Return a page by its place, counted from 1."""
        return self.pages[number - 1] if 1 <= number <= len(self.pages) else None

    def number_of(self, page: Page) -> int:
        """Return the place of a page, counted from 1; addresses name pages so."""
        return self.pages.index(page) + 1

    def advice_page(self, key: str) -> Advice | None:
        return next((row for row in self.advice if row.key == key), None)
