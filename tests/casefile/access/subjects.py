"""One row of everything that a path may name, on each side: the own force, and another."""

from typing import Any
from uuid import uuid4

from casefile import clock
from casefile.models import ServedFile
from casefile.rules.permissions import INTAKE_SCOPES
from casefile.services.actors import of_user, system
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
from victims.models import PublishedUpdate, TrackerAccount

SIDES = {
    "own": (factories.FORCE, factories.AREA),
    "other": (factories.OTHER_FORCE, factories.OTHER_AREA),
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


def of_side(code: str, area: str) -> dict[str, Any]:
    force = factories.make_force(code)
    case = factories.make_case(force=force, urn=factories.make_urn())
    rows = _case_rows(case, area)
    return SAME_FOR_ALL | rows | _report_rows(force) | _tracker_rows(case, rows["victim"])
