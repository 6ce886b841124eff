from pathlib import Path

import pytest

from casefile.rules import registry
from casefile.rules.source import Source

CHECKED = {"verified", "secondary", "recalled"}


@pytest.mark.parametrize("table", registry.tables(), ids=lambda table: table.name)
def test_every_rule_has_words_a_code_and_a_marked_source(table):
    codes = [rule.code for rule in table.rules]

    assert table.rules
    assert len(set(codes)) == len(codes)
    assert all(rule.words and rule.source.document for rule in table.rules)
    assert {rule.source.checked for rule in table.rules} <= CHECKED


def test_every_module_that_registers_a_table_is_named_so_that_it_is_shown():
    folder = Path(registry.__file__).parent
    registering = {
        path.stem for path in folder.glob("*.py") if "\nregister(" in path.read_text("utf-8")
    }

    assert registering == set(registry.OWN_MODULES)


def test_every_module_of_rules_is_shown():
    names = {table.name for table in registry.tables()}

    assert {
        "bank_holidays",
        "charging_outcomes",
        "completeness",
        "file_builds",
        "identifiers",
        "mg_forms",
        "outcomes",
        "presumptions",
        "time_limits",
        "who_may_charge",
    } <= names


def test_a_table_is_registered_once():
    rule = registry.Rule("1", "Words.", Source("Document", "", "", "recalled"))

    with pytest.raises(ValueError, match="already"):
        registry.register("outcomes", "Again", "", [rule])
