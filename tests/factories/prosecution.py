"""Charges, files sent to prosecutors, what they decide, and hearings."""

from datetime import UTC, date, datetime
from typing import Any

from casefile import models
from tests.factories.base import AREA, AT, filled, numbered
from tests.factories.cases import make_case, make_urn
from tests.factories.exhibits import make_stored_object
from tests.factories.organisations import make_offence_code, make_user
from tests.factories.people import make_arrest, make_suspect


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
    values = filled(values, offence=make_offence_code)
    return models.Charge.objects.create(**numbered(values, models.Charge, "suspect"))


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
        **filled(values, charged_by=lambda: make_user("custody_officer"))
    )


def make_mg_form(**overrides: Any) -> models.MGForm:
    values = {"code": "MG6", "edition": "2026", "started_at": AT} | overrides
    return models.MGForm.objects.create(**filled(values, case=make_case))


def make_submission(**overrides: Any) -> models.Submission:
    values = {"build": "charge_request_ngap_fct", "cps_area": AREA, "started_at": AT} | overrides
    values = filled(values, case=make_case, started_by=lambda: make_user("officer"))
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
        **filled(
            values,
            pdf=lambda: make_stored_object(case=submission.case, name="bundle.pdf"),
            bag=lambda: make_stored_object(case=submission.case, name="bundle.zip"),
        )
    )


def make_triage(**overrides: Any) -> models.Triage:
    values = {"is_accepted": True, "decided_by_name": "Sam Okoye", "decided_at": AT} | overrides
    return models.Triage.objects.create(**filled(values, submission=make_sent_submission))


def make_action_plan(**overrides: Any) -> models.ActionPlan:
    values = {"issued_by_name": "Sam Okoye", "issued_at": AT} | overrides
    values = filled(values, submission=make_sent_submission)
    return models.ActionPlan.objects.create(**numbered(values, models.ActionPlan, "submission"))


def make_action_plan_item(**overrides: Any) -> models.ActionPlanItem:
    values = {
        "kind": "record",
        "text": "Get the gym's entry log.",
        "reason": "The alibi turns on minutes.",
        "due_on": date(2026, 12, 3),
    } | overrides
    values = filled(values, plan=make_action_plan)
    return models.ActionPlanItem.objects.create(**numbered(values, models.ActionPlanItem, "plan"))


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
        **filled(values, submission=lambda: make_sent_submission(case=case))
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
