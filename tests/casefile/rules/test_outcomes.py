import pytest

from casefile.rules.outcomes import OUTCOMES


def test_outcomes_run_from_none_to_twenty_two():
    assert list(OUTCOMES) == list(range(23))


@pytest.mark.parametrize("row", OUTCOMES.values(), ids=OUTCOMES)
def test_a_victim_reads_words_and_no_number(row):
    for words in (row.plain.en, row.plain.cy):
        assert words
        assert not any(character.isdigit() for character in words)
        assert "outcome" not in words.lower()


@pytest.mark.parametrize(("code", "by"), [(15, "police"), (18, "none"), (9, "cps"), (16, "none")])
def test_who_reviews_an_outcome_at_the_victims_asking(code, by):
    assert OUTCOMES[code].review_by == by


@pytest.mark.parametrize("code", [14, 18])
def test_an_outcome_without_a_suspect_is_never_reviewed(code):
    assert OUTCOMES[code].is_suspect_known is False
    assert OUTCOMES[code].review_by == "none"
