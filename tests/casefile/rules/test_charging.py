from datetime import date

import pytest

from casefile.rules.charging import (
    ANTICIPATED_PLEA,
    CODE_TEST_QUESTIONS,
    WHO_MAY_CHARGE,
    ChargeFacts,
    ChargingFacts,
    PleaFacts,
    anticipated_plea,
    who_may_charge,
)

ON = date(2026, 11, 24)
ROBBERY = ChargeFacts("TH68023", "CI")
BEATING = ChargeFacts("CJ88116", "CS")
SHOP_THEFT = ChargeFacts("TH68010", "CE")
THEFT = ChargeFacts("TH68001", "CE", anticipated_plea="guilty")
CONTESTED_THEFT = ChargeFacts("TH68001", "CE")

CASES = {
    "X1": ChargingFacts((ChargeFacts("TH68001", "CE", needs_consent=True),)),
    "X2": ChargingFacts((BEATING,), frozenset({"death"})),
    "X3": ChargingFacts((BEATING,), frozenset({"terrorism"})),
    "X4": ChargingFacts((BEATING,), frozenset({"domestic_abuse"})),
    "X5": ChargingFacts((ChargeFacts("PH97004", "CS"),)),
    "X6": ChargingFacts((ChargeFacts("PU86003", "CE"),)),
    "X7": ChargingFacts((ChargeFacts("OF61102", "CE"),)),
    "X8": ChargingFacts((ChargeFacts("SX03007", "CE"),), frozenset({"under_18_involved"})),
    "X9": ChargingFacts((BEATING,), frozenset({"licensing"})),
    "X10": ChargingFacts((ROBBERY,)),
    "X11": ChargingFacts((BEATING,), code_test="threshold"),
    "R1": ChargingFacts((BEATING,)),
    "R2": ChargingFacts((SHOP_THEFT,)),
    "R3": ChargingFacts((THEFT,)),
    "E": ChargingFacts((CONTESTED_THEFT,)),
}


def test_every_row_but_the_mixed_one_has_a_case():
    assert ["X0", *CASES] == [row.code for row in WHO_MAY_CHARGE]


@pytest.mark.parametrize("code", CASES)
def test_the_first_row_that_fits_decides(code):
    answer = who_may_charge(CASES[code], ON)

    assert [fired.row.code for fired in answer.fired] == [code]
    assert answer.by == answer.fired[0].row.by


def test_one_offence_for_prosecutors_takes_the_whole_case_with_it():
    answer = who_may_charge(ChargingFacts((ROBBERY, BEATING)), ON)

    assert answer.by == "cps"
    assert [(f.row.code, f.cjs_code) for f in answer.fired] == [
        ("X10", "TH68023"),
        ("X0", "CJ88116"),
    ]


def test_an_answer_that_rests_on_a_recalled_row_says_so():
    assert who_may_charge(CASES["R1"], ON).rests_on_verified_rows
    assert not who_may_charge(CASES["X6"], ON).rests_on_verified_rows


def test_an_attempt_counts_as_the_offence():
    attempt = ChargeFacts("OF61016A", "CE")

    assert who_may_charge(ChargingFacts((attempt,)), ON).fired[0].row.code == "X7"


def test_an_either_way_offence_too_grave_for_magistrates_goes_to_prosecutors():
    grave = ChargeFacts("TH68001", "CE", anticipated_plea="guilty", is_fit_for_magistrates=False)

    assert who_may_charge(ChargingFacts((grave,)), ON).by == "cps"


def test_an_unknown_category_is_never_for_the_police():
    assert who_may_charge(ChargingFacts((ChargeFacts("ZZ99999", "??"),)), ON).by == "cps"


def test_a_case_without_charges_has_no_answer():
    with pytest.raises(ValueError, match="at least one"):
        who_may_charge(ChargingFacts(()), ON)


def test_a_day_before_the_table_has_no_answer():
    with pytest.raises(ValueError, match="that day"):
        who_may_charge(CASES["R1"], date(2020, 12, 30))


@pytest.mark.parametrize(
    ("facts", "code", "plea"),
    [
        (PleaFacts(admits_clearly=True), "G1", "guilty"),
        (PleaFacts(admits_clearly=True, raises_defence=True), "N1", "not_guilty"),
        (PleaFacts(denies_or_contests=True, is_proved_independently=True), "N1", "not_guilty"),
        (PleaFacts(is_proved_independently=True), "G2", "guilty"),
        (PleaFacts(), "N2", "not_guilty"),
    ],
)
def test_the_plea_to_anticipate_follows_what_was_said(facts, code, plea):
    row = anticipated_plea(facts)

    assert (row.code, row.plea) == (code, plea)


@pytest.mark.parametrize("rows", [WHO_MAY_CHARGE, ANTICIPATED_PLEA], ids=["who may charge", "plea"])
def test_no_code_comes_twice_and_each_row_has_a_source(rows):
    assert len({row.code for row in rows}) == len(rows)
    assert all(row.source.paragraph or row.source.edition for row in rows)


def test_each_code_test_has_its_questions():
    keys = [question.key for question in CODE_TEST_QUESTIONS]

    assert len(set(keys)) == len(keys)
    assert {question.test for question in CODE_TEST_QUESTIONS} == {"full", "threshold"}
