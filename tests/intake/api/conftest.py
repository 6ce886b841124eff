"""Partners' systems that may or may not send reports, and a message that is accepted."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from casefile.rules.permissions import INTAKE_SCOPES
from casefile.services.actors import system
from intake import partners, schemas
from intake.questions import FORMS
from tests import factories
from tests.intake.walk import REPORTED_AT
from tests.machines import Machine, token_of

BASE = "/api/v1/intake"


@pytest.fixture(autouse=True)
def _moments(settings: Any) -> None:
    """Let requests carry their moment, so that no test depends on today."""
    settings.DEMO = True


def register(name="Shop Watch", force=factories.FORCE, forms=tuple(FORMS), scopes=INTAKE_SCOPES):
    factories.make_force(force)
    return partners.register(
        name=name, force=force, scopes=list(scopes), forms=list(forms), by=system(), at=factories.AT
    )


@pytest.fixture
def make_partner(crime_assessor: Any) -> Callable[..., Machine]:
    """`make_partner(forms=[...])` registers a client, while its force's crime desk is staffed."""

    def make(**values: Any) -> Machine:
        registered = register(**values)
        token = token_of(registered).json()["access_token"]
        return Machine(registered, token, BASE, REPORTED_AT)

    return make


@pytest.fixture
def partner(make_partner: Any) -> Machine:
    return make_partner()


@pytest.fixture
def other_partner(make_partner: Any) -> Machine:
    """Another partner of the same force."""
    return make_partner(name="Other Watch")


def message(form: str = "theft", **answers: Any) -> dict[str, Any]:
    """Return the example of a form, with some answers otherwise; None leaves one out."""
    made = copy.deepcopy(schemas.example_of(FORMS[form]))
    made["answers"] |= answers
    made["answers"] = {key: value for key, value in made["answers"].items() if value is not None}
    return made


def reasons(answer: Any) -> dict[str, str]:
    """Return what a refusal names: field to code."""
    return {reason["field"]: reason["code"] for reason in answer.json()["reasons"]}
