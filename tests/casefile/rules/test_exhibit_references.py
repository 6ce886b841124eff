import pytest

from casefile.rules import exhibit_references as references


@pytest.mark.parametrize("typed", ["mb/1", " MB/1 ", "MB / 1", "ＭＢ/１"])
def test_references_are_compared_in_one_form(typed):
    assert references.normalise_exhibit_reference(typed) == "MB/1"


@pytest.mark.parametrize("typed", ["МB/1", "MB/\u202e1", "MB/1\x00", "M\u200bB/1", ""])
def test_look_alike_and_hidden_characters_are_refused(typed):
    assert [p.level for p in references.check_exhibit_reference(typed)] == ["error"]


@pytest.mark.parametrize("reference", ["MB/1", "ABCDE/12", "PL/2A", "MB/1/1", "MB/1/1/2"])
def test_a_customary_reference_passes(reference):
    assert references.check_exhibit_reference(reference) == []


@pytest.mark.parametrize("reference", ["EBT189", "M/1", "1/MB"])
def test_another_custom_only_warns(reference):
    assert [p.level for p in references.check_exhibit_reference(reference)] == ["warning"]


def test_a_part_of_a_part_of_a_part_of_a_part_is_refused():
    assert [p.level for p in references.check_exhibit_reference("MB/1/1/1/1")] == ["error"]


@pytest.mark.parametrize(
    ("reference", "parent"), [("MB/1", None), ("MB/1/1", "MB/1"), ("MB/1/1/2", "MB/1/1")]
)
def test_a_part_knows_its_parent(reference, parent):
    assert references.parent_reference(reference) == parent


def test_a_statement_names_its_exhibits_in_order_and_once():
    text = "I saved it as MB/1, cut the clip MB/1/1. I also exhibit as pl/2 the phone. See MB/1."

    assert references.find_exhibit_references(text) == ("MB/1", "MB/1/1", "PL/2")


@pytest.mark.parametrize(
    "text",
    [
        "I was there 24/7 on 13/11/2026.",
        "He did 30 km/1 hour.",
        "and/or",
        "A/S No. 1",
        "either/2x",
        "log CAD/1881",
    ],
)
def test_other_words_with_slashes_name_no_exhibit(text):
    assert references.find_exhibit_references(text) == ()
