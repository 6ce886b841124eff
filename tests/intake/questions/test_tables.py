"""The tables themselves: every row can be shown, checked and carried over."""

import pytest

from intake import forms, item_cards
from intake.carrying.table import CARRIED
from intake.questions import FORMS, rows

QUESTIONS = [
    pytest.param(form, row, id=f"{form.code}-{row.key}")
    for form in FORMS.values()
    for row in form.questions
]


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.code)
def test_no_key_stands_twice(form):
    for keys in ([row.key for row in form.questions], [page.key for page in form.pages]):
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("form", "row"), QUESTIONS)
def test_a_question_stands_on_a_page_and_names_a_kind_and_checks_that_exist(form, row):
    assert form.page(row.page)
    assert row.kind in rows.KINDS
    assert row.kind in forms.BUILDERS or row.kind in item_cards.CARDS
    assert set(row.checks) <= forms.CHECKS.keys()
    assert not row.feeds or row.feeds in CARRIED


@pytest.mark.parametrize(("form", "row"), QUESTIONS)
def test_a_condition_names_an_earlier_question_and_answers_it_offers(form, row):
    keys = [question.key for question in form.questions]
    for condition in row.when:
        asked = form.questions[keys.index(condition.question)]

        assert keys.index(condition.question) < keys.index(row.key)
        assert set(condition.values) <= {choice.value for choice in asked.choices}


@pytest.mark.parametrize(("form", "row"), QUESTIONS)
def test_every_advice_that_an_answer_leads_to_exists(form, row):
    for choice in row.choices:
        assert not choice.advice or form.advice_page(choice.advice)


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.code)
def test_no_unchecked_welsh_claims_to_be_checked(form):
    assert not any(row.text.cy_checked for row in form.questions)
    assert all(row.text.cy for row in form.questions)


def test_the_safe_ways_are_asked_before_any_name_or_address():
    keys = [page.key for page in FORMS["robbery"].pages]

    assert keys.index("ways") < min(keys.index(key) for key in ("name", "email", "address"))
