"""Every branch of every form: what its table says is asked is what somebody who answers reaches."""

import itertools

import pytest

from intake import engine
from intake.questions import FORMS
from tests.intake import fill

ALL = pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.code)
REACHED_BY = ("email", "phone", "address", "given_names", "family_name", "victim_given_names")


def branching(form):
    """Return the questions on whose answers another one depends, in order."""
    named = {condition.question for row in form.questions for condition in row.when}
    return [row for row in form.questions if row.key in named]


def related(form, question):
    """Return a question's ancestors: those that decide whether it is asked, in order."""
    by_key = {row.key: row for row in form.questions}
    found, open_keys = set(), {condition.question for condition in question.when}
    while open_keys:
        key = open_keys.pop()
        found.add(key)
        open_keys |= {condition.question for condition in by_key[key].when} - found
    return [row for row in form.questions if row.key in found]


def answered_as(form, chosen):
    """Walk the form page by page; `chosen` says how to answer, everything else is left blank.

    Return what was asked, in order, and the answers; the walk ends early at an answer that stops.
    """
    answers, reached = {}, []
    while (page := engine.first_open(form, answers)) is not None:
        asked = engine.shown_questions(form, page, answers)
        if all(row.key in answers for row in asked):  # an answer that stops
            break
        reached += [row.key for row in asked]
        answers |= {row.key: chosen.get(row.key) for row in asked}
    return reached, answers


def table_says(form, chosen):
    """Work out from the rows alone, without the engine, what is asked and in which order."""
    said = []
    for page in form.pages:
        here = [row for row in form.questions if row.page == page.key]
        asked = [row for row in here if expected(form, row, chosen)]
        said += [row.key for row in asked]
        if any(stops(form, row, chosen) for row in asked):
            break
    return said


def stops(form, question, chosen):
    """Return whether the answer to a question leads to advice that ends the form."""
    named = {
        choice.advice
        for choice in question.choices
        if choice.value in as_list(chosen.get(question.key))
    }
    return any(row.stops for row in form.advice if row.key in named)


@ALL
def test_every_branch_reaches_what_the_table_says(form):
    for row in branching(form):
        dependants = [
            each for each in form.questions if any(c.question == row.key for c in each.when)
        ]
        for target in dependants:
            ways = related(form, target)
            for values in itertools.product(*(branches(way) for way in ways)):
                chosen = dict(zip([way.key for way in ways], values, strict=True))

                assert answered_as(form, chosen)[0] == table_says(form, chosen)


@ALL
def test_every_single_answer_leads_where_the_table_says(form):
    """Each answer of each list once, with what it needs before it answered so that it is asked."""
    for row in (row for row in form.questions if row.choices):
        before = leading_to(form, row)
        for value in branches(row):
            chosen = before | {row.key: value}
            reached, answers = answered_as(form, chosen)

            assert row.key in reached
            assert reached == table_says(form, chosen)
            is_over = engine.first_open(form, answers) is not None
            assert is_over == any(stops(form, each, chosen) for each in form.questions
                                  if each.key in reached)  # fmt: skip


def leading_to(form, question):
    """Return the answers under which a question is asked."""
    by_key = {row.key: row for row in form.questions}
    chosen = {}
    for condition in question.when:
        asked = by_key[condition.question]
        value = next(
            value
            for value in condition.values
            if not stops(form, asked, {asked.key: value}) or len(condition.values) == 1
        )
        chosen |= leading_to(form, asked)
        chosen[asked.key] = [value] if asked.kind == "checkboxes" else value
    return chosen


def branches(question):
    """Return one answer of each kind: each choice alone, as the question would hold it."""
    values = [choice.value for choice in question.choices]
    return [[value] for value in values] if question.kind == "checkboxes" else values


def expected(form, question, chosen):
    """Work out from the conditions alone whether a question is asked."""
    by_key = {row.key: row for row in form.questions}
    return all(
        expected(form, by_key[c.question], chosen)
        and bool(set(c.values) & set(as_list(chosen.get(c.question))))
        for c in question.when
    )


def as_list(value):
    return value if isinstance(value, list) else [value]


@ALL
def test_every_question_can_be_reached(form):
    seen = set()
    for row in form.questions:
        chosen = {}
        for way in related(form, row):
            wanted = [
                v
                for each in form.questions
                for c in each.when
                if c.question == way.key and (each is row or each in related(form, row))
                for v in c.values
            ]
            chosen[way.key] = [wanted[0]] if way.kind == "checkboxes" else wanted[0]
        seen |= set(answered_as(form, chosen)[0])

    assert seen == {row.key for row in form.questions}


@ALL
def test_nothing_is_asked_twice(form):
    for keys in ([row.key for row in form.questions], [page.key for page in form.pages]):
        assert len(keys) == len(set(keys))


@ALL
def test_every_answer_that_advises_names_a_page_of_the_form(form):
    named = {choice.advice for row in form.questions for choice in row.choices if choice.advice}

    assert named == {advice.key for advice in form.advice}


@ALL
def test_every_word_has_its_welsh(form):
    texts = [form.title, *(page.title for page in form.pages)]
    for row in form.questions:
        texts += [
            row.text,
            *(choice.text for choice in row.choices),
            *([row.hint] if row.hint else []),
        ]
    for advice in form.advice:
        texts += [advice.title, *advice.words]

    assert [text.en for text in texts if not text.cy] == []


@pytest.mark.parametrize("code", ["da", "stalk", "sexual", "hate"])
def test_a_sensitive_form_asks_for_safe_ways_before_who_somebody_is(code):
    form = FORMS[code]
    keys = [row.key for row in form.questions]

    assert form.is_sensitive
    assert all(keys.index("ways") < keys.index(key) for key in REACHED_BY if key in keys)
    assert all(keys.index("shared_device") < keys.index(key) for key in REACHED_BY if key in keys)


@pytest.mark.parametrize("code", ["da", "stalk", "sexual", "hate"])
def test_a_sensitive_form_has_titles_that_tell_nothing(code):
    assert {page.title.en for page in FORMS[code].pages} == {"Next question"}


def test_a_report_of_being_followed_needs_no_place_and_no_name():
    """intake.md section 15, test 5."""
    form = FORMS["stalk"]
    chosen = {row.key: fill.goes_on(form, row)[0] for row in form.questions if row.kind == "radios"}
    chosen |= {"story": "Someone keeps following me", "ways": ["none"], "threats": ["none"]}

    _, answers = answered_as(form, chosen)

    assert engine.first_open(form, answers) is None
    blank = ("where", "from_at", "given_names", "family_name", "address")
    assert not any(
        form_question.is_required for form_question in form.questions if form_question.key in blank
    )


def test_what_happened_need_not_be_told_on_the_form_about_sexual_offences():
    story = next(row for row in FORMS["sexual"].questions if row.key == "story")

    assert not story.is_required
