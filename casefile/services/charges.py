"""Proposes charges, puts authorised ones, and compares what was advised with what was recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from casefile.models import (
    Arrest,
    Case,
    Charge,
    ChargingDecision,
    OffenceCode,
    RecordedCharge,
    Suspect,
)
from casefile.rules import london
from casefile.rules.charging_outcomes import ADVICE
from casefile.services import Reason, Refused, clean, events, stages
from casefile.services.actors import Actor

AUTHORISED = [code for code, row in ADVICE.items() if row.is_charge]


@transaction.atomic
def propose(
    *,
    suspect: Suspect,
    cjs_code: str,
    particulars: str,
    from_on: date,
    to_on: date | None = None,
    place: str,
    by: Actor,
    at: datetime,
) -> Charge:
    """Propose a charge against one suspect.

    Raises:
        Refused: the code is not on the national list, the words are missing, or the day is to come.
    """
    offence = OffenceCode.objects.filter(pk=cjs_code.strip().upper()).first()
    reasons = _proposal_reasons(offence, particulars, from_on, at)
    if reasons or offence is None:
        raise Refused(reasons[0].message, reasons=reasons)
    highest = suspect.charges.aggregate(highest=Max("number"))["highest"] or 0
    charge = Charge.objects.create(
        case=suspect.case,
        suspect=suspect,
        offence=offence,
        number=highest + 1,
        particulars=clean.text(particulars, field="particulars"),
        from_on=from_on,
        to_on=to_on,
        place=clean.text(place, field="place", limit=300),
        proposed_at=at,
    )
    details = {"suspect": suspect.pk, "cjs_code": offence.pk}
    events.of_case(suspect.case, "charge.proposed", by=by, at=at, about=charge, **details)
    return charge


def _proposal_reasons(
    offence: OffenceCode | None, particulars: str, from_on: date, at: datetime
) -> list[Reason]:
    reasons = []
    if offence is None:
        message = "Choose an offence from the national list."
        reasons.append(Reason("unknown_offence", message, field="cjs_code"))
    if not particulars.strip():
        reasons.append(Reason("missing", "Write the particulars.", field="particulars"))
    if from_on > london.day_of(at):
        reasons.append(Reason("future", "The offence must be in the past.", field="from_on"))
    return reasons


@transaction.atomic
def anticipate_plea(
    *, suspect: Suspect, plea: str, reason: str, account: str = "", by: Actor, at: datetime
) -> Suspect:
    """Record the expected plea, why, and the defence case as raised so far.

    Raises:
        Refused: the plea is neither guilty nor not_guilty.
    """
    if plea not in {"guilty", "not_guilty"}:
        raise Refused("Say whether the expected plea is guilty or not guilty.", code="plea")
    suspect.anticipated_plea = plea
    suspect.plea_reason = clean.text(reason, field="reason")
    suspect.account = clean.text(account, field="account") or suspect.account
    suspect.save(update_fields=["anticipated_plea", "plea_reason", "account"])
    events.of_case(suspect.case, "plea.anticipated", by=by, at=at, about=suspect, plea=plea)
    return suspect


@dataclass(frozen=True)
class Put:
    """One charge as put by a custody officer: its words, the reply, and why they differ if so."""

    charge: Charge
    cjs_code: str
    particulars: str
    reply: str = ""
    difference_reason: str = ""


@transaction.atomic
def put(*, suspect: Suspect, puts: Sequence[Put], by: Actor, at: datetime) -> list[RecordedCharge]:
    """Charge a suspect: record each charge as put, and move charge and suspect.

    Only a custody officer may; the guard compares words and code with what was authorised.

    Raises:
        Refused: nothing to charge, or no arrest to charge on.
        stages.GuardsFailed: not authorised, or different without an explanation.
    """
    arrest = suspect.arrests.order_by("-arrested_at").first()
    if arrest is None or not puts:
        raise Refused("There is no arrest, or no charge, to charge this person on.", code="nothing")
    recorded = [_put_one(arrest, one, by, at) for one in puts]
    details = {"charges": [str(row.charge_id) for row in recorded]}
    stages.move(subject=suspect, transition="charge", by=by, at=at, data=details)
    return recorded


def _put_one(arrest: Arrest, one: Put, by: Actor, at: datetime) -> RecordedCharge:
    words = clean.text(one.particulars, field="particulars")
    details = {
        "cjs_code": one.cjs_code,
        "particulars": words,
        "difference_reason": clean.text(one.difference_reason, field="difference_reason"),
    }
    stages.move(subject=one.charge, transition="record", by=by, at=at, data=details)
    return RecordedCharge.objects.create(
        charge=one.charge,
        arrest=arrest,
        offence_id=one.cjs_code,
        particulars=words,
        reply=clean.text(one.reply, field="reply"),
        charged_by=by.account,
        charged_at=at,
    )


@dataclass(frozen=True)
class Reconciled:
    """One line of advised beside recorded: `difference` is empty when they are the same."""

    suspect: Suspect
    advised: ChargingDecision | None
    recorded: RecordedCharge | None
    difference: str


def reconcile(case: Case) -> list[Reconciled]:
    """Compare charges authorised with charges recorded, per suspect and offence (N15)."""
    authorised = ChargingDecision.objects.filter(
        submission__case=case, decision__in=AUTHORISED
    ).select_related("suspect__person", "charge")
    recorded = {
        row.charge_id: row
        for row in RecordedCharge.objects.filter(charge__case=case).select_related(
            "charge__suspect__person"
        )
    }
    lines = [
        _line(advice, recorded.pop(advice.charge_id, None))
        for advice in authorised
        if advice.charge_id
    ]
    lines += [Reconciled(row.charge.suspect, None, row, "added") for row in recorded.values()]
    return lines


def _line(advice: ChargingDecision, found: RecordedCharge | None) -> Reconciled:
    if found is None:
        return Reconciled(advice.suspect, advice, None, "missing")
    if found.offence_id != advice.advised_offence_id:
        return Reconciled(advice.suspect, advice, found, "other offence")
    same = found.particulars == advice.advised_particulars
    return Reconciled(advice.suspect, advice, found, "" if same else "changed wording")
