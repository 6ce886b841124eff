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
from casefile.rules.permissions import (
    CRIME_DESK,
    EXCHANGE_SCOPES,
    INTAKE_SCOPES,
    INVESTIGATORS,
    permissions_for,
)
from casefile.services.actors import of_user, system
from cps_exchange import clients
from intake import partners, taking
from intake.models import (
    BulkAction,
    Complaint,
    CrimeReport,
    DeskQuestion,
    IncidentLog,
    ReporterTold,
    ReportFlag,
    RiskAssessment,
    SavedSearch,
    SignOff,
)
from tests import factories
from tests.casefile.capture.rows import make_device, make_entry, make_set_aside
from tests.intake.walk import make_report_file
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
        capture:shell capture:service_worker capture:manifest
        intake:start intake:question intake:advice intake:remove_file intake:link_code
        intake:link_files intake:remove_link_file intake:check intake:receipt
        intake:exit intake:leave intake:step intake:railway intake:landing intake:begin intake:save
        intake:return intake:proof intake:verify intake:verify_key intake:safety intake:figures
        intake:feedback intake:area intake:complaint intake:appeals intake:appeal
        intake:appeal_answer intake:camera intake:tile
        intake:hear_back intake:come_back intake:news intake:confirm_email
        victims:start victims:enter victims:return victims:exit
        victims:sign_open victims:sign_read victims:sign_page victims:signed
        uploads:uploads uploads:upload
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
    ("machine", "intake:report"): "intake_api:reports intake_api:forms intake_api:form",
    ("machine", "intake:status"): "intake_api:report",
    ("device", "capture.use"): """
        capture_api:session capture_api:devices capture_api:contact capture_api:cases
        capture_api:forms capture_api:leases capture_api:entries capture_api:items
        capture_api:files""",
    ("device", "case.view"): "capture_api:case",
    ("staff", "capture.list"): "tablets:waiting tablets:notebook",
    ("staff", "capture.settle"): "tablets:entry tablets:choose tablets:try_again",
    ("staff", "capture.oversee"): "tablets:stray tablets:set_aside tablets:import",
    ("staff", "device.manage"): "devices:list devices:code devices:device",
    ("staff", "outbox.view"): "manage:outbox manage:message",
    ("staff", "audit.view"): "manage:audit",
    ("staff", "integrity.view"): "manage:integrity",
    ("staff", "retention.list"): "manage:retention",
    ("staff", "retention.view"): "manage:retention_case manage:disposal manage:certificate",
    ("staff", "hold.place"): "manage:place_hold",
    ("staff", "hold.remove"): "manage:hold",
    ("staff", "disposal.propose"): "manage:propose_disposal",
    ("staff", "disposal.approve"): "manage:approve_disposal manage:end_disposal",
    ("staff", "users.manage"): """
        manage:users manage:user manage:grant_role manage:revoke_role manage:roles""",
    ("staff", "break_glass.open"): "desk:emergency",
    ("staff", "break_glass.review"): "manage:emergency_access manage:review",
    ("staff", "report.list"): """
        crime_desk:queue crime_desk:cameras crime_desk:not_told crime_desk:searches
        crime_desk:save_search
        crime_desk:stop_search""",
    ("staff", "report.view"): """
        crime_desk:recording crime_desk:file crime_desk:report crime_desk:log crime_desk:messages
        crime_desk:camera crime_desk:letter_pdf crime_desk:declare_conflict crime_desk:risk""",
    ("staff", "report.search"): "crime_desk:search",
    ("staff", "intelligence.list"): "crime_desk:intelligence",
    ("staff", "report.oversee"): "crime_desk:overdue",
    ("staff", "conflict.review"): "manage:conflicts manage:conflict",
    ("staff", "conflict.declare"): "desk:declare-conflict",
    ("staff", "report.decide"): """
        crime_desk:links crime_desk:close_link
        crime_desk:acknowledge crime_desk:assess crime_desk:review_assessment crime_desk:priority
        crime_desk:set_flag crime_desk:end_flag crime_desk:decide_camera crime_desk:match
        crime_desk:import_incident crime_desk:link crime_desk:record crime_desk:close
        crime_desk:area crime_desk:withdraw_area crime_desk:pass_to_intelligence
        crime_desk:transfer crime_desk:refer crime_desk:transfer_file crime_desk:hand_over
        crime_desk:take_over crime_desk:give_back crime_desk:assign crime_desk:ask crime_desk:call
        crime_desk:tell crime_desk:bulk crime_desk:bulk_confirm crime_desk:bulk_done
        crime_desk:record_another""",
    ("staff", "report.sign_off"): "crime_desk:sign_offs crime_desk:sign_off",
    ("staff", "crime.registrar"): "crime_desk:registrar",
    ("staff", "crime.view"): "desk:crime",
    ("staff", "crime.work"): """
        desk:crime-offence desk:crime-flags desk:crime-start desk:crime-solvability
        desk:crime-view""",
    ("staff", "crime.decide"): "desk:crime-class desk:crime-team desk:crime-reopen",
    ("staff", "crime.file"): "desk:crime-outcome",
    ("staff", "crime.cancel"): "desk:crime-cancel desk:crime-close-n100",
    ("staff", "complaint.list"): "complaints:list",
    ("staff", "complaint.view"): "complaints:complaint",
    ("staff", "report.take"): """
        take:start take:first take:elsewhere take:asked take:question take:advice
        take:remove_file take:check take:drop take:receipt""",
    ("staff", "exhibit.scan"): "desk:scan",
    ("staff", "exhibit.handle"): """
        desk:label-code desk:item desk:transfer desk:put-in-store desk:give-outside desk:take-back
        desk:withdraw-hand-over""",
    ("staff", "hand_over.answer"): "desk:hand-over desk:answer-case",
    ("staff", "store.count"): "desk:count",
    ("staff", "case.list"): "desk:home",
    ("staff", "case.allocate"): "desk:allocate",
    ("staff", "custody.list"): "desk:custody",
    ("staff", "custody.charge"): "desk:charge-suspect desk:bail-suspect",
    ("staff", "file.approve"): "desk:return-file desk:approve-file desk:publish-appeal",
    ("staff", "case.view"): """
        desk:object desk:case desk:crimes desk:timeline desk:people desk:exhibits desk:statements
        desk:interviews desk:charges desk:enquiries desk:disclosure desk:file desk:person
        desk:continuity desk:exhibit desk:exhibit-picture desk:play desk:steps desk:metadata
        desk:statement
        desk:statement-page
        desk:visits desk:appeals desk:cameras desk:submission desk:said desk:property mg:forms
        mg:form mg:form-about crime_desk:case_risk""",
    ("staff", "case.work"): """
        desk:links desk:close-link
        desk:add-person desk:add-exhibit desk:start-statement desk:add-enquiry desk:add-unused
        desk:third-party desk:start-file desk:add-contact desk:bar-contact desk:contact-plan
        desk:record-print desk:personal-statement desk:availability desk:needs desk:arrest
        desk:add-interview desk:no-interview desk:plea desk:add-charge desk:release desk:clip
        desk:clock-error desk:void desk:write-statement desk:finalise-statement
        desk:correct-reference desk:re-exhibit desk:labels desk:exhibit-use desk:hand-case-over
        desk:sign-statement desk:correct-statement desk:remote-signing desk:new-statement-version
        desk:resolve-enquiry desk:examine
        desk:request-approval desk:reply desk:book-visit desk:end-visit
        desk:write-appeal desk:withdraw-appeal desk:ask-footage desk:close-footage
        crime_desk:case_assess crime_desk:case_grade
        victims:staff victims:staff_code victims:staff_invitation victims:staff_switch
        victims:staff_told desk:verify-contact desk:identify
        desk:adopt desk:repeat-step desk:plain-copy desk:cctv desk:body-worn desk:screenshot
        desk:sensitivity
        desk:add-property desk:add-vehicle desk:property-status desk:vehicle-status""",
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
# A saved search and a preview belong to one person, and this report was not passed on.
OFTEN_EMPTY = {
    "desk:exhibit-picture", "desk:play", "desk:statement-page", "mg:form-about",
    "victims:staff_told",
    "crime_desk:stop_search", "crime_desk:bulk_confirm", "crime_desk:transfer_file",
    "crime_desk:letter_pdf", "crime_desk:match", "crime_desk:case_assess", "crime_desk:case_grade",
    "take:advice", "take:remove_file", "tablets:choose", "manage:certificate",
}  # fmt: skip
# Others of the force may read these, but only who takes the report down may write.
OWN_WRITES = {
    "take:first", "take:elsewhere", "take:asked", "take:question", "take:advice", "take:check",
    "take:drop",
}  # fmt: skip
# Who may do one of these knows that the subject is there, and is told "not you", not "not here".
SEEING = ("case.view", "submission.view", "custody.view", "report.view")
WITHOUT_CASE = {
    "crimereport", "reportfile", "incidentlog", "user", "reportertold", "bulkaction",
    "savedsearch", "deskquestion", "complaint", "camera", "draft", "takenreport", "signoff",
    "riskassessment", "reportflag", "device", "stray", "setaside",
}  # fmt: skip


# The endpoints, from the URL configuration -------------------------------------------------------


@dataclass(frozen=True)
class Endpoint:
    """One URL with its gate and the names of what its path needs."""

    name: str
    gate: Any
    needs: tuple[str, ...]

    @property
    def has_sides(self) -> bool:
        return bool({"pk", "urn", "reference"} & set(self.needs))


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


def test_only_playing_makes_an_entry_of_its_own():
    """EV-81: every other page that is read is logged by its gate."""
    silent = {row.name for row in ENDPOINTS if row.gate and not getattr(row.gate, "logs", True)}

    assert silent == {"desk:play"}


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


def _everybody(rows: dict[str, dict[str, Any]]) -> list[Persona]:
    case, account = rows["own"]["case"], rows["own"]["account"]
    everybody = [
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
    for persona in everybody:
        _give_device(persona)
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
SAME_FOR_ALL = {
    "zoom": 1, "x": 1, "y": 1,
    "name": "stages", "code": "MG6", "number": 1, "page": "start", "advice": "danger",
    "conflict": uuid4(), "file": uuid4(), "link": uuid4(), "item": "statement-1",
    "token": "x", "handle": "x",
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
        "recordedcrime": factories.make_crime(case=case),
        "suspect": suspect,
        "arrest": factories.make_arrest(suspect=suspect),
        "person": victim.person,
        "entry": make_entry(case=case, outcome="kept"),
        "victim": victim,
        "witness": witness,
        "exhibit": photo,
        "handover": factories.make_hand_over(case=case),
        "officerhandover": factories.make_officer_hand_over(case=case),
        "storedobject": photo.content,
        "derivation": factories.make_derivation(source=photo.content),
        "statementversion": factories.make_statement_version(statement=statement),
        "submission": submission,
        "actionplanitem": factories.make_action_plan_item(plan=plan),
        "propertyitem": factories.make_property_item(case=case),
        "vehicle": factories.make_vehicle(case=case),
        "describedperson": factories.make_described_person(case=case),
        "lineofenquiry": factories.make_line_of_enquiry(case=case),
        "unusedmaterial": factories.make_unused_material(case=case),
        "outboundmessage": factories.make_message(case=case),
        "visit": factories.make_visit(victim=victim),
        "camera": factories.make_camera(force=case.force),
        "footagerequest": factories.make_footage_request(case=case),
        "appeal": factories.make_appeal(case=case),
        "appeal_code": factories.make_appeal(
            case=case, stage="published", published_at=factories.AT, until_on="2096-01-01"
        ).code,
        "breakglass": factories.make_break_glass(
            case=case, user=factories.make_user("officer", force=case.force)
        ),
        "about": submission.pk,
        "duty_id": uuid4(),
        "other": uuid4(),
        "tool": "thrive",
        "conflictofinterest": factories.make_conflict(case=case),
        "hold": factories.make_hold(case=case),
        "disposal": factories.make_disposal(case=case),
    }


def _sign_off(report: CrimeReport, user: Any) -> SignOff:
    return SignOff.objects.create(
        report=report,
        ground="over_on_arrival",
        reason="Over.",
        asked_by=user,
        asked_at=factories.AT,
    )


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
    partner = partners.register(
        name=f"Partner of {force}", force=force.pk, scopes=[*INTAKE_SCOPES], forms=["theft"],
        by=system(), at=factories.AT,
    )  # fmt: skip
    report = _report(force, partner=partner.client)
    draft = taking.start(
        form="theft", channel="counter", by=of_user(user), at=factories.AT, real_at=clock.real()
    )
    file = make_report_file(report, stored)
    complaint = Complaint.objects.create(
        force=force, reference=uuid4().hex[:12], about="delay", text="No answer.",
        received_at=factories.AT,
    )  # fmt: skip
    role = user.role_rows.get()
    return {
        "user": user, "role_pk": role.pk, "crimereport": report, "reportfile": file,
        "device": make_device(force=force), "setaside": make_set_aside(force=force),
        "stray": make_entry(force=force, case=None, outcome="kept"),
        "partner": partner, "reference": report.reference,
        "draft": draft, "takenreport": _report(force, channel="counter", taken_by=user),
        "incidentlog": log, "complaint": complaint, **_desk_rows(force, report, user),
    }  # fmt: skip


def _desk_rows(force: Any, report: CrimeReport, user: Any) -> dict[str, Any]:
    at = factories.AT
    return {
        "riskassessment": RiskAssessment.objects.create(
            report=report, tool="dash", version="2009", grade="medium", rationale="As told.",
            assessed_by=user, assessed_at=at,
        ),
        "reportflag": ReportFlag.objects.create(
            report=report, code="hate", told_by="The report", set_by=user, set_at=at,
            review_on=at.date(),
        ),
        "reportertold": ReporterTold.objects.create(
            report=report, letter="recorded", edition="1", language="en", channel="email",
            is_done=True, key=uuid4().hex, told_by=user, told_at=at,
        ),
        "bulkaction": BulkAction.objects.create(
            force=force, made_by=user, action="assign", made_at=at
        ),
        "savedsearch": SavedSearch.objects.create(
            owner=user, force=force, name="Unread", every_minutes=60, saved_at=at
        ),
        "signoff": _sign_off(report, user),
        "deskquestion": DeskQuestion.objects.create(
            report=report, text="Where?", asked_by=user, asked_at=at
        ),
    }  # fmt: skip


def _report(force: Any, **values: Any) -> CrimeReport:
    return CrimeReport.objects.create(
        force=force,
        form="robbery",
        edition="1",
        reference=uuid4().hex[:12].upper(),
        incident_reference="871",
        priority="standard",
        submitted_at=factories.AT,
        clock_started_at=factories.AT,
        **values,
    )


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
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    """Both cases and everybody, made once; each request is undone, and at the end the world is."""
    tiles = tmp_path_factory.mktemp("tiles")
    (tiles / "1/1").mkdir(parents=True)
    (tiles / "1/1/1.png").write_bytes(b"a tile")
    ours = override_settings(DEMO=True, MAP_TILES_DIR=str(tiles))
    with django_db_blocker.unblock(), ours, transaction.atomic():
        rows = {side: _side(*place) for side, place in SIDES.items()}
        yield World(_everybody(rows), rows)
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
COURT = {"exchange:court"}
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
