"""Words in free text: what they prompt, what is quoted, and what a hostile text costs."""

import re

import pytest

from casefile.rules.crime_classes import CLASSES, SERIOUSNESS
from intake import assessment, prompts

HOSTILE = [
    "a" * 60_000,
    "sent " * 12_000,
    "ex " * 20_000,
    "my son " * 9_000,
    "grabbed" + " " * 50_000 + "me",
    "broke " * 10_000 + "order",
    "I am 1" * 10_000,
    "\u200b" * 60_000,
    "ﷺ" * 60_000,
    "tracker\n" * 8_000,
]


@pytest.mark.parametrize("row", prompts.PROMPTS, ids=lambda row: row.words)
def test_no_pattern_repeats_without_a_bound(row):
    """A text, however hostile, is then searched in a time that grows with its length alone."""
    assert not re.search(r"[*+]|\{\d*,\}", row.pattern)


def test_patterns_are_written_in_the_small_letters_that_they_search():
    assert [row.words for row in prompts.PROMPTS if row.pattern != row.pattern.lower()] == []


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:8]))
def test_a_hostile_text_is_searched_to_its_end(text):
    hits = prompts.found({"story": text + " He strangled me."})

    assert len(text) > prompts.MOST_TEXT - 20 or "strangulation" in [h.prompt.alarm for h in hits]


def test_capitals_hide_nothing_and_are_quoted_as_written():
    [hit] = prompts.found({"story": "\u0130n the night HE STRANGLED ME."})

    assert hit.match == "STRANGLED"
    assert hit.before.endswith("HE ")


def test_the_words_are_quoted_with_what_stands_around_them():
    text = "It was late. " * 20 + "Then he put his hands around my neck and shouted." + " Bye." * 30

    [hit] = prompts.found({"story": text})

    assert hit.prompt.alarm == "strangulation"
    assert hit.match == "around my neck"
    assert hit.before.startswith("…")
    assert hit.before.endswith("put his hands ")
    assert hit.after.startswith(" and shouted.")
    assert hit.after.endswith("…")


@pytest.mark.parametrize(
    "text", ["he stran\u200bgled me", "he ＳＴＲＡＮＧＬＥＤ me", "I couldn\u2019t\n  breathe"]
)
def test_tricks_with_characters_do_not_hide_a_word(text):
    assert [row.alarm for row in prompts.prompts({"story": text})] == ["strangulation"]


def test_words_on_the_card_of_a_thing_are_seen_and_chosen_answers_are_not():
    found = prompts.found({"items": [{"what": "my kitchen knife"}], "taken": ["knife", "gun"]})

    assert [(hit.question, hit.match) for hit in found] == [("items", "knife")]


@pytest.mark.parametrize(
    "text",
    ["The petrol station shop", "I was in stitches", "It costs 15 pounds", "He exited the shop",
     "chocolate and a chalk drawing", "My wallet is missing"],
)  # fmt: skip
def test_ordinary_words_raise_no_alarm(text):
    assert not [row for row in prompts.prompts({"story": text}) if row.is_alarm]


def test_every_prompt_names_a_known_class_and_a_known_alarm():
    for row in prompts.PROMPTS:
        assert row.code == "" or (row.code in CLASSES and row.code in SERIOUSNESS)
        assert row.alarm == "" or row.alarm in assessment.HARD_ALARMS


def test_the_welsh_rows_say_that_nobody_has_checked_them():
    assert {row.source.checked for row in prompts.IN_WELSH} == {"recalled"}


def test_a_worse_crime_told_in_words_does_not_push_aside_a_still_worse_form():
    answers = {"story": "He raped me and had a knife."}

    assert assessment.classes_for("sexual", answers)[0].code == "19C"
    assert assessment.classes_for("robbery", {"force": "yes", "story": "a knife"})[0].code == "34B"
