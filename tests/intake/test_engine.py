"""Walking the form: each branch reaches what its row says."""

import pytest

from intake import engine
from tests.intake.walk import ANSWERS, ROBBERY

CONDITIONAL = [
    pytest.param(row, condition, value, id=f"{row.key}-{value}")
    for row in ROBBERY.questions
    for condition in row.when
    for value in condition.values
]
ADVISED = [
    pytest.param(row, choice, id=f"{row.key}-{choice.value}")
    for row in ROBBERY.questions
    for choice in row.choices
    if choice.advice
]


def page_of(row):
    return ROBBERY.page(row.page)


@pytest.mark.parametrize(("row", "condition", "value"), CONDITIONAL)
def test_a_question_with_a_condition_is_asked_for_each_answer_it_names(row, condition, value):
    asked = next(q for q in ROBBERY.questions if q.key == condition.question)
    chosen = [value] if asked.kind == "checkboxes" else value

    shown = engine.shown_questions(ROBBERY, page_of(row), {condition.question: chosen})

    assert row in shown


@pytest.mark.parametrize(("row", "condition", "value"), CONDITIONAL)
def test_a_question_with_a_condition_is_not_asked_otherwise(row, condition, value):
    assert row not in engine.shown_questions(ROBBERY, page_of(row), {})


@pytest.mark.parametrize(("row", "choice"), ADVISED)
def test_an_answer_leads_to_the_advice_that_its_row_names(row, choice):
    chosen = [choice.value] if row.kind == "checkboxes" else choice.value

    assert engine.advice_after(ROBBERY, page_of(row), {row.key: chosen}).key == choice.advice


def test_complete_answers_leave_nothing_open():
    assert engine.first_open(ROBBERY, ANSWERS) is None


def test_an_answer_hidden_by_a_change_is_left_out():
    answers = ANSWERS | {"taken": ["none"]}

    keys = {a.question.key for _, found in engine.answered(ROBBERY, answers) for a in found}

    assert "phone_imei" not in keys


def test_a_changed_answer_opens_only_the_new_questions():
    answers = ANSWERS | {"weapon": "yes"}

    assert engine.first_open(ROBBERY, answers).key == "weapon-details"


def test_no_page_opens_before_the_pages_in_front_of_it():
    opened = [page.key for page in ROBBERY.pages if engine.may_open(ROBBERY, page, {})]

    assert opened == ["place"]
