"""Who may reach what: every URL, every kind of person, the own case and another force's.

The endpoints come from the URL configuration; what each should be gated by is in ROWS; what each
person should get follows from the table of permissions, worked out here and not by the product.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLResolver, get_resolver, reverse

from casefile import clock
from casefile.models import CaseEvent, ServedFile, UserRole
from casefile.rules.permissions import CRIME_DESK, INVESTIGATORS, SCOPES, permissions_for
from casefile.services.actors import system
from cps_exchange import clients
from intake.models import CrimeReport, IncidentLog, ReportFile
from tests import factories
from victims.access import COOKIE
from victims.models import PublishedUpdate, TrackerAccount, TrackerSession
from victims.services import digest

MOMENT = factories.AT + timedelta(hours=1)
SIDES = {
    "own": (factories.FORCE, factories.AREA),
    "other": (factories.OTHER_FORCE, factories.OTHER_AREA),
}

# Door and action of every endpoint, by name. A new page fails the test until it has its row.
ROWS = {
    ("public", ""): """
        manage:start manage:sign_in manage:sign_in_code manage:sign_out manage:accessibility
        manage:privacy manage:rules manage:rule_table
        intake:start intake:question intake:advice intake:remove_photo intake:check intake:receipt
        intake:exit intake:leave
        victims:start victims:enter victims:return victims:exit
        api:token api:schema api:docs exchange_api:contract""",
    ("operator", ""): "manage:healthz manage:readyz manage:metrics",
    ("victim", "updates"): "victims:updates",
    ("victim", "update"): "victims:update",
    ("victim", "checklist"): "victims:checklist",
    ("victim", "dates"): "victims:dates",
    ("victim", "sign-out"): "victims:sign_out",
    ("machine", "exchange:read"): """
        exchange_api:submissions exchange_api:submission exchange_api:bundle-pdf
        exchange_api:bundle-zip exchange_api:item""",
    ("machine", "exchange:triage"): """
        exchange_api:receipt exchange_api:triage exchange_api:assessment""",
    ("machine", "exchange:decide"): """
        exchange_api:action-plan exchange_api:decisions exchange_api:disclosure-decisions""",
    ("machine", "exchange:court"): "exchange_api:hearings exchange_api:results",
    ("staff", "outbox.view"): "manage:outbox manage:message",
    ("staff", "audit.view"): "manage:audit",
    ("staff", "users.manage"): """
        manage:users manage:user manage:grant_role manage:revoke_role manage:roles""",
    ("staff", "break_glass.open"): "desk:emergency",
    ("staff", "break_glass.review"): "manage:emergency_access manage:review",
    ("staff", "report.list"): "crime_desk:queue",
    ("staff", "report.view"): "crime_desk:recording crime_desk:file crime_desk:report",
    ("staff", "report.decide"): """
        crime_desk:import_incident crime_desk:link crime_desk:record crime_desk:close
        crime_desk:transfer""",
    ("staff", "case.list"): "desk:home",
    ("staff", "case.allocate"): "desk:allocate",
    ("staff", "custody.list"): "desk:custody",
    ("staff", "custody.charge"): "desk:charge-suspect desk:bail-suspect",
    ("staff", "file.approve"): "desk:return-file desk:approve-file",
    ("staff", "case.view"): """
        desk:object desk:case desk:timeline desk:people desk:exhibits desk:statements
        desk:interviews desk:charges desk:enquiries desk:disclosure desk:file desk:person
        desk:continuity desk:exhibit desk:exhibit-picture desk:statement desk:statement-page
        desk:submission mg:forms mg:form mg:form-about""",
    ("staff", "case.work"): """
        desk:add-person desk:add-exhibit desk:start-statement desk:add-enquiry desk:add-unused
        desk:third-party desk:start-file desk:add-contact desk:bar-contact desk:contact-plan
        desk:record-print desk:personal-statement desk:availability desk:needs desk:arrest
        desk:add-interview desk:no-interview desk:plea desk:add-charge desk:release desk:clip
        desk:clock-error desk:transfer desk:void desk:write-statement desk:finalise-statement
        desk:sign-statement desk:new-statement-version desk:resolve-enquiry desk:examine
        desk:request-approval desk:reply
        victims:staff victims:staff_code victims:staff_invitation victims:staff_switch
        victims:staff_told""",
    ("staff", "submission.list"): "prosecute:inbox",
    ("staff", "submission.view"): """
        prosecute:file prosecute:bundle-pdf prosecute:bundle-zip prosecute:item""",
    ("staff", "submission.decide"): """
        prosecute:triage prosecute:action-plan prosecute:decisions""",
}
ROW_OF = {name: row for row, names in ROWS.items() for name in names.split()}

# Library pages without a gate of ours: none so far. A name here says why in a comment.
EXCEPTIONS: set[str] = set()

# Behind the gate these still answer 404: the small case here has no picture, no rendered page, no
# form of that code, no duty. Only the refused attempts count for them.
OFTEN_EMPTY = {"desk:exhibit-picture", "desk:statement-page", "mg:form-about", "victims:staff_told"}
# Who may do one of these knows that the subject is there, and is told "not you", not "not here".
SEEING = ("case.view", "submission.view", "custody.view", "report.view")
WITHOUT_CASE = {"crimereport", "reportfile", "incidentlog", "user"}


# The endpoints, from the URL configuration -------------------------------------------------------


@dataclass(frozen=True)
class Endpoint:
    """One URL with its gate and the names of what its path needs."""

    name: str
    gate: Any
    needs: tuple[str, ...]

    @property
    def has_sides(self) -> bool:
        return bool({"pk", "urn"} & set(self.needs))


def _endpoints(patterns: Any, space: str = "", needs: tuple[str, ...] = ()) -> Iterator[Endpoint]:
    for pattern in patterns:
        needed = (*needs, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _endpoints(pattern.url_patterns, inner, needed)
        else:
            view = pattern.callback
            holder = getattr(view, "cls", None) or getattr(view, "view_class", None) or view
            yield Endpoint(f"{space}{pattern.name}", getattr(holder, "gate", None), needed)


ENDPOINTS = list(_endpoints(get_resolver().url_patterns))


def test_every_endpoint_has_a_row_and_every_row_an_endpoint():
    names = {endpoint.name for endpoint in ENDPOINTS}

    assert names - EXCEPTIONS == set(ROW_OF)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
def test_every_endpoint_is_gated_as_its_row_says(endpoint):
    if endpoint.name in EXCEPTIONS:
        return

    assert endpoint.gate is not None, f"{endpoint.name} has no gate"
    assert (endpoint.gate.door, endpoint.gate.action) == ROW_OF[endpoint.name]


# The people --------------------------------------------------------------------------------------


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
    form = {"grant_type": "client_credentials", "client_id": made.client_id}
    answer = Client().post(reverse("api:token"), form | {"client_secret": made.client_secret})
    roles = {"court_system"} if "exchange:court" in scopes else {"prosecutor_system"}
    persona = Persona(name, roles, area=area, scopes=scopes, door="machine")
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


def _everybody(case: Any, account: TrackerAccount) -> list[Persona]:
    everybody = [
        Persona("anybody"),
        _staff("officer on the case", "officer", case=case),
        _staff("officer not on the case", "officer"),
        _staff("supervisor", "supervisor", case=case),
        _staff("disclosure officer", "disclosure_officer", case=case),
        _staff("custody officer", "custody_officer"),
        _staff("crime desk", *CRIME_DESK),
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
        _machine("system of the area", factories.AREA, *(set(SCOPES) - {"exchange:court"})),
        _machine("system that only reads", factories.AREA, "exchange:read"),
        _machine("system of another area", factories.OTHER_AREA, *SCOPES),
        _machine("court", factories.AREA, "exchange:court"),
    ]  # fmt: skip
    for persona in everybody:
        persona.browser.defaults["HTTP_X_DEMO_MOMENT"] = MOMENT.isoformat()
    return everybody


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
SPECIAL = {"exchange_api:contract": {"name": "submission"}}
SAME_FOR_ALL = {
    "name": "stages", "code": "MG6", "number": 1, "page": "start", "advice": "danger",
    "photo": uuid4(), "item": "statement-1", "token": "x", "handle": "x",
}  # fmt: skip


def _case_rows(case: Any, area: str) -> dict[str, Any]:
    suspect = factories.make_suspect(case=case, stage="released")
    witness, victim = factories.make_witness(case=case), factories.make_victim(case=case)
    photo = factories.make_photo(case=case)
    submission = factories.make_sent_submission(case=case, cps_area=area)
    bundle = factories.make_bundle(submission=submission)
    ServedFile.objects.create(
        bundle=bundle, item_id="statement-1", path="data/a.pdf", content=photo.content
    )
    statement = factories.make_statement(case=case, witness=witness.person)
    plan = factories.make_action_plan(submission=submission)
    return {
        "case": case,
        "urn": case.urn,
        "suspect": suspect,
        "arrest": factories.make_arrest(suspect=suspect),
        "person": victim.person,
        "victim": victim,
        "witness": witness,
        "exhibit": photo,
        "storedobject": photo.content,
        "statementversion": factories.make_statement_version(statement=statement),
        "submission": submission,
        "actionplanitem": factories.make_action_plan_item(plan=plan),
        "lineofenquiry": factories.make_line_of_enquiry(case=case),
        "unusedmaterial": factories.make_unused_material(case=case),
        "outboundmessage": factories.make_message(case=case),
        "breakglass": factories.make_break_glass(
            case=case, user=factories.make_user("officer", force=case.force)
        ),
        "about": submission.pk,
        "duty_id": uuid4(),
    }


def _report_rows(force: Any) -> dict[str, Any]:
    user = factories.make_user("officer", force=force)
    stored = factories.make_stored_object(case=factories.make_case(force=force))
    log = IncidentLog.objects.create(
        force=force,
        number="871",
        opened_at=factories.AT,
        text="Call received",
        audio=stored,
        imported_by=user,
        imported_at=factories.AT,
    )
    report = CrimeReport.objects.create(
        force=force,
        form="robbery",
        edition="1",
        reference=uuid4().hex[:12],
        incident_reference="871",
        priority="standard",
        submitted_at=factories.AT,
        clock_started_at=factories.AT,
    )
    file = ReportFile.objects.create(report=report, stored=stored)
    role = user.role_rows.get()
    return {
        "user": user, "role_pk": role.pk, "crimereport": report, "reportfile": file,
        "incidentlog": log,
    }  # fmt: skip


def _tracker_rows(case: Any, victim: Any) -> dict[str, Any]:
    account = TrackerAccount.objects.create(
        victim_id=victim.pk,
        person_id=victim.person_id,
        case_id=case.pk,
        handle=uuid4().hex,
        is_self_service_allowed=True,
        created_at=factories.AT,
    )
    update = PublishedUpdate.objects.create(
        account=account,
        key="recorded",
        event_id=uuid4(),
        template_id="crime_recorded",
        title="Recorded",
        body="We recorded it.",
        happened_at=factories.AT,
        publish_after=factories.AT,
        published_at=factories.AT,
    )
    return {"account": account, "account_id": account.pk, "update": update}


def _side(code: str, area: str) -> dict[str, Any]:
    force = factories.make_force(code)
    case = factories.make_case(force=force, urn=factories.make_urn())
    rows = _case_rows(case, area)
    return SAME_FOR_ALL | rows | _report_rows(force) | _tracker_rows(case, rows["victim"])


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Both cases and everybody, made once; each request is undone, and at the end the world is."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        rows = {side: _side(*place) for side, place in SIDES.items()}
        yield World(_everybody(rows["own"]["case"], rows["own"]["account"]), rows)
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


def _at_machine_door(persona: Persona, gate: Any, side: str | None) -> str:
    if persona.door != "machine":
        return "unknown"
    if gate.action not in persona.scopes:
        return "forbidden"
    return "in" if side is None or persona.area == SIDES[side][1] else "absent"


def expected(persona: Persona, gate: Any, side: str | None) -> str:
    """Say what this person gets here: in, sign in, unknown, forbidden, absent, or turned away."""
    if gate.door == "staff":
        return _at_staff_door(persona, gate, side)
    if gate.door == "machine":
        return _at_machine_door(persona, gate, side)
    if gate.door == "victim":
        at_home = "in" if side != "other" else "absent"
        return at_home if persona.door == "victim" else "turned away"
    return "in"


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
