import pytest

from casefile.rules.charging_outcomes import ADVICE, victim_review


@pytest.mark.parametrize("row", ADVICE.values(), ids=ADVICE)
def test_only_a_decision_that_ends_something_can_be_reviewed(row):
    assert not row.is_reviewable or row.ends
    assert not (row.is_charge and row.ends)


def test_one_decision_alone_lets_the_custody_officer_charge():
    assert [row.code for row in ADVICE.values() if row.is_charge] == ["charge_authorised"]


@pytest.mark.parametrize("outcome", ["nfa_evidential", "nfa_public_interest"])
def test_a_victim_may_ask_for_a_review_only_when_nothing_goes_on(outcome):
    assert victim_review(outcome, part_proceeds=False).is_available
    refused = victim_review(outcome, part_proceeds=True)
    assert not refused.is_available
    assert "complain" in refused.words


@pytest.mark.parametrize("outcome", ["charge_authorised", "out_of_court", "refused_covered"])
def test_other_decisions_are_not_reviewed(outcome):
    assert not victim_review(outcome, part_proceeds=False).is_available
