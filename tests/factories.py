"""Rows of the record for tests: `make_<model>(**overrides)`, valid by default, saved.

A state has a name of its own: `make_charged_case`. Everybody and everything here is invented.
"""

import io
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from casefile import models
from casefile.rules import identifiers
from casefile.services import derivations, events, evidence, jobs
from casefile.services.actors import Actor, of_user, system

AT = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
SUMMER_NIGHT = datetime(2026, 7, 14, 23, 30, tzinfo=UTC)  # 00:30 on 15 July in London
FORCE, OTHER_FORCE = "77", "78"
AREA, OTHER_AREA = "North", "South"
PASSWORD = "a long passphrase"
WHY_RECORDED = {
    "balance_reason": "The victim says so, and it fits what is known.",
    "contrary_reason": "Nothing known speaks against it.",
}

_numbers = count(1)


def make_force(code: str = FORCE, **overrides: Any) -> models.Force:
    """Return the force of a code, the same row each time."""
    names = {FORCE: "Northgate Police", OTHER_FORCE: "Southmoor Police"}
    values = {"name": names.get(code, f"Force {code}")} | overrides
    return models.Force.objects.get_or_create(code=code, defaults=values)[0]


def make_user(*roles: str, **overrides: Any) -> models.User:
    """Return a user of FORCE who holds the roles. `force=None` makes a user of the CPS."""
    number = next(_numbers)
    values = {
        "username": f"user{number}",
        "password": PASSWORD,
        "name": f"Alex Person{number}",
    }
    user = models.User.objects.create_user(**_with(values | overrides, force=make_force))
    for role in roles:
        make_user_role(user=user, role=role)
    return user


def make_user_role(**overrides: Any) -> models.UserRole:
    values = {"role": "officer", "granted_at": AT - timedelta(days=400)} | overrides
    return models.UserRole.objects.create(**_with(values, user=make_user))


def make_actor(*roles: str, **overrides: Any) -> Actor:
    """Return the actor of a new user who holds the roles."""
    return of_user(make_user(*roles, **overrides))


def make_offence_code(cjs_code: str = "TH68023", **overrides: Any) -> models.OffenceCode:
    values = {"title": "Robbery", "category": "CI", "is_recordable": True} | overrides
    return models.OffenceCode.objects.get_or_create(cjs_code=cjs_code, defaults=values)[0]


def make_organisation_unit(code: str = "B77NG00", **overrides: Any) -> models.OrganisationUnit:
    values = {"name": "Northgate Magistrates' Court"} | overrides
    return models.OrganisationUnit.objects.get_or_create(code=code, defaults=values)[0]


def make_case(**overrides: Any) -> models.Case:
    values = {
        "title": "Robbery at Northgate",
        "offence_place": "Pavement outside Northgate station",
        "offence_from_at": datetime(2026, 11, 13, 19, 42, tzinfo=UTC),
        "opened_at": AT - timedelta(days=3),
    } | overrides
    return models.Case.objects.create(**_with(values, force=make_force))


def make_assigned_case(user: models.User, role: str = "officer_in_case", **overrides: Any) -> Any:
    """Return a case of the user's force on which the user has a part."""
    case = make_case(force=user.force, **overrides)
    make_assignment(case=case, user=user, role=role)
    return case


def make_charged_case(**overrides: Any) -> models.Case:
    """Return a case with a URN and one defendant, charged this morning as a prosecutor advised."""
    case = make_case(**{"urn": make_urn()} | overrides)
    make_recorded_charge(arrest=make_arrest(suspect=make_suspect(case=case, stage="charged")))
    return case


def make_sent_case(area: str = AREA, **overrides: Any) -> models.Case:
    """Return a case with a file that was sent to a CPS area."""
    case = make_case(**overrides)
    make_sent_submission(case=case, cps_area=area)
    return case


def make_urn() -> str:
    return identifiers.make_urn(force=FORCE, unit="NG", serial=next(_numbers), year=2026)


def make_assignment(**overrides: Any) -> models.Assignment:
    values = {"role": "officer_in_case", "assigned_at": AT - timedelta(days=3)} | overrides
    return models.Assignment.objects.create(**_with(values, case=make_case, user=make_user))


def make_break_glass(**overrides: Any) -> models.BreakGlass:
    values = {
        "reason": "A child may be at risk at the address tonight.",
        "opened_at": AT,
        "ends_at": AT + timedelta(hours=12),
    } | overrides
    return models.BreakGlass.objects.create(**_with(values, case=make_case, user=make_user))


def make_conflict(**overrides: Any) -> models.ConflictOfInterest:
    """Return a conflict by which another officer of the force is kept from a case."""
    case = overrides.pop("case", None) or make_case()
    values = {
        "force": case.force,
        "subject_id": case.pk,
        "case": case,
        "label": "Case without URN",
        "how": "declared",
        "reason": "We were at school together.",
        "set_at": AT,
    } | overrides
    return models.ConflictOfInterest.objects.create(
        **_with(values, user=lambda: make_user("officer", force=case.force))
    )


def make_crime(**overrides: Any) -> models.RecordedCrime:
    case = overrides.pop("case", None) or make_case()
    values = {
        "case": case,
        "force": case.force,
        "reference": f"{case.force_id}/{next(_numbers)}/26",
        "home_office_class": "34B",
        "title": "Robbery of personal property",
        "reported_at": AT - timedelta(days=4),
        "recorded_at": AT - timedelta(days=3),
    }
    return models.RecordedCrime.objects.create(**values | overrides)


def make_person(**overrides: Any) -> models.Person:
    values = {"given_names": "Robin", "family_name": f"Example{next(_numbers)}"} | overrides
    return models.Person.objects.create(**_with(values, case=make_case))


def make_officer_person(user: models.User, **overrides: Any) -> models.Person:
    """Return an officer as a person in a case."""
    given, _, family = user.name.rpartition(" ")
    values = {"given_names": given, "family_name": family, "occupation": "Police officer"}
    return make_person(**values | {"user": user} | overrides)


def make_victim(**overrides: Any) -> models.Victim:
    values = {"injury": "Cut lip", "loss": "Mobile phone"} | overrides
    return models.Victim.objects.create(**_with_person(values))


def make_appeal(**overrides: Any) -> models.Appeal:
    values = {
        "code": f"appeal{next(_numbers)}",
        "title": "Robbery outside Northgate station",
        "text": "Were you at the bus stop on Friday evening?",
        "until_on": date(2026, 12, 31),
        "written_at": AT,
    } | overrides
    values = _with(values, case=make_case)
    values.setdefault("written_by", make_user("officer", force=values["case"].force))
    return models.Appeal.objects.create(**values)


def make_camera(**overrides: Any) -> models.Camera:
    values = {
        "owner": "Northgate Books",
        "place": "Station Parade, Northgate",
        "sees": "The pavement and the bus stop",
        "keeps_days": 28,
        "contact_name": "Pat Ellis",
        "contact_email": "shop@example.com",
        "registered_at": AT - timedelta(days=30),
        "checked_at": AT - timedelta(days=29),
    } | overrides
    return models.Camera.objects.create(**_with(values, force=make_force))


def make_footage_request(**overrides: Any) -> models.FootageRequest:
    values = {
        "from_at": AT - timedelta(days=4),
        "to_at": AT - timedelta(days=4) + timedelta(minutes=30),
        "asked_at": AT,
        "overwritten_on": AT.date() + timedelta(days=24),
    } | overrides
    values = _with(values, case=make_case)
    values.setdefault("camera", make_camera(force=values["case"].force))
    values.setdefault("asked_by", make_user("officer", force=values["case"].force))
    return models.FootageRequest.objects.create(**values)


def make_visit(**overrides: Any) -> models.Visit:
    values = {"visit_at": AT + timedelta(days=2), "booked_at": AT} | overrides
    values = _with(values, victim=make_victim)
    case = values["victim"].case
    values.setdefault("officer", make_user("officer", force=case.force))
    return models.Visit.objects.create(case=case, **values)


def make_witness(**overrides: Any) -> models.Witness:
    values = _with_person({"kind": "key"} | overrides)
    return models.Witness.objects.create(**_numbered(values, models.Witness, "case"))


def make_suspect(**overrides: Any) -> models.Suspect:
    values = _with_person(overrides)
    return models.Suspect.objects.create(**_numbered(values, models.Suspect, "case"))


def make_contact_point(**overrides: Any) -> models.ContactPoint:
    values = {
        "kind": "email",
        "value": f"person{next(_numbers)}@example.com",
        "is_safe": True,
        "recorded_at": AT,
    } | overrides
    return models.ContactPoint.objects.create(**_with(values, person=make_person))


def make_contact_plan(**overrides: Any) -> models.SafeContactPlan:
    values = {"version": 1, "channels": ["email"], "agreed_at": AT} | overrides
    return models.SafeContactPlan.objects.create(**_with(values, person=make_person))


def make_conviction_print(**overrides: Any) -> models.ConvictionPrint:
    values = {"printed_on": AT.date(), "is_no_trace": not overrides.get("convictions")}
    return models.ConvictionPrint.objects.create(**_with_person(values | overrides))


def make_arrest(**overrides: Any) -> models.Arrest:
    suspect = overrides.pop("suspect", None) or make_suspect(stage="arrested")
    values = {
        "case": suspect.case,
        "suspect": suspect,
        "asn": make_asn(),
        "custody_number": "NG/881/26",
        "arrested_at": AT - timedelta(days=2),
        "place": "14 Canal Street, Northgate",
        "grounds": "Recognised from the recording.",
    }
    return models.Arrest.objects.create(
        **_with(values | overrides, arrested_by=lambda: make_person(case=suspect.case))
    )


def make_asn() -> str:
    return identifiers.make_asn(
        year=2026, force=FORCE, unit="NG", system="01", sequence=next(_numbers)
    )


def make_bail(**overrides: Any) -> models.Bail:
    values = {
        "granted_at": AT - timedelta(days=1),
        "surrender_to": "Northgate police station",
        "surrender_at": AT + timedelta(days=90),
    } | overrides
    return models.Bail.objects.create(
        **_with(values, suspect=make_suspect, granted_by=lambda: make_user("custody_officer"))
    )


def make_bail_condition(**overrides: Any) -> models.BailCondition:
    values = {"text": "Not to contact Robin Example.", "reason": "To protect the witness."}
    values = _with(values | overrides, bail=make_bail)
    return models.BailCondition.objects.create(**_numbered(values, models.BailCondition, "bail"))


def make_stored_object(content: bytes = b"", **overrides: Any) -> models.StoredObject:
    """Return an object whose bytes are in the evidence store, with its signed receipt."""
    case = overrides.pop("case", None) or make_case()
    return evidence.receive_made(
        content=io.BytesIO(content or f"evidence {next(_numbers)}".encode()),
        name=overrides.pop("name", "photo.jpg"),
        media_type=overrides.pop("media_type", "image/jpeg"),
        case=case,
        by=overrides.pop("by", system()),
        at=overrides.pop("at", AT),
    )


def make_derivation(**overrides: Any) -> models.Derivation:
    """Return a recorded step that made a smaller copy of a stored photograph."""
    source = overrides.pop("source", None) or make_stored_object(case=overrides.pop("case", None))
    step = derivations.Step("thumbnail", "Pillow", "1", {"thumbnail_px": 9}, AT, AT)
    output = make_stored_object(case=source.case)
    return derivations.record([source], output, step, by=system(), **overrides)


def make_hold(**overrides: Any) -> models.Hold:
    values = {"kind": "appeal", "reason": "An appeal was lodged.", "placed_at": AT} | overrides
    values = _with(values, case=make_case, placed_by=make_user)
    return models.Hold.objects.create(**values)


def make_disposal(**overrides: Any) -> models.Disposal:
    values = {"edition": "2026-11", "reason": "Not needed any more.", "proposed_at": AT}
    values = _with(values | overrides, case=make_case, proposed_by=make_user)
    return models.Disposal.objects.create(**values)


def make_exhibit(**overrides: Any) -> models.Exhibit:
    values = {
        "reference": f"RE/{next(_numbers)}",
        "kind": "physical",
        "description": "Mobile phone, black",
        "seal_number": "S004412",
        "held_at": "Northgate property store",
        "captured_at": AT,
        "recorded_at": AT,
    } | overrides
    values = _with(values, case=make_case, recorded_by=make_user)
    case = values["case"]
    return models.Exhibit.objects.create(**_with(values, producer=lambda: make_person(case=case)))


def make_photo(**overrides: Any) -> models.Exhibit:
    """Return an exhibit that is a stored photograph."""
    case = overrides.pop("case", None) or make_case()
    values = {"kind": "photo", "description": "Photograph of a cut lip", "case": case}
    return make_exhibit(**_with(values | overrides, content=lambda: make_stored_object(case=case)))


def make_continuity_entry(**overrides: Any) -> models.ContinuityEntry:
    values = {"verb": "seized", "to_holder": "DC 2301 Hall", "at": AT} | overrides
    values = _with(values, exhibit=make_exhibit)
    return models.ContinuityEntry.objects.create(
        **_numbered(values, models.ContinuityEntry, "exhibit")
    )


def make_hand_over(**overrides: Any) -> models.HandOver:
    """Return an offer that nobody has answered yet."""
    case = overrides.pop("case", None) or make_case()
    values = {
        "case": case,
        "from_name": "DC 2301 Hall",
        "to_name": "Sam Store",
        "place": "Northgate property store",
        "reason": "To be kept",
        "seal_number": "S004412",
        "offered_at": AT,
        "due_at": AT + timedelta(hours=24),
    } | overrides
    values = _with(
        values,
        exhibit=lambda: make_exhibit(case=case),
        from_user=lambda: make_user("officer", force=case.force),
        to_user=lambda: make_user("exhibits_officer", force=case.force),
    )
    return models.HandOver.objects.create(**values)


def make_officer_hand_over(**overrides: Any) -> models.OfficerHandOver:
    """Return an offer of a case that nobody has answered yet."""
    values = {"reason": "Posted away", "offered_at": AT} | overrides
    values = _with(values, case=make_case)
    force = values["case"].force
    users = {name: lambda: make_user("officer", force=force) for name in ("from_user", "to_user")}
    return models.OfficerHandOver.objects.create(**_with(values, **users))


def make_statement(**overrides: Any) -> models.WitnessStatement:
    case = overrides.pop("case", None) or make_case()
    values = {"case": case, **overrides}
    values = _with(values, witness=lambda: make_witness(case=case).person)
    return models.WitnessStatement.objects.create(
        **_numbered(values, models.WitnessStatement, "witness")
    )


def make_statement_version(**overrides: Any) -> models.StatementVersion:
    values = {
        "narrative": "I was waiting at the stop when I saw two men.",
        "taken_at": AT,
        "place": "14 Dock Street, Northgate",
    } | overrides
    values = _with(values, statement=make_statement, taken_by=lambda: make_user("officer"))
    return models.StatementVersion.objects.create(
        **_numbered(values, models.StatementVersion, "statement")
    )


def make_interview(**overrides: Any) -> models.Interview:
    suspect = overrides.pop("suspect", None) or make_suspect(stage="arrested")
    values = {
        "case": suspect.case,
        "suspect": suspect,
        "place": "Northgate custody suite",
        "started_at": AT - timedelta(hours=26),
        "ended_at": AT - timedelta(hours=25),
        "caution_given": True,
        "summary": "No comment to every question.",
    }
    return models.Interview.objects.create(**values | overrides)


def make_unused_material(**overrides: Any) -> models.UnusedMaterial:
    values = {
        "description": "Command and control log of the 999 call",
        "location": "Northgate control room",
        "origin": "incident log",
        "listed_at": AT,
    } | overrides
    values = _with(values, case=make_case)
    number = models.UnusedMaterial.objects.filter(case=values["case"]).count() + 1
    return models.UnusedMaterial.objects.create(**{"item_number": number} | values)


def make_line_of_enquiry(**overrides: Any) -> models.LineOfEnquiry:
    values = {"description": "Entry log of the gym", "points": "away", "status": "outstanding"}
    values = _with(values | overrides, case=make_case)
    return models.LineOfEnquiry.objects.create(**_numbered(values, models.LineOfEnquiry, "case"))


def make_property_item(**overrides: Any) -> models.PropertyItem:
    values = {"number": next(_numbers), "description": "Phone", "status": "stolen",
              "recorded_at": AT} | overrides  # fmt: skip
    return models.PropertyItem.objects.create(**_with(values, case=make_case))


def make_vehicle(**overrides: Any) -> models.Vehicle:
    values = {"number": next(_numbers), "registration": "ZZ99ABC", "status": "stolen",
              "recorded_at": AT} | overrides  # fmt: skip
    return models.Vehicle.objects.create(**_with(values, case=make_case))


def make_described_person(**overrides: Any) -> models.DescribedPerson:
    values = {"role": "suspect", "label": "Who was it?", "words": "Tall, black jacket",
              "recorded_at": AT} | overrides  # fmt: skip
    return models.DescribedPerson.objects.create(**_with(values, case=make_case))


def make_charge(**overrides: Any) -> models.Charge:
    suspect = overrides.pop("suspect", None) or make_suspect()
    values = {
        "case": suspect.case,
        "suspect": suspect,
        "particulars": "On 13 November 2026 robbed Robin Example of a mobile phone.",
        "from_on": date(2026, 11, 13),
        "place": "Northgate",
        "proposed_at": AT,
    } | overrides
    values = _with(values, offence=make_offence_code)
    return models.Charge.objects.create(**_numbered(values, models.Charge, "suspect"))


def make_recorded_charge(**overrides: Any) -> models.RecordedCharge:
    """Return what a custody officer put, in the words of the advice on it."""
    arrest = overrides.pop("arrest", None) or make_arrest()
    charge = overrides.pop("charge", None) or make_charge(suspect=arrest.suspect, stage="recorded")
    make_charging_decision(suspect=arrest.suspect, charge=charge)
    values = {
        "arrest": arrest,
        "charge": charge,
        "offence": charge.offence,
        "particulars": charge.particulars,
        "charged_at": AT,
    } | overrides
    return models.RecordedCharge.objects.create(
        **_with(values, charged_by=lambda: make_user("custody_officer"))
    )


def make_mg_form(**overrides: Any) -> models.MGForm:
    values = {"code": "MG6", "edition": "2026", "started_at": AT} | overrides
    return models.MGForm.objects.create(**_with(values, case=make_case))


def make_submission(**overrides: Any) -> models.Submission:
    values = {"build": "charge_request_ngap_fct", "cps_area": AREA, "started_at": AT} | overrides
    values = _with(values, case=make_case, started_by=lambda: make_user("officer"))
    version = models.Submission.objects.filter(case=values["case"]).count() + 1
    return models.Submission.objects.create(**{"version": version} | values)


def make_sent_submission(**overrides: Any) -> models.Submission:
    """Return a submission that has left for its CPS area."""
    values = {"stage": "submitted", "submitted_at": AT}
    return make_submission(**values | overrides)


def make_bundle(**overrides: Any) -> models.Bundle:
    submission = overrides.pop("submission", None) or make_submission(stage="approved")
    values = {"submission": submission, "index": [], "page_count": 1, "built_at": AT} | overrides
    return models.Bundle.objects.create(
        **_with(
            values,
            pdf=lambda: make_stored_object(case=submission.case, name="bundle.pdf"),
            bag=lambda: make_stored_object(case=submission.case, name="bundle.zip"),
        )
    )


def make_triage(**overrides: Any) -> models.Triage:
    values = {"is_accepted": True, "decided_by_name": "Sam Okoye", "decided_at": AT} | overrides
    return models.Triage.objects.create(**_with(values, submission=make_sent_submission))


def make_action_plan(**overrides: Any) -> models.ActionPlan:
    values = {"issued_by_name": "Sam Okoye", "issued_at": AT} | overrides
    values = _with(values, submission=make_sent_submission)
    return models.ActionPlan.objects.create(**_numbered(values, models.ActionPlan, "submission"))


def make_action_plan_item(**overrides: Any) -> models.ActionPlanItem:
    values = {
        "kind": "record",
        "text": "Get the gym's entry log.",
        "reason": "The alibi turns on minutes.",
        "due_on": date(2026, 12, 3),
    } | overrides
    values = _with(values, plan=make_action_plan)
    return models.ActionPlanItem.objects.create(**_numbered(values, models.ActionPlanItem, "plan"))


def make_charging_decision(**overrides: Any) -> models.ChargingDecision:
    """Return an authorisation of the charge, in the words proposed."""
    charge = overrides.pop("charge", None) or make_charge()
    values = {
        "suspect": charge.suspect,
        "charge": charge,
        "decision": "charge",
        "advised_offence": charge.offence,
        "advised_particulars": charge.particulars,
        "code_test": "full",
        "reason": "The recording and two witnesses agree.",
        "decided_by_name": "Sam Okoye",
        "decided_at": AT,
    } | overrides
    case = charge.case
    return models.ChargingDecision.objects.create(
        **_with(values, submission=lambda: make_sent_submission(case=case))
    )


def make_hearing(**overrides: Any) -> models.Hearing:
    defendant = overrides.pop("defendant", None) or make_suspect(stage="charged")
    values = {
        "case": defendant.case,
        "defendant": defendant,
        "court_name": "Northgate Magistrates' Court",
        "at": datetime(2027, 1, 7, 9, 30, tzinfo=UTC),
    }
    return models.Hearing.objects.create(**values | overrides)


def make_message(**overrides: Any) -> models.OutboundMessage:
    values = {
        "channel": "email",
        "address": f"person{next(_numbers)}@example.com",
        "template": "file_sent",
        "subject": "An update is waiting",
        "body": "Sign in to read it.",
        "key": f"message-{next(_numbers)}",
        "created_at": AT,
    } | overrides
    values = _with(values, case=make_case)
    case = values["case"]
    return models.OutboundMessage.objects.create(
        **_with(values, recipient_id=lambda: make_person(case=case).pk)
    )


def make_job(**overrides: Any) -> models.Job:
    """Return a waiting job that is due at AT."""
    values = {
        "key": f"job-{next(_numbers)}",
        "handler": "casefile.worker.handlers.send_message",
        "caused_at": AT,
        "run_after": AT,
    }
    return models.Job.objects.create(**values | overrides)


def make_claim(**overrides: Any) -> jobs.Claim:
    """Return the claim of a job that a worker has just leased, for calling a handler by hand."""
    job = make_job(**overrides)
    job.state, job.fence, job.attempts = models.Job.LEASED, 1, 1
    job.lease_until = AT + jobs.LEASE
    job.save()
    return jobs.Claim(job.pk, job.handler, job.payload, job.caused_at, job.fence, job.attempts)


def make_event(**overrides: Any) -> models.CaseEvent:
    """Return an entry appended to the chain, by default on the stream of a new case."""
    case = overrides.pop("case", None) or make_case()
    values = {"stream": case.stream, "kind": "case.opened", "by": system(), "at": AT, "case": case}
    return events.append(**values | overrides)


def _with(values: dict[str, Any], **makers: Any) -> dict[str, Any]:
    made = {name: make() for name, make in makers.items() if name not in values}
    return values | made


def _with_person(values: dict[str, Any]) -> dict[str, Any]:
    case = values.get("case")
    values = _with(values, person=lambda: make_person(**{"case": case} if case else {}))
    return {"case": values["person"].case} | values


def _numbered(values: dict[str, Any], model: Any, parent: str) -> dict[str, Any]:
    number = model.objects.filter(**{parent: values[parent]}).count() + 1
    return {"number": number} | values
