"""What an officer must know of a person at the door: who, what to beware of, how to reach them."""

from typing import Any

from casefile.models import Person, SafeContactPlan
from casefile.rules.capture_forms import CHANGEABLE
from casefile.services import corrections


def person_pack(person: Person) -> dict[str, Any]:
    """Return one person; roles, contact points and plans should have been fetched with it."""
    plan = max(person.contact_plans.all(), key=lambda row: row.version, default=None)
    return {
        "id": person.pk,
        "name": person.name,
        "roles": [name for name in ("victim", "witness", "suspect") if hasattr(person, name)],
        "born_on": person.born_on,
        "warnings": _warnings(person, plan),
        "contacts": [_contact(point) for point in person.contact_points.all()],
        "safe_contact": _plan(plan),
        "fields": {name: _value(person, name) for name in _names(person)},
    }


def _names(person: Person) -> tuple[str, ...]:
    of_victim = CHANGEABLE["victim"] if hasattr(person, "victim") else ()
    return (*CHANGEABLE["person"], *of_victim)


def _value(person: Person, name: str) -> str:
    holder: Any = person if name in CHANGEABLE["person"] else person.victim
    return corrections.shown(holder, name)


def _warnings(person: Person, plan: SafeContactPlan | None) -> list[str]:
    witness = getattr(person, "witness", None)
    victim = getattr(person, "victim", None)
    found = {
        "A visit is not safe": plan is not None and plan.safe_to_visit == "no",
        "A suspect knows the address": plan is not None and plan.address_shared == "yes",
        "Others may see their device": plan is not None and plan.shared_device == "yes",
        "Needs an interpreter": person.needs_interpreter,
        "Vulnerable": witness is not None and witness.is_vulnerable,
        "Intimidated": witness is not None and witness.is_intimidated,
        "Enhanced rights": victim is not None and victim.is_enhanced,
    }
    return [words for words, holds in found.items() if holds]


def _contact(point: Any) -> dict[str, Any]:
    if point.barred_reason:
        note = f"Never use this: {point.barred_reason}"
    else:
        note = "" if point.is_safe else point.unsafe_reason or "Not said to be safe"
    return {
        "kind": point.kind,
        "value": f"{point.value} ({note})" if note else point.value,
        "is_safe": point.may_be_used,
        "note": note,
    }


def _plan(plan: SafeContactPlan | None) -> dict[str, str] | None:
    if plan is None:
        return None
    words = {
        "ways": ", ".join(plan.channels) or "No way is safe",
        "days": ", ".join(plan.days),
        "parts": ", ".join(plan.parts),
        "times": plan.times,
        "notes": plan.notes,
        "code_word": f"Code word: {plan.code_word}" if plan.code_word else "",
        "visit": f"Safe to visit: {plan.safe_to_visit}" if plan.safe_to_visit else "",
    }
    return {name: value for name, value in words.items() if value}
