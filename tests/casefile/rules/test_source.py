from datetime import date

import pytest

from casefile.rules.source import ALWAYS, InForce, Source, Text

TERM = InForce(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("on", "covered"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_rule_is_in_force_on_its_first_and_last_day(on, covered):
    assert TERM.covers(on) is covered


def test_a_rule_without_dates_is_always_in_force():
    assert ALWAYS.covers(date(1967, 7, 27))


def test_a_source_reads_as_one_line_and_knows_if_it_was_verified():
    source = Source("Criminal Procedure Rules", "2020", "rule 16.2", "verified")

    assert str(source) == "Criminal Procedure Rules, 2020, rule 16.2"
    assert source.is_verified
    assert not Source("Practice", "", "", "recalled").is_verified


def test_words_read_as_english_until_a_translation_is_asked_for():
    assert str(Text("Victim", cy="Dioddefwr")) == "Victim"
