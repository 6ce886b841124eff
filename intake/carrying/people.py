"""The people of a report: reporter, victim and witnesses, and those who were only described.

Reporter, victim and witness are three parts; one human may play several.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from casefile.models import Case, Person, PropertyItem, Vehicle, Victim
from casefile.services import people, reported
from casefile.services.actors import Actor
from intake.carrying.facts import Facts

_ROLE_OF = {"suspects.described": "suspect", "witnesses.described": "witness"}
# Whoever answers these has said that they know who it is.
_SAYS_WHO = {"suspects_known_details": "suspects_known"}
_RELATION = "relation_to_them"
_ALWAYS_KNOWN = frozenset({"their_details"})


@dataclass(frozen=True)
class Cast:
    """Who reported, and to whom it happened."""

    reporter: Person
    victim: Victim


def record(case: Case, facts: Facts, by: Actor, at: datetime) -> Cast:
    """Record the reporter, and the victim where that is somebody else or a business."""
    reporter = _person(case, facts, "reporter", by, at)
    is_victim = facts.text("report.for_whom") != "other" and not _business(facts)
    injured = reporter if is_victim else _person(case, facts, "victim", by, at)
    victim = people.make_victim(
        person=injured,
        injury=facts.lines("victim.injury"),
        wants_visit=facts.wish("victim.wants_visit"),
        wants_support_referral=facts.wish("victim.wants_support_referral"),
        by=by,
        at=at,
    )
    if not injured.organisation:
        people.make_witness(person=injured, kind="victim", by=by, at=at)
    if not is_victim:
        people.make_witness(person=reporter, kind="lay", by=by, at=at)
    return Cast(reporter, victim)


def _business(facts: Facts) -> str:
    """Return the business a vehicle belongs to and who speaks for it, as one answer names them."""
    is_one = "company" in facts.chosen("vehicle.keeper")
    return facts.text("vehicle.company_contact") if is_one else ""


def _person(case: Case, facts: Facts, part: str, by: Actor, at: datetime) -> Person:
    speaks = facts.text("needs.language") if part == "reporter" else ""
    return people.record(
        case=case,
        given_names=facts.text(f"{part}.given_names"),
        family_name=facts.text(f"{part}.family_name"),
        # Only a victim who reports for themselves is asked for a date of birth.
        born_on=facts.day("victim.born_on") if part == "reporter" else None,
        organisation=_business(facts)[:200] if part == "victim" else "",
        by=by,
        at=at,
        **({"language": speaks, "needs_interpreter": True} if speaks else {}),
    )


def describe(case: Case, facts: Facts, by: Actor, at: datetime) -> None:
    """Keep every description of somebody; a name in it is a proposal, never a suspect."""
    relation = _relation(facts)
    for feed, role in _ROLE_OF.items():
        for row in facts.all(feed):
            reported.describe(
                case=case,
                role=role,
                label=row.label,
                words=row.words or str(row.value),
                is_known=_is_known(facts, row.question),
                relation=relation if role == "suspect" else "",
                question=row.question,
                by=by,
                at=at,
            )


def _relation(facts: Facts) -> str:
    told = facts.all("suspects.relation")
    return next((row.words for row in told if row.question == _RELATION), "")


def _is_known(facts: Facts, question: str) -> str:
    if question in _ALWAYS_KNOWN:
        return "yes"
    return str(facts.of(_SAYS_WHO[question]) or "") if question in _SAYS_WHO else ""


def note_harm(victim: Victim, things: Sequence[PropertyItem | Vehicle]) -> None:
    """Put what the victim lost on the victim in words, one thing a line, for forms and pages."""
    lines = [thing.in_words for thing in things if thing.status in {"stolen", "damaged", "lost"}]
    victim.loss = "\n".join(lines)
    victim.save(update_fields=["loss"])
