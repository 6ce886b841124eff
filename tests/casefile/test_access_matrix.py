"""Who may reach what: every URL, every kind of person, the own case and another force's.

The endpoints come from the URL configuration; what each should be gated by is in access/rows.py;
what each person should get follows from the table of permissions, worked out here and not by the
product.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from casefile.models import CaseEvent
from casefile.rules.permissions import permissions_for
from tests.casefile.access.endpoints import ENDPOINTS, Endpoint
from tests.casefile.access.personas import Persona, everybody
from tests.casefile.access.rows import EXCEPTIONS, OFTEN_EMPTY, OWN_WRITES, ROW_OF
from tests.casefile.access.subjects import SIDES, of_side

# Who may do one of these knows that the subject is there, and is told "not you", not "not here".
SEEING = ("case.view", "submission.view", "custody.view", "report.view")
WITHOUT_CASE = {
    "crimereport", "reportfile", "incidentlog", "user", "reportertold", "bulkaction",
    "savedsearch", "deskquestion", "complaint", "camera", "draft", "takenreport", "signoff",
    "riskassessment", "reportflag", "device", "stray", "setaside",
}  # fmt: skip


def test_every_endpoint_has_a_row_and_every_row_an_endpoint():
    names = {endpoint.name for endpoint in ENDPOINTS}

    assert names - EXCEPTIONS == set(ROW_OF)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
def test_every_endpoint_is_gated_as_its_row_says(endpoint):
    if endpoint.name in EXCEPTIONS:
        return

    assert endpoint.gate is not None, f"{endpoint.name} has no gate"
    assert (endpoint.gate.door, endpoint.gate.action) == ROW_OF[endpoint.name]


def test_only_playing_makes_an_entry_of_its_own():
    """EV-81: every other page that is read is logged by its gate."""
    silent = {row.name for row in ENDPOINTS if row.gate and not getattr(row.gate, "logs", True)}

    assert silent == {"desk:play"}


# The two cases -----------------------------------------------------------------------------------


@dataclass
class World:
    """Everybody, and for each side the rows that the paths name."""

    everybody: list[Persona]
    rows: dict[str, dict[str, Any]]

    def at_door(self, door: str) -> list[Persona]:
        """Return everybody who belongs at a door, and one of each kind who does not."""
        if door in {"public", "operator"}:
            return self.everybody[:1]
        strangers = {persona.door: persona for persona in reversed(self.everybody)}
        door = "staff" if door == "device" else door
        own = [persona for persona in self.everybody if persona.door == door]
        return own + [found for other, found in strangers.items() if other != door]

    def path(self, endpoint: Endpoint, side: str) -> str:
        values = self.rows[side] | SPECIAL.get(endpoint.name, {})
        given = {name: values[name] for name in endpoint.needs if name != "pk"}
        if "pk" in endpoint.needs:
            subject = endpoint.gate.subject or SUBJECTS.get(endpoint.name, "submission")
            given["pk"] = values[subject].pk
        return reverse(endpoint.name, kwargs=given)


SUBJECTS = {"victims:update": "update"}
SPECIAL = {
    "capture_api:files": {"entry": uuid4()},
    "exchange_api:contract": {"name": "submission"},
    "intake_api:form": {"code": "theft"},
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    """Both cases and everybody, made once; each request is undone, and at the end the world is."""
    tiles = tmp_path_factory.mktemp("tiles")
    (tiles / "1/1").mkdir(parents=True)
    (tiles / "1/1/1.png").write_bytes(b"a tile")
    ours = override_settings(DEMO=True, MAP_TILES_DIR=str(tiles))
    with django_db_blocker.unblock(), ours, transaction.atomic():
        rows = {side: of_side(*place) for side, place in SIDES.items()}
        yield World(everybody(rows), rows)
        transaction.set_rollback(True)


# What each should get ----------------------------------------------------------------------------


def _may(persona: Persona, action: str, side: str | None, *, in_case: bool = True) -> bool:
    force, area = SIDES[side] if side else (None, "")
    reached = {
        "self": True,
        "force": persona.force == force,
        "custody": in_case and persona.force == force,
        "assigned": in_case and persona.is_assigned and side == "own",
        "area": in_case and persona.area == area,
        "offered": False,
        "held": False,
    }
    held = [row for row in permissions_for(action) if persona.roles & set(row.roles)]
    return any(side is None or reached[row.reach] for row in held)


def _at_staff_door(persona: Persona, gate: Any, side: str | None) -> str:
    if persona.door != "staff":
        return "sign in"
    if _may(persona, gate.action, side):
        return "in"
    if side is None:
        return "forbidden"
    in_case = gate.subject not in WITHOUT_CASE
    sees = any(_may(persona, seen, side, in_case=in_case) for seen in SEEING)
    return "forbidden" if sees else "absent"


def _at_device_door(persona: Persona, gate: Any, side: str | None) -> str:
    """Say what an officer with a tablet gets; who uses none is turned away before anything else."""
    if persona.door != "staff":
        return "unknown"
    return _at_staff_door(persona, gate, side) if _may(persona, DEVICE_USE, None) else "forbidden"


def _at_machine_door(persona: Persona, gate: Any, side: str | None) -> str:
    if persona.door != "machine":
        return "unknown"
    if gate.action not in persona.scopes:
        return "forbidden"
    if side is None:
        return "in"
    return "in" if (persona.force or persona.area) in SIDES[side] else "absent"


def expected(persona: Persona, gate: Any, side: str | None) -> str:
    """Say what this person gets here: in, sign in, unknown, forbidden, absent, or turned away."""
    if gate.door == "staff":
        return _at_staff_door(persona, gate, side)
    if gate.door == "device":
        return _at_device_door(persona, gate, side)
    if gate.door == "machine":
        return _at_machine_door(persona, gate, side)
    if gate.door == "victim":
        at_home = "in" if side != "other" else "absent"
        return at_home if persona.door == "victim" else "turned away"
    return "in"


DEVICE_USE = "capture.use"
REFUSED = {401: "unknown", 403: "forbidden", 404: "absent"}


def outcome(answer: Any, gate: Any) -> str:
    """Put an answer into the same words. A public page may send on, or ask for credentials."""
    if gate.door == "public":
        return "in" if answer.status_code not in {403, 404} else REFUSED[answer.status_code]
    if answer.status_code == 302:
        turned = {"/sign-in/": "sign in", "/track/": "turned away"}
        return turned.get(answer["Location"].partition("?")[0], "in")
    return REFUSED.get(answer.status_code, "in")


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _ask(persona: Persona, method: str, path: str) -> tuple[Any, bool]:
    """Make one request and undo it; return the answer and whether a refusal was logged."""
    kept = SimpleCookie(persona.browser.cookies.output(header="", sep=";"))
    with _undone():
        answer = getattr(persona.browser, method)(path)
        persona.browser.cookies = kept
        logged = CaseEvent.objects.filter(
            kind__in=["case.refused", "access.refused"], actor_id=persona.actor_id
        )
        return answer, persona.actor_id is not None and logged.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "endpoint",
    [endpoint for endpoint in ENDPOINTS if endpoint.gate],
    ids=lambda endpoint: endpoint.name,
)
def test_everybody_gets_what_the_table_says_and_refusals_are_logged(world, endpoint):
    wrong = []
    for side in SIDES if endpoint.has_sides else [None]:
        path = world.path(endpoint, side or "own")
        for persona in world.at_door(endpoint.gate.door):
            for method in _methods(persona):
                wrong += _differences(persona, endpoint, side, method, path)

    assert not wrong, "\n".join(wrong)


def _methods(persona: Persona) -> list[str]:
    """Outsiders try to write as well; for others that is tried where a page only takes writes."""
    return (
        ["get", "post"] if persona.name in {"anybody", "everything in another force"} else ["get"]
    )


def _differences(
    persona: Persona, endpoint: Endpoint, side: str | None, method: str, path: str
) -> Iterator[str]:
    wanted = expected(persona, endpoint.gate, side)
    if wanted == "in" and method == "post" and endpoint.name in OWN_WRITES:
        wanted = "forbidden"
    answer, is_logged = _ask(persona, method, path)
    if answer.status_code == 405:
        method = {"get": "post", "post": "get"}[method]
        answer, is_logged = _ask(persona, method, path)
    found = outcome(answer, endpoint.gate)
    where = f"{persona.name}, {method}, {side or 'no'} case"
    is_empty = wanted == "in" and endpoint.name in OFTEN_EMPTY
    if answer.status_code in {405, 500} or (found != wanted and not is_empty):
        yield f"{where}: wanted {wanted}, found {found} ({answer.status_code})"
    if wanted in {"absent", "forbidden"} and not is_logged:
        yield f"{where}: not logged"
