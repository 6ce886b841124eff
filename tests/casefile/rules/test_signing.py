from casefile.rules import signing as rules
from casefile.rules.registry import tables


def test_what_ends_a_link_and_what_comes_before_it_are_rules_with_a_mark():
    (table,) = (table for table in tables() if table.name == "signing")
    words = {row.code: row.words for row in table.rules if row.source.checked == "recalled"}

    assert f"after {rules.MOST_WRONG_SECRETS} wrong secrets" in words["wrong_secrets"]
    assert "“Domestic abuse”, a recorded call" in words["call_first"]


def test_the_words_give_the_times_that_hold():
    words = {row.code: row.words for row in rules.LIMITS}

    assert "over 60 minutes ago" in words["sign_within"]
    assert "good for 72 hours" in words["remote_within"]
    assert "within 5 minutes" in words["sign_in_again"]
