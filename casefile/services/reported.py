"""Keeps what was said in a report or to an officer, and people who were described.

Nobody becomes a suspect here: an officer says who a described person is, and gives the part.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from casefile.models import Case, DescribedPerson, Person, ReportedFact
from casefile.rules.needs_prompts import prompts_for
from casefile.services import Refused, clean, events, people
from casefile.services.actors import Actor

ROLES = ("suspect", "witness")


@dataclass(frozen=True)
class Said:
    """One answer as it was given. `value` is the answer as JSON holds it."""

    feed: str
    question: str
    label: str
    words: str
    value: Any
    about: Person | None = None


@transaction.atomic
def keep(
    *,
    case: Case,
    said: Sequence[Said],
    said_at: datetime,
    kind: str = "report.carried_over",
    by: Actor,
    at: datetime,
) -> list[ReportedFact]:
    """Keep answers in the case in the order in which they were given, with one event for all."""
    first = (case.reported_facts.aggregate(last=Max("position"))["last"] or 0) + 1
    rows = ReportedFact.objects.bulk_create(
        ReportedFact(
            case=case,
            about=one.about,
            position=position,
            feed=one.feed,
            question=one.question,
            label=one.label,
            words=one.words,
            content=json.dumps(one.value),
            said_at=said_at,
        )
        for position, one in enumerate(said, start=first)
    )
    if rows:
        events.of_case(case, kind, by=by, at=at, answers=len(rows))
    return rows


def needs_said(person: Person) -> list[str]:
    """Return what was said that whoever assesses needs should know. One query."""
    facts = person.reported_facts.order_by("position")
    return prompts_for((fact.feed, value) for fact in facts for value in fact.values)


@transaction.atomic
def describe(
    *,
    case: Case,
    role: str,
    label: str,
    words: str,
    is_known: str = "",
    relation: str = "",
    question: str = "",
    by: Actor,
    at: datetime,
) -> DescribedPerson:
    """Keep the description of somebody whom nobody has identified; it makes no person.

    Raises:
        Refused: an unknown part, or no words.
    """
    text = clean.text(words, field="words")
    if role not in ROLES or not text:
        raise Refused("Say whom it describes, and how.", code="description")
    row = DescribedPerson.objects.create(
        case=case,
        role=role,
        label=label,
        words=text,
        is_known=is_known,
        relation=relation[:200],
        question=question,
        recorded_at=at,
    )
    events.of_case(case, "person.described", by=by, at=at, about=row, part=role)
    return row


@transaction.atomic
def identify(*, described: DescribedPerson, person: Person, by: Actor, at: datetime) -> Person:
    """Say who a described person is, and give them the part that was described.

    Raises:
        Refused: they are of another case, or somebody was named before.
    """
    locked = DescribedPerson.objects.select_for_update().get(pk=described.pk)
    if person.case_id != locked.case_id:
        raise Refused("This person is not in the case.", code="other_case")
    if locked.person_id:
        raise Refused("This description was matched to a person before.", code="identified")
    described.person, described.identified_at = person, at
    described.save(update_fields=["person", "identified_at"])
    events.of_case(
        person.case, "person.identified", by=by, at=at, about=described, person=person.pk
    )
    if described.role == "suspect":
        people.make_suspect(person=person, by=by, at=at)
    else:
        people.make_witness(person=person, kind="lay", by=by, at=at)
    return person
