import pytest

from casefile.services import clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("  he said  \n", "he said"),
        ("cafe\u0301", "café"),
        (
            "\u202eright to left\u202c and \u200d joined",
            "\u202eright to left\u202c and \u200d joined",
        ),
        ("😀 <b>&amp;</b> 'quoted'", "😀 <b>&amp;</b> 'quoted'"),
        ("a\tb\x0bc", "a\tb\x0bc"),
        ("", ""),
    ],
)
def test_text_is_kept_as_it_was_typed_but_for_line_ends_and_outer_space(typed, kept):
    assert clean.text(typed) == kept


def test_cleaning_twice_changes_nothing_more():
    once = clean.text(" e\u0301\r\nx ")

    assert clean.text(once) == once


@pytest.mark.parametrize("bad", ["a\x00b", "\x00", "a\ud800b", "\udfff"])
def test_what_cannot_be_kept_is_refused_beside_its_field(bad):
    with pytest.raises(clean.BadText) as refusal:
        clean.text(bad, field="narrative")

    [reason] = refusal.value.reasons
    assert (reason.code, reason.field) == ("bad_text", "narrative")


def test_too_long_is_refused_and_says_how_long_it_may_be():
    assert clean.text("x" * 10, limit=10)

    with pytest.raises(clean.BadText, match="Shorten this to 1,000 characters"):
        clean.text("x" * 1001, limit=1000)
