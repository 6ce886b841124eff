"""Short ways to write down a question on a page of its own, and to put a form together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from casefile.rules.source import Text
from intake.questions.blocks import LIFELINE
from intake.questions.rows import (
    UNANSWERED,
    Advice,
    Choice,
    Page,
    Question,
    ReportForm,
    When,
    welsh,
)

EDITION = "2026-11"
CHOOSE = welsh("Choose an answer", "Dewiswch ateb")
SEVERAL = welsh("Choose all that apply.", "Dewiswch bob un sy'n berthnasol.")


@dataclass(frozen=True)
class Part:
    """Pages with their questions, in order; parts add up to a form."""

    pages: tuple[Page, ...]
    questions: tuple[Question, ...]

    def __add__(self, other: "Part") -> "Part":
        return Part(self.pages + other.pages, self.questions + other.questions)

    def only_when(self, *conditions: When) -> "Part":
        """Return the part asked only under more conditions."""
        rows = tuple(replace(row, when=(*row.when, *conditions)) for row in self.questions)
        return Part(self.pages, rows)

    def optional(self) -> "Part":
        """Return the part with nothing required, for people who cannot say more."""
        return Part(self.pages, tuple(replace(row, is_required=False) for row in self.questions))


def option(value: str, en: str, cy: str, advice: str = "") -> Choice:
    """Return one answer to choose from."""
    return Choice(value, welsh(en, cy), advice)


YES = option("yes", "Yes", "Ydw neu ydy")
NO = option("no", "No", "Na")
UNSURE = option("unsure", "I do not know", "Nid wyf yn gwybod")
RATHER_NOT = option("rather_not", "I would rather not say", "Byddai'n well gennyf beidio â dweud")
YES_NO = (YES, NO)
YES_NO_UNSURE = (YES, NO, UNSURE)


def choose(
    key: str,
    title: Text,
    text: Text,
    choices: Sequence[Choice],
    *,
    several: bool = False,
    required: bool = True,
    hint: Text | None = None,
    when: tuple[When, ...] = (),
    feeds: str = "",
    page: str = "",
) -> Part:
    """Return a page with one question whose answers are chosen from a list."""
    page = page or slug(key)
    hint = hint or (SEVERAL if several else None)
    has_none = several and any(row.value == "none" for row in choices)
    question = Question(
        key,
        page,
        text,
        "checkboxes" if several else "radios",
        hint,
        required,
        CHOOSE,
        choices=tuple(choices),
        when=when,
        checks=("none_stands_alone",) if has_none else (),
        feeds=feeds,
    )
    return Part((Page(page, title),), (question,))


def write(
    key: str,
    title: Text,
    text: Text,
    *,
    kind: str = "longtext",
    hint: Text | None = None,
    when: tuple[When, ...] = (),
    checks: tuple[str, ...] = (),
    feeds: str = "",
    limit: int = 0,
    missing: Text | None = None,
) -> Part:
    """Return a page with one question answered in words; left blank unless words are `missing`."""
    question = Question(
        key,
        slug(key),
        text,
        kind,
        hint,
        missing is not None,
        missing or UNANSWERED,
        when=when,
        checks=checks,
        feeds=feeds,
        limit=limit or (2000 if kind == "longtext" else 200),
    )
    return Part((Page(slug(key), title),), (question,))


def together(page: Page, *parts: Part) -> Part:
    """Return parts as one page with several questions."""
    rows = tuple(replace(row, page=page.key) for part in parts for row in part.questions)
    return Part((page,), rows)


def without(part: Part, *pages: str) -> Part:
    """Return a part without some of its pages."""
    return Part(
        tuple(page for page in part.pages if page.key not in pages),
        tuple(row for row in part.questions if row.page not in pages),
    )


def reworded(part: Part, texts: Mapping[str, Text]) -> Part:
    """Return a part that asks some of its questions in other words."""
    rows = (replace(row, text=texts.get(row.key, row.text)) for row in part.questions)
    return Part(part.pages, tuple(rows))


def headed(part: Part, headings: Mapping[str, Text]) -> Part:
    """Return a part with other headings over some of its pages."""
    pages = (replace(page, heading=headings.get(page.key, page.heading)) for page in part.pages)
    return Part(tuple(pages), part.questions)


def slug(key: str) -> str:
    """Return the page key of a question's key."""
    return key.replace("_", "-")


def report_form(
    code: str,
    title: Text,
    *parts: Part,
    advice: Sequence[Advice] = (),
    is_sensitive: bool = False,
    has_victim: bool = True,
) -> ReportForm:
    """Return a whole form of its parts; advice of parts that many forms share comes with them."""
    questions = tuple(row for part in parts for row in part.questions)
    named = {choice.advice for row in questions for choice in row.choices}
    return ReportForm(
        code=code,
        edition=EDITION,
        title=title,
        pages=tuple(page for part in parts for page in part.pages),
        questions=questions,
        advice=(*advice, *(row for row in (LIFELINE,) if row.key in named)),
        is_sensitive=is_sensitive,
        has_victim=has_victim,
    )
