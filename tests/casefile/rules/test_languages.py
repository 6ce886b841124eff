import pytest

from casefile.rules.languages import is_english, is_own


@pytest.mark.parametrize("written", ["English", "english", " ENGLISH "])
def test_english_is_english_however_it_is_written(written):
    assert is_english(written)
    assert is_own(written)


@pytest.mark.parametrize(
    ("written", "own"), [("Welsh", True), ("cymraeg", True), ("Polish", False), ("", False)]
)
def test_only_welsh_and_english_need_no_interpreter(written, own):
    assert is_own(written) is own
    assert not is_english(written)
