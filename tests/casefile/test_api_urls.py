"""The token, the OpenAPI document and its page."""

import re

import pytest
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from cps_exchange.api_urls import urlpatterns


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator().get_schema(request=None, public=True)


def test_the_document_is_valid_openapi(schema):
    validate_schema(schema)


def test_every_call_of_the_exchange_is_described_with_its_scope(schema):
    calls = [path for path in schema["paths"] if "/exchange/" in path]

    assert len(calls) == len([one for one in urlpatterns if one.name != "contract"])
    for path in calls:
        for method, call in schema["paths"][path].items():
            assert call["security"][0]["client"][0].startswith("exchange:")
            assert call["description"]
            needs_key = [one["name"] for one in call.get("parameters", [])]
            assert ("Idempotency-Key" in needs_key) == (method == "post")


def test_the_page_runs_scripts_of_our_own_host_only(client):
    page = client.get("/api/docs/").content.decode()
    scripts = re.findall(r'<script src="([^"]+)"', page)

    assert len(scripts) == 3
    assert all(src.startswith("/") for src in scripts)
    assert not re.search(r"<script>|<style|style=", page)
    assert client.get(scripts[-1].replace("&amp;", "&")).status_code == 200


def test_the_schema_is_served(client, db):
    assert client.get("/api/schema/").status_code == 200
