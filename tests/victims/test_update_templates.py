"""The table of news: variables by allow-list, duties that exist, both languages, plain words."""

from datetime import date

import pytest

from casefile.rules.events import EVENT_KINDS
from victims import rights
from victims.news import TELLERS
from victims.page_words import PAGE_WORDS
from victims.update_templates import DATES, MOMENTS, REASONS, TEMPLATES, write_out

JARGON = ("NFA", "RUI", "OIC", "disposal", "unfortunately", "outcome", "MG", "CPS", "URN")


def sample(row) -> dict[str, str]:
    values = dict.fromkeys(row.variables, "something")
    values |= {name: "2026-11-14" for name in row.variables if name in DATES}
    values |= {name: "2026-11-14T09:05:00+00:00" for name in row.variables if name in MOMENTS}
    values |= {"advice": "bike"} if "advice" in row.variables else {}
    return values | ({"why": "evidential"} if "why" in row.variables else {})


@pytest.mark.parametrize("row", TEMPLATES.values(), ids=lambda row: row.id)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_each_row_can_be_written_out_with_exactly_its_variables(row, language):
    words = write_out(row, sample(row), language)

    assert all([words.title, words.body, words.happens_next])
    assert "{" not in f"{words}"


@pytest.mark.parametrize("row", TEMPLATES.values(), ids=lambda row: row.id)
def test_a_variable_that_is_not_on_the_list_is_refused(row):
    with pytest.raises(KeyError):
        write_out(row, sample(row) | {"suspect": "Dean Marsh"})


@pytest.mark.parametrize("row", TEMPLATES.values(), ids=lambda row: row.id)
def test_each_row_meets_a_duty_that_is_in_the_code_and_uses_no_jargon(row):
    if row.meets:
        assert rights.row(row.meets, date(2026, 11, 14)).code == row.meets
    words = f"{row.title.en} {row.body.en} {row.happens_next.en}"
    assert not [word for word in JARGON if word in words]
    assert all(text.cy and not text.cy_checked for text in (row.title, row.body, row.happens_next))


def test_only_the_charge_may_name_a_person():
    assert [row.id for row in TEMPLATES.values() if "defendant" in row.variables] == [
        "suspect_charged"
    ]


@pytest.mark.parametrize("row", TEMPLATES.values(), ids=lambda row: row.id)
def test_sentences_are_short(row):
    text = row.body.en.format_map(dict.fromkeys(row.variables, "it"))

    assert all(len(sentence.split()) <= 22 for sentence in text.split(". "))


def test_every_kind_of_event_that_makes_news_exists():
    assert set(TELLERS) <= set(EVENT_KINDS)


def test_page_words_and_reasons_are_in_both_languages():
    assert all(text.en and text.cy for text in [*PAGE_WORDS.values(), *REASONS.values()])
