"""The page, the worker and the manifest of the tablet's app: the same for everybody."""

import json
import re

import pytest
from django.urls import reverse


@pytest.fixture
def kept(client):
    """What the service worker keeps, as it reads it itself."""
    body = client.get(reverse("capture:service_worker")).content.decode()
    return json.loads(re.match(r"self\.KEPT = (.*);\n", body)[1])


def test_the_shell_is_the_same_whoever_is_signed_in(client, signed_in, officer):
    nobody = client.get(reverse("capture:shell"))
    somebody = signed_in(client, officer).get(reverse("capture:shell"))

    assert nobody.content == somebody.content
    assert "Vary" not in somebody or "Cookie" not in somebody["Vary"]


def test_the_shell_has_no_script_or_style_of_its_own_and_may_use_the_lens(client):
    response = client.get(reverse("capture:shell"))

    policy = response["Content-Security-Policy"]
    assert "manifest-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(rb"<style|style=|<script(?![^>]*src=)", response.content)
    assert "camera=(self)" in response["Permissions-Policy"]


def test_the_worker_keeps_all_that_the_shell_loads_and_nothing_of_anybody(client, kept):
    page = client.get(kept["shell"]).content.decode()

    loaded = re.findall(r'(?:src|href|data-hasher)="(/[^"]+)"', page)
    assert set(loaded) == set(kept["assets"])
    assert all(client.get(address).status_code == 200 for address in kept["assets"][-1:])
    assert not [address for address in kept["assets"] if address.startswith("/api/")]


def test_the_worker_is_served_where_its_scope_is_the_app(client):
    response = client.get(reverse("capture:service_worker"))

    assert reverse("capture:service_worker").startswith(reverse("capture:shell"))
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"


def test_another_release_is_another_worker(client, kept, settings):
    settings.RELEASE = "9.9.9"

    other = client.get(reverse("capture:service_worker")).content.decode()

    assert kept["version"] not in other


def test_the_app_can_be_installed(client):
    about = client.get(reverse("capture:manifest")).json()

    assert about["start_url"] == about["scope"] == reverse("capture:shell")
    assert about["display"] == "standalone"
    assert about["icons"][0]["sizes"] == "any"
