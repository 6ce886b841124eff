"""Walks a form: which pages are shown, which comes next, and what is still open. Pure functions.

`answers` holds a key for every question that was put, also when it was left blank.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from casefile.rules.source import Text
from intake.questions.rows import Advice, Answers, Page, Question, ReportForm


@dataclass(frozen=True)
class Answered:
    """A question that was shown, with its answer as JSON."""

    question: Question
    value: object


def shown_questions(form: ReportForm, page: Page, answers: Answers) -> list[Question]:
    """Return the questions of a page that the answers so far ask for."""
    return [row for row in form.on_page(page.key) if row.is_shown(answers)]


def shown_pages(form: ReportForm, answers: Answers) -> list[Page]:
    """Return the pages that the answers so far ask for, in order."""
    return [page for page in form.pages if shown_questions(form, page, answers)]


def first_open(form: ReportForm, answers: Answers) -> Page | None:
    """Return the first page not answered yet, or answered in a way that stops; None: all done."""
    pages = shown_pages(form, answers)
    return next((page for page in pages if _is_open(form, page, answers)), None)


def _is_open(form: ReportForm, page: Page, answers: Answers) -> bool:
    questions = shown_questions(form, page, answers)
    if any(question.key not in answers for question in questions):
        return True
    advice = advice_after(form, page, answers)
    return advice is not None and advice.stops


def may_open(form: ReportForm, page: Page, answers: Answers) -> bool:
    """Return whether every page before this one is answered, so that triage comes first."""
    for shown in shown_pages(form, answers):
        if shown == page:
            return True
        if _is_open(form, shown, answers):
            return False
    return False


def page_after(form: ReportForm, page: Page, answers: Answers) -> Page | None:
    """Return the page that follows; None: the answers are ready to be checked."""
    return _neighbour(form, page, answers, step=1)


def page_before(form: ReportForm, page: Page, answers: Answers) -> Page | None:
    """Return the page before; None: this is the first."""
    return _neighbour(form, page, answers, step=-1)


def _neighbour(form: ReportForm, page: Page, answers: Answers, *, step: int) -> Page | None:
    pages = shown_pages(form, answers)
    place = pages.index(page) + step
    return pages[place] if 0 <= place < len(pages) else None


def advice_after(form: ReportForm, page: Page, answers: Answers) -> Advice | None:
    """Return the advice that the answers of a page lead to; the one that stops comes first."""
    found = [
        advice
        for question in shown_questions(form, page, answers)
        for value in _values(answers.get(question.key))
        if (choice := question.choice(value)) and (advice := form.advice_page(choice.advice))
    ]
    return next((advice for advice in found if advice.stops), found[0] if found else None)


def _values(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(item) for item in value]
    return [str(value)] if value else []


def answered(form: ReportForm, answers: Answers) -> Iterator[tuple[Page, list[Answered]]]:
    """Yield each shown page with its answers; what a changed answer has hidden is left out."""
    for page in shown_pages(form, answers):
        questions = shown_questions(form, page, answers)
        yield page, [Answered(row, answers.get(row.key)) for row in questions]


def kept(form: ReportForm, answers: Answers) -> dict[str, object]:
    """Return the answers that are sent: without what a changed answer has hidden."""
    return {row.question.key: row.value for _, rows in answered(form, answers) for row in rows}


def choice_texts(question: Question, value: object) -> list[Text]:
    """Return the words of the chosen answers."""
    choices = (question.choice(item) for item in _values(value))
    return [choice.text for choice in choices if choice]
