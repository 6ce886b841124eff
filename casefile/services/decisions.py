"""What comes back from the prosecutor: receipt, triage, action plan, decision; and replies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from casefile.models import (
    ActionPlan,
    ActionPlanItem,
    Bundle,
    Charge,
    ChargingDecision,
    Receipt,
    ServedFile,
    Submission,
    Suspect,
    Triage,
)
from casefile.rules import london
from casefile.rules.charging_outcomes import ADVICE
from casefile.rules.completeness import TRIAGE_REASONS
from casefile.services import Reason, Refused, clean, events, stages
from casefile.services.actors import Actor

MAX_DETAIL = 250


class BadDecision(Refused):
    """The message does not fit the file: unknown suspect, charge, reason or decision."""

    code = "bad_decision"


@transaction.atomic
def acknowledge(
    *, submission: Submission, hashes: Mapping[str, str], by: Actor, at: datetime
) -> Receipt:
    """Keep the recipient's word of what arrived; each hash is compared with what was sent.

    Raises:
        BadDecision: an item is unknown, or its hash is not the one that was sent.
    """
    sent = _hashes_sent(submission)
    reasons = [
        Reason("hash_differs", f"{item} is not what was sent.", field="hashes")
        for item, digest in hashes.items()
        if digest.removeprefix("sha256:") not in sent.get(item, ())
    ]
    if reasons or not hashes:
        raise BadDecision("Some of this is not what was sent.", reasons=reasons or None)
    receipt = Receipt.objects.create(
        submission=submission, hashes=dict(hashes), received_by=by.name, received_at=at
    )
    events.of_case(
        submission.case, "submission.received", by=by, at=at, about=receipt, items=len(hashes)
    )
    return receipt


def _hashes_sent(submission: Submission) -> dict[str, set[str]]:
    """Return what may be confirmed: the bundle's two files, and each item with its derivatives."""
    bundle: Bundle | None = getattr(submission, "bundle", None)
    if bundle is None:
        return {}
    sent = {"bundle.pdf": {bundle.pdf.sha256}, "bundle.zip": {bundle.bag.sha256}}
    files = ServedFile.objects.filter(bundle=bundle)
    for item, digest in files.values_list("item_id", "content__sha256"):
        sent.setdefault(item, set()).add(digest)
    return sent


@transaction.atomic
def triage(
    *,
    submission: Submission,
    is_accepted: bool,
    reasons: Sequence[Mapping[str, str]] = (),
    respond_by: date | None = None,
    by: Actor,
    at: datetime,
) -> Triage:
    """Accept or reject a file at first look, with the prosecutor's own reasons TR01 to TR13.

    Raises:
        BadDecision: a reason is not on the list, or its detail is over 250 characters.
        stages.GuardsFailed: rejected without reasons or a date.
        stages.WrongStage: triaged before.
    """
    rows = [_triage_reason(reason) for reason in reasons]
    if respond_by and respond_by < london.day_of(at):
        raise BadDecision("The day to respond by is past.", reasons=_past("respond_by"))
    details = {"reasons": rows, "respond_by": respond_by and respond_by.isoformat()}
    name = "accept" if is_accepted else "reject"
    stages.move(subject=submission, transition=name, by=by, at=at, data=details)
    return Triage.objects.create(
        submission=submission,
        is_accepted=is_accepted,
        reasons=rows,
        respond_by=respond_by,
        decided_by_name=by.name,
        decided_at=at,
    )


def _triage_reason(reason: Mapping[str, str]) -> dict[str, str]:
    code = reason.get("code", "")
    if code not in TRIAGE_REASONS:
        message = "Choose a reason from the list."
        raise BadDecision(message, reasons=[Reason("unknown_reason", message, field="reasons")])
    detail = clean.text(reason.get("detail", ""), field="reasons", limit=MAX_DETAIL)
    return {"code": code, "title": TRIAGE_REASONS[code], "detail": detail}


def _past(field: str) -> list[Reason]:
    return [Reason("past", "Choose a day that is still to come.", field=field)]


@transaction.atomic
def issue_plan(
    *, submission: Submission, items: Sequence[Mapping[str, Any]], by: Actor, at: datetime
) -> ActionPlan:
    """Issue an action plan: each item has kind, text, reason, due_on (a date) and priority.

    Raises:
        BadDecision: no items, or one without its text, its reason or a day to come.
        Refused: the file was not accepted.
    """
    _check_plan(submission, items, at)
    plan = ActionPlan.objects.create(
        submission=submission,
        number=submission.action_plans.count() + 1,
        issued_by_name=by.name,
        issued_at=at,
    )
    for number, item in enumerate(items, start=1):
        ActionPlanItem.objects.create(
            plan=plan,
            number=number,
            kind=item.get("kind", "other"),
            text=clean.text(item["text"], field="text"),
            reason=clean.text(item["reason"], field="reason"),
            due_on=item["due_on"],
            priority=item.get("priority", "normal"),
        )
    events.of_case(
        submission.case,
        "action_plan.issued",
        by=by,
        at=at,
        about=plan,
        items=len(items),
        due_on=min(item["due_on"] for item in items),
    )
    return plan


def _check_plan(submission: Submission, items: Sequence[Mapping[str, Any]], at: datetime) -> None:
    if submission.stage != "accepted":
        raise Refused("Accept the file at triage before asking for more.", code="not_accepted")
    if not items:
        raise BadDecision("An action plan has at least one item.")
    reasons = [reason for number, item in enumerate(items) for reason in _item(number, item, at)]
    if reasons:
        raise BadDecision(reasons[0].message, reasons=reasons)


def _item(number: int, item: Mapping[str, Any], at: datetime) -> list[Reason]:
    found = [
        Reason("missing", f"Item {number + 1}: give the {name}.", field=name)
        for name in ("text", "reason")
        if not str(item.get(name) or "").strip()
    ]
    due_on = item.get("due_on")
    if not isinstance(due_on, date) or due_on < london.day_of(at):
        message = f"Item {number + 1}: choose a day that is still to come."
        found.append(Reason("due_on", message, field="due_on"))
    return found


@transaction.atomic
def reply(
    *,
    item: ActionPlanItem,
    reply: str,
    answered_with: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> ActionPlanItem:
    """Answer an action-plan item, naming what is enclosed; the MG20 is made from these replies."""
    words = clean.text(reply, field="reply")
    enclosed = [str(one) for one in answered_with]
    data = {"reply": words, "answered_with": enclosed}
    stages.move(subject=item, transition="reply", by=by, at=at, data=data)
    item.reply, item.answered_with, item.replied_at = words, enclosed, at
    item.save(update_fields=["reply", "answered_with", "replied_at"])
    return item


@dataclass(frozen=True)
class Decided:
    """One decision: about a suspect, and one charge unless it is about the suspect as such."""

    suspect_id: UUID
    decision: str
    reason: str
    charge_id: UUID | None = None
    particulars: str = ""
    code_test: str = "full"


@transaction.atomic
def decide(
    *, submission: Submission, decisions: Sequence[Decided], by: Actor, at: datetime
) -> list[ChargingDecision]:
    """Record decisions for every suspect and charge, and move each charge, suspect and the file.

    A suspect with an authorised charge waits for the custody officer to charge. The file is decided
    when every suspect has a decision.

    Raises:
        BadDecision: a suspect, charge or decision that is not of this file, or no reason.
        stages.GuardsFailed: a suspect has no decision.
    """
    rows = [_record(submission, one, by, at) for one in decisions]
    for suspect in Suspect.objects.filter(pk__in={row.suspect_id for row in rows}):
        own = [row for row in rows if row.suspect_id == suspect.pk]
        data = {"decisions": [str(row.pk) for row in own], "outcomes": [r.decision for r in own]}
        if name := _suspect_transition(data["outcomes"]):
            stages.move(subject=suspect, transition=name, by=by, at=at, data=data)
    _close_open_items(submission, by, at)
    stages.move(subject=submission, transition="decide", by=by, at=at)
    return rows


def _suspect_transition(outcomes: Sequence[str]) -> str:
    if any(ADVICE[outcome].is_charge for outcome in outcomes):
        return "authorise_charge"
    # An out-of-court disposal and an administrative end are not decisions to take no action.
    ends_all = all(outcome.startswith(("nfa_", "refused_")) for outcome in outcomes)
    return "take_no_further_action" if ends_all else ""


def _record(submission: Submission, one: Decided, by: Actor, at: datetime) -> ChargingDecision:
    suspect = submission.case.suspects.filter(pk=one.suspect_id).first()
    charge = _charge_of(submission, one)
    reasons = _decision_reasons(one, suspect, charge)
    if reasons or suspect is None:
        raise BadDecision(reasons[0].message, reasons=reasons)
    row = ChargingDecision.objects.create(
        submission=submission,
        suspect=suspect,
        charge=charge,
        decision=one.decision,
        advised_offence=charge.offence if charge else None,
        advised_particulars=_advised_words(one, charge),
        code_test=one.code_test,
        reason=clean.text(one.reason, field="reason"),
        decided_by=by.user,
        decided_by_name=by.name,
        decided_at=at,
    )
    _received(row, by, at)
    return row


def _decision_reasons(one: Decided, suspect: Suspect | None, charge: Charge | None) -> list[Reason]:
    reasons = []
    if suspect is None or (charge and charge.suspect_id != suspect.pk):
        reasons.append(Reason("unknown_suspect", "Choose a suspect in this file."))
    if one.decision not in ADVICE:
        reasons.append(Reason("unknown_decision", "Choose a decision.", field="decision"))
    if not one.reason.strip():
        reasons.append(Reason("missing", "Give the reason.", field="reason"))
    elif one.decision in ADVICE and ADVICE[one.decision].about == "offence" and charge is None:
        reasons.append(Reason("no_charge", "Say which charge this is about.", field="charge"))
    return reasons


def _charge_of(submission: Submission, one: Decided) -> Charge | None:
    if one.charge_id is None:
        return None
    charge = Charge.objects.filter(pk=one.charge_id, case=submission.case).first()
    if charge is None:
        raise BadDecision("Choose a charge in this file.", code="unknown_charge")
    return charge


def _advised_words(one: Decided, charge: Charge | None) -> str:
    given = clean.text(one.particulars, field="particulars")
    return given or (charge.particulars if charge else "")


def _received(row: ChargingDecision, by: Actor, at: datetime) -> None:
    case = row.submission.case
    events.of_case(
        case,
        "charging_decision.received",
        by=by,
        at=at,
        about=row,
        suspect=row.suspect_id,
        charge=row.charge_id,
        decision=row.decision,
    )
    if row.charge:
        name = "authorise" if ADVICE[row.decision].is_charge else "refuse"
        stages.move(subject=row.charge, transition=name, by=by, at=at)


def _close_open_items(submission: Submission, by: Actor, at: datetime) -> None:
    items = ActionPlanItem.objects.filter(plan__submission__case=submission.case)
    for item in items.filter(stage__in=["open", "replied"]):
        stages.move(subject=item, transition="close", by=by, at=at)
