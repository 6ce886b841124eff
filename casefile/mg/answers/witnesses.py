"""Answers about witnesses and victims: contact kept apart, availability, needs and injuries."""

import re
from typing import Any

from casefile.mg import words
from casefile.mg.answers import Resolver
from casefile.mg.case_file import CaseFile
from casefile.models import StatementVersion, Victim, Witness
from casefile.rules import identifiers, london

PREFERENCE = {"email": "Email", "text": "Text message", "phone": "Telephone", "post": "Post"}


def witness_of(about: Any) -> Witness:
    """Return the witness a form is about: itself, or who made the statement."""
    if isinstance(about, StatementVersion):
        found: Witness = about.statement.witness.witness
        return found
    witness: Witness = about
    return witness


def _reach(file: CaseFile, witness: Witness, kind: str) -> str | None:
    """Return the newest way to reach a witness: addresses as known, others only where safe."""
    user = witness.person.user
    if user:
        return {"address": user.station, "phone": user.phone, "email": user.email}[kind] or None
    points = [point for point in file.contacts.get(witness.person_id, []) if point.kind == kind]
    safe = [p.value for p in points if kind == "address" or p.may_be_used]
    return safe[-1] if safe else None


def _postcode(file: CaseFile, witness: Witness) -> str | None:
    address = _reach(file, witness, "address") or ""
    for found in reversed(re.findall(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b", address)):
        return identifiers.normalise_postcode(found)
    return None


def _preferred(file: CaseFile, witness: Witness) -> str | None:
    plan = witness.person.contact_plans.order_by("-version").first()
    return ", ".join(PREFERENCE[channel] for channel in plan.channels) or None if plan else None


def _age(file: CaseFile, witness: Witness) -> str | None:
    age = witness.person.age_on(file.on)
    return None if age is None else str(age)


def _dates(witness: Witness) -> list[str] | None:
    lines = [line.strip() for line in witness.dates_to_avoid.splitlines() if line.strip()]
    if [line.lower() for line in lines] == ["none"]:
        return ["No dates to avoid"]
    return lines or None


def _availability(witness: Witness) -> list[dict[str, Any]]:
    base = {"number": str(witness.number), "name": witness.person.name, "code": ""}
    dates = _dates(witness) or [""]
    if dates == ["No dates to avoid"]:
        return [base | {"from_on": "", "to_on": "", "none_stated": True}]
    return [base | _range(line) | {"none_stated": False} for line in dates]


def _range(line: str) -> dict[str, str]:
    first, _, last = line.partition(" to ")
    return {"from_on": first, "to_on": last or first}


def _flags(witness: Witness, victim: Victim | None) -> str:
    pairs = (
        ("Victim", victim is not None),
        ("Vulnerable", witness.is_vulnerable),
        ("Intimidated", witness.is_intimidated),
    )
    return ", ".join(word for word, holds in pairs if holds)


def _child_age(file: CaseFile, witness: Witness) -> str:
    age = witness.person.age_on(file.on)
    return str(age) if age is not None and age < 18 else ""


def _vps(victim: Victim | None) -> str | None:
    return words.VPS[victim.personal_statement] if victim else None


def _contact_block(file: CaseFile, witness: Witness) -> dict[str, Any]:
    victim = file.victims.get(witness.person_id)
    signed = [v for v in file.statements if v.statement.witness_id == witness.person_id]
    return {
        "number": str(witness.number),
        "name": witness.person.name,
        "statements": str(sum(version.is_signed for version in signed)),
        "address": _reach(file, witness, "address"),
        "telephone": _reach(file, witness, "phone"),
        "email": _reach(file, witness, "email"),
        "age": _child_age(file, witness),
        "flags": _flags(witness, victim),
        "vps": _vps(victim) or "",
        "checked_on": witness.convictions_checked_on,
    }


def _needs_row(file: CaseFile, witness: Witness) -> dict[str, Any]:
    victim = file.victims.get(witness.person_id)
    taken = [v for v in file.statements if v.statement.witness_id == witness.person_id]
    return {
        "name": witness.person.name,
        "role": words.role_of(witness, victim),
        "statement_on": london.day_of(taken[0].taken_at) if taken else None,
        "needs": words.needs_of(witness),
        "special_measures": ", ".join(witness.special_measures),
        "vps": _vps(victim) or "",
        "checked_on": witness.convictions_checked_on,
    }


def _roles(file: CaseFile, *, is_key: bool) -> list[dict[str, Any]]:
    chosen = [w for w in file.witnesses if (w.kind in words.KEY_KINDS) is is_key]
    return [
        {"name": w.person.name, "role": words.role_of(w, file.victims.get(w.person_id))}
        for w in chosen
    ]


def _grounds(file: CaseFile, witness: Witness) -> list[str] | None:
    age = witness.person.age_on(file.on)
    pairs = (
        ("Under 18 (section 16)", age is not None and age < 18),
        ("Vulnerable (section 16)", witness.is_vulnerable),
        ("Intimidated: fear or distress about testifying (section 17)", witness.is_intimidated),
    )
    return [ground for ground, holds in pairs if holds] or None


def _assessed(index: int) -> Resolver:
    def answer(file: CaseFile, about: Any) -> Any:
        found = file.last_event("needs.assessed", witness_of(about).pk)
        return found[index] if found else None

    return answer


def _needing(file: CaseFile) -> list[Witness]:
    return [w for w in file.witnesses if w.is_vulnerable or w.is_intimidated]


def _vulnerable(file: CaseFile, about: Any) -> list[str]:
    return [f"{w.person.name}: {words.needs_of(w).lower()}" for w in _needing(file)] or ["None"]


def _measures(file: CaseFile, about: Any) -> list[str] | None:
    sought = [w for w in file.witnesses if w.special_measures]
    return [f"{w.person.name}: {', '.join(w.special_measures)}" for w in sought] or None


def _refused(file: CaseFile, about: Any) -> list[str] | None:
    return [
        f"{w.person.name} will not attend court" for w in file.witnesses if w.is_willing is False
    ] or None


def _without_statement(file: CaseFile, about: Any) -> list[str] | None:
    signed = {v.statement.witness_id for v in file.statements if v.is_signed}
    missing = [w.person.name for w in file.witnesses if w.person_id not in signed]
    asked = [
        f"{item.text} (due {item.due_on:%-d %B %Y})"
        for item in file.plan_items
        if item.kind == "statement" and item.stage == "open"
    ]
    return missing + asked or None


def _injuries(file: CaseFile, about: Any) -> str | None:
    hurt = [v for v in file.victims.values() if v.injury]
    return "\n".join(f"{v.person.name}: {v.injury}" for v in hurt) or None


def _of_witness(read: Any) -> Resolver:
    return lambda file, about: read(file, witness_of(about))


ANSWERS: dict[str, Resolver] = {
    "injuries.due_on": lambda file, about: None,
    "injuries.summary": _injuries,
    "needs.assessed_at": _assessed(1),
    "needs.assessed_by": _assessed(0),
    "needs.assessment_needed": _of_witness(lambda file, row: bool(_grounds(file, row))),
    "needs.eligibility": _of_witness(_grounds),
    "needs.measures": _of_witness(lambda file, row: list(row.special_measures) or None),
    "needs.views": _of_witness(lambda file, row: row.own_views or None),
    "needs.vps_status": _of_witness(lambda file, row: _vps(file.victims.get(row.person_id))),
    "needs.willing_to_attend": _of_witness(lambda file, row: row.is_willing),
    "statements.outstanding": _without_statement,
    "witness.address": _of_witness(lambda file, row: _reach(file, row, "address")),
    "witness.age": _of_witness(_age),
    "witness.date_of_birth": _of_witness(lambda file, row: row.person.born_on),
    "witness.dates_to_avoid": _of_witness(lambda file, row: _dates(row)),
    "witness.email": _of_witness(lambda file, row: _reach(file, row, "email")),
    "witness.ethnicity": _of_witness(lambda file, row: row.person.ethnicity or None),
    "witness.gender": _of_witness(lambda file, row: words.GENDERS.get(row.person.gender)),
    "witness.mobile": _of_witness(lambda file, row: _reach(file, row, "phone")),
    "witness.name": _of_witness(lambda file, row: row.person.name),
    "witness.postcode": _of_witness(_postcode),
    "witness.preferred_contact": _of_witness(_preferred),
    "witnesses.availability_table": lambda file, about: [
        row for witness in file.witnesses for row in _availability(witness)
    ],
    "witnesses.contact_blocks": lambda file, about: [
        _contact_block(file, witness) for witness in file.witnesses
    ],
    "witnesses.key_table": lambda file, about: _roles(file, is_key=True),
    "witnesses.needs_table": lambda file, about: [_needs_row(file, w) for w in file.witnesses],
    "witnesses.non_key_table": lambda file, about: _roles(file, is_key=False),
    "witnesses.refused": _refused,
    "witnesses.special_measures": _measures,
    "witnesses.vulnerable_or_intimidated": _vulnerable,
}
