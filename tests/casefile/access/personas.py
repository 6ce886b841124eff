"""Everybody who tries: somebody of each role, of another force, and those who just lost it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from casefile import clock
from casefile.models import UserRole
from casefile.rules.permissions import CRIME_DESK, EXCHANGE_SCOPES, INVESTIGATORS
from casefile.services.actors import system
from cps_exchange import clients
from tests import factories
from tests.casefile.capture.rows import make_device
from victims.access import COOKIE
from victims.models import TrackerAccount, TrackerSession
from victims.services import digest

MOMENT = factories.AT + timedelta(hours=1)
COURT = {"exchange:court"}


@dataclass
class Persona:
    """Somebody at a browser or a machine, and what a test must know of them."""

    name: str
    roles: set[str] = field(default_factory=set)
    force: str | None = None
    area: str = ""
    is_assigned: bool = False
    scopes: tuple[str, ...] = ()
    door: str = "public"
    browser: Client = field(default_factory=Client)
    actor_id: Any = None


def _staff(name: str, *roles: str, case: Any = None, **fields: Any) -> Persona:
    user = factories.make_user(*roles, name=name, **fields)
    persona = Persona(name, set(roles), user.force_id, user.cps_area, case is not None)
    persona.door, persona.actor_id = "staff", user.pk
    if case:
        factories.make_assignment(case=case, user=user)
    persona.browser.force_login(user)
    return persona


def _give_device(persona: Persona) -> None:
    """Put an enrolled tablet of their force into somebody's hands."""
    if persona.door == "staff" and persona.force:
        device = make_device(force=factories.make_force(persona.force))
        persona.browser.defaults["HTTP_CAPTURE_DEVICE"] = str(device.pk)


def _prosecutor(name: str, area: str) -> Persona:
    return _staff(name, "prosecutor", force=None, cps_area=area)


def _revoked(case: Any) -> Persona:
    persona = _staff("officer whose role went a second ago", "officer", case=case)
    rows = UserRole.objects.filter(user_id=persona.actor_id)
    rows.update(revoked_at=MOMENT - timedelta(seconds=1))
    persona.roles = set()
    return persona


def _unassigned(case: Any) -> Persona:
    persona = _staff("officer whose case went a second ago", "officer", case=case)
    case.assignments.filter(user_id=persona.actor_id).update(
        revoked_at=MOMENT - timedelta(seconds=1)
    )
    persona.is_assigned = False
    return persona


def _machine(name: str, area: str, *scopes: str) -> Persona:
    made = clients.register(name=name, cps_area=area, scopes=scopes, by=system(), at=factories.AT)
    roles = {"court_system"} if "exchange:court" in scopes else {"prosecutor_system"}
    return _with_token(Persona(name, roles, area=area, scopes=scopes, door="machine"), made)


def _partner(name: str, side: dict[str, Any]) -> Persona:
    made = side["partner"]
    force, scopes = made.client.force_id, tuple(made.client.scopes)
    return _with_token(
        Persona(name, {"partner_system"}, force, scopes=scopes, door="machine"), made
    )


def _with_token(persona: Persona, made: Any) -> Persona:
    form = {"grant_type": "client_credentials", "client_id": made.client_id}
    answer = Client().post(reverse("api:token"), form | {"client_secret": made.client_secret})
    persona.browser.defaults["HTTP_AUTHORIZATION"] = f"Bearer {answer.json()['access_token']}"
    persona.actor_id = made.client.pk
    return persona


def _victim(account: TrackerAccount) -> Persona:
    persona = Persona("victim of the own case", door="victim", actor_id=account.person_id)
    TrackerSession.objects.create(
        account=account,
        token_hash=digest("a token"),
        last_used_at=clock.real(),
        expires_at=clock.real() + timedelta(hours=1),
    )
    persona.browser.cookies[COOKIE] = "a token"
    return persona


def everybody(rows: dict[str, dict[str, Any]]) -> list[Persona]:
    case, account = rows["own"]["case"], rows["own"]["account"]
    found = [
        Persona("anybody"),
        _staff("officer on the case", "officer", case=case),
        _staff("officer not on the case", "officer"),
        _staff("supervisor", "supervisor", case=case),
        _staff("disclosure officer", "disclosure_officer", case=case),
        _staff("custody officer", "custody_officer"),
        _staff("exhibits officer", "exhibits_officer"),
        _staff("crime desk", *CRIME_DESK),
        _staff("professional standards", "complaints_officer"),
        _staff("records manager", "records_manager"),
        _staff("administrator", "force_administrator"),
        _staff("auditor", "auditor"),
        _prosecutor("prosecutor", factories.AREA),
        _prosecutor("prosecutor of another area", factories.OTHER_AREA),
        _staff(
            "everything in another force",
            *INVESTIGATORS, *CRIME_DESK, "custody_officer", "force_administrator", "auditor",
            force=factories.make_force(factories.OTHER_FORCE),
        ),
        _revoked(case),
        _unassigned(case),
        _victim(account),
        _machine("system of the area", factories.AREA, *(set(EXCHANGE_SCOPES) - COURT)),
        _machine("system that only reads", factories.AREA, "exchange:read"),
        _machine("system of another area", factories.OTHER_AREA, *EXCHANGE_SCOPES),
        _machine("court", factories.AREA, "exchange:court"),
        _partner("partner", rows["own"]),
        _partner("partner of another force", rows["other"]),
    ]  # fmt: skip
    for persona in found:
        _give_device(persona)
        persona.browser.defaults["HTTP_X_DEMO_MOMENT"] = MOMENT.isoformat()
    return found
