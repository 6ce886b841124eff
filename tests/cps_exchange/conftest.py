"""A file that was sent, and the machine clients that may or may not fetch it."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from casefile.models import CaseEvent, ServedFile, Submission
from casefile.rules.permissions import EXCHANGE_SCOPES as SCOPES
from casefile.services import evidence
from casefile.services.actors import system
from cps_exchange import clients
from tests import factories
from tests.machines import Machine, token_of

BASE = "/api/v1/exchange"
MOMENT = factories.AT + timedelta(days=2)


@pytest.fixture(autouse=True)
def _moments(settings: Any) -> None:
    """Let requests carry their moment, so that no test depends on today."""
    settings.DEMO = True


@pytest.fixture
def make_machine(db: None) -> Callable[..., Machine]:
    """`make_machine(area=..., scopes=[...])` registers a client and fetches its token."""

    def make(area: str = factories.AREA, scopes: Any = tuple(SCOPES)) -> Machine:
        registered = clients.register(
            name=f"System of {area}", cps_area=area, scopes=scopes, by=system(), at=factories.AT
        )
        return Machine(registered, token_of(registered).json()["access_token"], BASE, MOMENT)

    return make


@pytest.fixture
def machine(make_machine: Any) -> Machine:
    return make_machine()


@pytest.fixture
def other_machine(make_machine: Any) -> Machine:
    return make_machine(area=factories.OTHER_AREA)


@pytest.fixture
def prosecute(client: Client, prosecutor: Any) -> Client:
    """A browser in which the prosecutor of the area is signed in."""
    browser = Client(headers={"X-Demo-Moment": MOMENT.isoformat()})
    browser.force_login(prosecutor)
    return browser


@pytest.fixture
def sent(case: Any) -> Submission:
    """A file with one arrested suspect, one charge, a witness, unused material and a bundle."""
    case.urn = factories.make_urn()
    case.save()
    suspect = factories.make_suspect(case=case, stage="released")
    factories.make_arrest(suspect=suspect)
    factories.make_charge(suspect=suspect)
    factories.make_witness(case=case)
    factories.make_unused_material(case=case)
    return make_sent(case)


def make_sent(case: Any, **overrides: Any) -> Submission:
    """Send a version of a case's file, with a bundle of one statement."""
    submission = factories.make_sent_submission(
        case=case, **{"priority": "green", "code_test": "full"} | overrides
    )
    content = b"%PDF-1.7 a statement " + str(submission.pk).encode()
    stored = store(case, content, "statement.pdf", "application/pdf")
    item = {"id": "statement-1", "kind": "statement", "title": "Statement of Robin Example"}
    item |= {"first_page": 1, "last_page": 2, "sha256": stored.sha256, "reference": ""}
    bundle = factories.make_bundle(
        submission=submission,
        index=[item | {"path": "data/statements/statement.pdf", "media_type": "application/pdf"}],
        page_count=2,
        pdf=store(case, b"%PDF-1.7 0123456789", "bundle.pdf", "application/pdf"),
        bag=store(case, b"PK bag", "bundle.zip", "application/zip"),
    )
    ServedFile.objects.create(
        bundle=bundle,
        item_id="statement-1",
        path="data/statements/statement.pdf",
        content=stored,
    )
    derived = store(case, b"{}", "statement.json", "application/json")
    apart = store(case, b"%PDF-1.7 nothing sensitive", "MG6D.pdf", "application/pdf")
    for item_id, path, content in (
        ("statement-1", "data/statements/statement.json", derived),
        ("MG6D", "apart/MG6D.pdf", apart),
    ):
        ServedFile.objects.create(bundle=bundle, item_id=item_id, path=path, content=content)
    return submission


def store(case: Any, content: bytes, name: str, media_type: str) -> Any:
    return evidence.receive_made(
        content=io.BytesIO(content),
        name=name,
        media_type=media_type,
        case=case,
        by=system(),
        at=factories.AT,
    )


def kinds(stream: str) -> list[str]:
    """Return the kinds of a stream's entries, in order."""
    rows = CaseEvent.objects.filter(stream=stream).order_by("sequence")
    return list(rows.values_list("kind", flat=True))
