"""What every test of intake needs: a force whose crime desk is staffed."""

import pytest
from django.test import Client

from intake import draft_files
from tests.intake.taking_down import at_desk, moments  # noqa: F401  a report that staff take down


@pytest.fixture
def desk(client, signed_in, crime_assessor):
    """A browser signed in as an assessor of the crime desk."""
    return signed_in(client, crime_assessor)


@pytest.fixture
def reporter(crime_assessor):
    """A browser of a member of the public, while a crime desk is open."""
    return Client()


@pytest.fixture(autouse=True)
def _files_are_taken(monkeypatch):
    """Take files from strangers also where this machine cannot isolate what opens them."""
    monkeypatch.setattr(draft_files, "are_taken", lambda *, is_demonstration: True)
