"""Fills any form in from its table: fields as a browser posts them. Everything here is invented."""

from django.http import QueryDict

from intake import drafts, engine
from intake.forms import PageForm
from intake.models import Draft
from intake.questions import FORMS
from intake.questions.rows import Page, Question, ReportForm
from intake.words import Say

LONG = "A man I do not know came up to me. " * 100
TYPED = {
    "email": "reporter@example.com",
    "phone": "07700 900461",
    "longtext": LONG[:2000],
    "vrm": "ZZ99 ZZZ",
    "money": "about £120",
    "imei": "490154203237518",
    "vin": "Z" * 17,
}
DAY = {"day": "13", "month": "11", "year": "2024"}


def goes_on(form: ReportForm, question: Question) -> list[str]:
    """Return the answers of a question that let the form go on, "none" last."""

    def stops(advice: str) -> bool:
        row = form.advice_page(advice)
        return bool(row and row.stops)

    values = [row.value for row in question.choices if not stops(row.advice)]
    return sorted(values, key=lambda value: value == "none")


def fields(form: ReportForm, question: Question) -> dict[str, object]:
    """Return the fields of one question, answered so that most other questions follow."""
    key = question.key
    if question.kind == "radios":
        return {key: goes_on(form, question)[0]}
    if question.kind == "checkboxes":
        values = [value for value in goes_on(form, question) if value != "none"]
        return {key: values}
    if question.kind in {"date", "datetime"}:
        parts = DAY | ({"time": "10:30"} if question.kind == "datetime" else {})
        return {f"{key}_{part}": value for part, value in parts.items()}
    if question.kind == "position":
        return {f"{key}_lat": "52.48142", f"{key}_lon": "-1.89983"}
    if checked := next((TYPED[check] for check in question.checks if check in TYPED), ""):
        return {key: checked}
    if key == "phone_number":  # of a phone that was taken, so never the reporter's own
        return {key: "07700 900123"}
    if question.kind == "files":
        return {}
    return {key: TYPED.get(question.kind, "Something that was written here")[: question.limit]}


def page_fields(form: ReportForm, page: Page, answers: dict[str, object]) -> dict[str, object]:
    """Return what a browser posts for a page."""
    found: dict[str, object] = {}
    for question in engine.shown_questions(form, page, answers):
        found |= fields(form, question)
    return found


def answer_up_to(draft: Draft, last: str = "") -> None:
    """Keep an answer for every question on the pages before `last`, or on all of them."""
    form = FORMS[draft.form]
    for page in form.pages:
        if page.key == last:
            return
        answers = draft.answers
        posted = page_fields(form, page, answers)
        data = QueryDict(mutable=True)
        for key, value in posted.items():
            data.setlist(key, value) if isinstance(value, list) else data.update({key: value})
        asked = engine.shown_questions(form, page, answers)
        typed = PageForm(asked, answers, say=Say(), at=draft.started_at, data=data)
        assert typed.is_valid(), (page.key, typed.errors)
        draft = drafts.keep(draft, typed.answers_as_json(answers))
        for row in asked:
            if row.kind == "files":
                draft = drafts.keep(draft, {row.key: True})


def longest() -> ReportForm:
    """Return the form with the most questions."""
    return max(FORMS.values(), key=lambda form: len(form.questions))
