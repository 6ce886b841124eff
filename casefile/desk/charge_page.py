"""What the page about charges shows: per suspect, who may charge, time limits, reconciliation."""

from datetime import date
from typing import Any, cast

from casefile.models import Case, Charge, OffenceCode
from casefile.rules import london
from casefile.rules.charging import ChargeFacts, ChargingFacts, Fired, Plea, who_may_charge
from casefile.rules.offences import CATEGORIES
from casefile.rules.time_limits import limitation_expiry
from casefile.services import charges
from casefile.wording import day, plain

CHARGES = ["Suspect", "Code", "Offence", "Tried", "Particulars", "Stage", "Charge before"]
RECONCILED = ["Suspect", "Authorised", "Recorded", "Difference"]


def tried(offence: OffenceCode) -> str:
    """Return how an offence is tried, in words."""
    known = CATEGORIES.get(offence.category)
    return known.title if known else offence.category


def offence_day(case: Case) -> date | None:
    """Return the day on which the offence began, where known."""
    return london.day_of(case.offence_from_at) if case.offence_from_at else None


def details(case: Case, *, on: date) -> dict[str, Any]:
    """Return the tables of the page. Five queries."""
    rows = list(
        case.charges.select_related("offence", "suspect__person").order_by(
            "suspect__number", "number"
        )
    )
    return {
        "headings": CHARGES,
        "rows": [_row(row) for row in rows],
        "who": _who(case, rows, on),
        "reconciled_headings": RECONCILED,
        "reconciled": [_line(line) for line in charges.reconcile(case)],
        "suspects": case.suspects.select_related("person").order_by("number"),
    }


def _row(row: Charge) -> list[Any]:
    limit = limitation_expiry(row.offence.category, row.from_on, cjs_code=row.offence_id)
    return [
        row.suspect.person.name,
        row.offence_id,
        row.offence.title,
        tried(row.offence),
        row.particulars,
        {"stage": row.stage},
        day(limit.expires_on) if limit.expires_on else "No limit",
    ]


def _who(case: Case, rows: list[Charge], on: date) -> dict[str, Any] | None:
    """Return who may charge the case and each rule that says so."""
    if not rows:
        return None
    facts = ChargingFacts(
        tuple(_facts(row) for row in rows if row.stage != "refused"), frozenset(case.flags)
    )
    answer = who_may_charge(facts, on) if facts.charges else None
    if answer is None:
        return None
    words = "A prosecutor must decide." if answer.by == "cps" else "The police may charge."
    return {"words": words, "fired": [_fired(row) for row in answer.fired]}


def _fired(fired: Fired) -> dict[str, Any]:
    row = fired.row
    return {"code": row.code, "words": row.words, "source": row.source, "about": fired.cjs_code}


def _facts(row: Charge) -> ChargeFacts:
    plea = cast(Plea, row.suspect.anticipated_plea or "not_guilty")
    return ChargeFacts(row.offence_id, row.offence.category, anticipated_plea=plea)


def _line(line: charges.Reconciled) -> list[Any]:
    advised = line.advised.advised_particulars if line.advised else ""
    recorded = line.recorded.particulars if line.recorded else ""
    difference = plain(line.difference) if line.difference else "Same"
    colour = "green" if difference == "Same" else "orange"
    return [
        line.suspect.person.name,
        advised,
        recorded,
        {"text": difference, "colour": colour},
    ]
