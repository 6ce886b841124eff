from uuid import UUID

import pytest

from casefile.rules import labels

KEY = str(UUID(int=0x3F9A2C7B << 96))
CODE = labels.label_text(KEY, "JH/1", "s 00-4412")


def test_a_label_says_which_exhibit_under_which_seal_and_names_nobody():
    assert CODE.startswith("EXH1:3F9A2C7B:JH/1:S00-4412:")
    assert labels.read_label(f" {CODE.lower()}\n") == labels.Label("3F9A2C7B", "JH/1", "S00-4412")


def test_one_wrong_sign_is_always_noticed():
    for place, sign in enumerate(CODE):
        for other in "0A9/":
            if other != sign and sign != ":":
                with pytest.raises(ValueError, match="code"):
                    labels.read_label(CODE[:place] + other + CODE[place + 1 :])


def test_two_signs_that_changed_places_are_always_noticed():
    for place in range(5, len(CODE) - 1):
        one, two = CODE[place : place + 2]
        if one != two:
            with pytest.raises(ValueError, match="code"):
                labels.read_label(CODE[:place] + two + one + CODE[place + 2 :])
