"""Answers about charges proposed and put, decisions on them, and lines of enquiry."""

from datetime import date
from typing import Any

from casefile.mg import words
from casefile.mg.answers import Resolver
from casefile.mg.case_file import CaseFile
from casefile.models import Charge, ChargingDecision, LineOfEnquiry
from casefile.rules.charging_outcomes import ADVICE
from casefile.rules.time_limits import limitation_expiry


def _dates(charge: Charge) -> str:
    first = f"{charge.from_on:%-d %B %Y}"
    return f"{first} to {charge.to_on:%-d %B %Y}" if charge.to_on else first


def _expiry(charge: Charge) -> date | None:
    limit = limitation_expiry(
        charge.offence.category,
        charge.from_on,
        cjs_code=charge.offence_id,
        is_domestic_abuse="domestic_abuse" in charge.case.flags,
    )
    return limit.expires_on


def _advised(charge: Charge) -> dict[str, Any]:
    return {
        "suspect": charge.suspect.person.name,
        "cjs_code": charge.offence_id,
        "title": charge.offence.title,
        "mode": words.MODES.get(charge.offence.category, charge.offence.category),
        "offence_on": _dates(charge),
        "place": charge.place,
        "limit_expires_on": _expiry(charge),
    }


def _recorded(charge: Charge) -> dict[str, Any]:
    return {
        "suspect": charge.suspect.person.name,
        "cjs_code": charge.recorded.offence_id,
        "wording": charge.recorded.particulars,
    }


def _recorded_table(file: CaseFile, about: Any) -> list[dict[str, Any]] | None:
    return [_recorded(charge) for charge in file.charges if hasattr(charge, "recorded")] or None


def _limits(file: CaseFile, about: Any) -> list[str] | None:
    found = ((charge, _expiry(charge)) for charge in file.charges)
    return [
        f"{charge.offence.title} ({charge.suspect.person.name}): {on:%-d %B %Y}"
        for charge, on in found
        if on
    ] or None


def _titles(file: CaseFile, about: Any) -> list[str] | None:
    live = (charge for charge in file.charges if charge.stage != "refused")
    return list(dict.fromkeys(charge.offence.title for charge in live)) or None


def _venue(file: CaseFile, about: Any) -> str | None:
    categories = {charge.offence.category for charge in file.charges if charge.stage != "refused"}
    if not categories:
        return None
    if "CI" in categories:
        return "Crown Court: an offence is indictable only"
    if "CE" in categories:
        return "Magistrates' court or Crown Court: an offence is either way"
    return "Magistrates' court"


def _decision(row: ChargingDecision) -> dict[str, Any]:
    return {
        "suspect": row.suspect.person.name,
        "charge": row.charge.offence.title if row.charge else "",
        "outcome": _outcome(row.decision),
        "reason": row.reason,
    }


def _outcome(code: str) -> str:
    return ADVICE[code].title if code in ADVICE else code.replace("_", " ").capitalize()


def _last_decision(attribute: str) -> Resolver:
    return lambda file, about: getattr(file.decisions[-1], attribute) if file.decisions else None


def _rationale(file: CaseFile, about: Any) -> str | None:
    return "\n".join(dict.fromkeys(row.reason for row in file.decisions)) or None


def _enquiry(line: LineOfEnquiry) -> dict[str, Any]:
    return {
        "line": line.description,
        "state": words.ENQUIRY_STATES.get(line.status, line.status),
        "result": line.result or line.reason,
        "due_on": line.due_on if line.status == "outstanding" else None,
    }


ANSWERS: dict[str, Resolver] = {
    "charges.advised_table": lambda file, about: [_advised(c) for c in file.charges] or None,
    "charges.consents": lambda file, about: None,
    "charges.limits": _limits,
    "charges.recorded_table": _recorded_table,
    "charges.titles": _titles,
    "charges.venue": _venue,
    "decision.at": _last_decision("decided_at"),
    "decision.disclosure_affects": lambda file, about: None,
    "decision.disclosure_considered": lambda file, about: None,
    "decision.prosecutor": _last_decision("decided_by_name"),
    "decision.rationale": _rationale,
    "decision.table": lambda file, about: [_decision(row) for row in file.decisions] or None,
    "enquiries.table": lambda file, about: [_enquiry(line) for line in file.enquiries],
}
