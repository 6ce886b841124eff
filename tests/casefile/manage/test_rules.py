"""The pages of rules: every table, every row, each with its source and how far it was checked."""

import pytest
from django.utils.html import escape

from casefile.rules import registry
from casefile.templatetags.components import MARKS


def test_every_table_is_listed(client, db):
    page = client.get("/rules/").content.decode()

    for table in registry.tables():
        assert f'href="/rules/{table.name}/"' in page
        assert escape(table.title) in page


@pytest.mark.parametrize("table", registry.tables(), ids=lambda table: table.name)
def test_every_rule_is_shown_with_its_source_and_mark(client, db, table):
    page = client.get(f"/rules/{table.name}/").content.decode()

    for rule in table.rules:
        assert escape(rule.words) in page
        assert escape(rule.source.document) in page
        assert MARKS[rule.source.checked] in page


def test_rights_stages_permissions_and_events_are_among_them():
    names = {table.name for table in registry.tables()}

    assert {"victims_rights", "stages", "permissions", "events"} <= names


@pytest.mark.parametrize("name", ["nothing", "..", "stages%00"])
def test_an_unknown_table_is_not_found(client, db, name):
    assert client.get(f"/rules/{name}/").status_code in {400, 404}


def test_dates_in_force_are_english_whatever_the_browser_prefers(client, db):
    page = client.get("/rules/victims_rights/", headers={"accept-language": "cy"})

    assert page["Content-Language"] == "en-GB"
    assert "In force from" in page.content.decode()
    assert "Tachwedd" not in page.content.decode()
