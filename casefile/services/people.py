"""Records people, the parts they play, their needs and their previous convictions."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from casefile.models import Case, ConvictionPrint, Person, Suspect, User, Victim, Witness
from casefile.rules import london
from casefile.services import Refused, clean, events
from casefile.services.actors import Actor

WITNESS_KINDS = ("victim", "key", "lay", "expert", "police")


@transaction.atomic
def record(
    *,
    case: Case,
    given_names: str,
    family_name: str,
    born_on: date | None = None,
    by: Actor,
    at: datetime,
    **details: Any,
) -> Person:
    """Record a human in a case. `details`: gender, occupation, user and other fields of Person.

    Raises:
        Refused: the date of birth is in the future.
    """
    if born_on and born_on > london.day_of(at):
        raise Refused("The date of birth must be in the past.", code="born_in_future")
    person = Person.objects.create(
        case=case,
        given_names=clean.text(given_names, field="given_names", limit=120),
        family_name=clean.text(family_name, field="family_name", limit=120),
        born_on=born_on,
        **details,
    )
    events.of_case(case, "person.recorded", by=by, at=at, about=person, name=person.name)
    return person


@transaction.atomic
def make_victim(
    *,
    person: Person,
    injury: str = "",
    loss: str = "",
    wants_visit: bool | None = None,
    wants_support_referral: bool | None = None,
    by: Actor,
    at: datetime,
) -> Victim:
    """Give a person the part of victim; asked twice, the first row stays."""
    victim, is_new = Victim.objects.get_or_create(
        person=person,
        defaults={
            "case": person.case,
            "injury": injury,
            "loss": loss,
            "wants_visit": wants_visit,
            "wants_support_referral": wants_support_referral,
        },
    )
    if is_new:
        _part_recorded(victim, "victim", by, at)
    return victim


@transaction.atomic
def make_witness(*, person: Person, kind: str, by: Actor, at: datetime) -> Witness:
    """Give a person the part of witness, with the next number; asked twice, the first row stays.

    Raises:
        Refused: the kind is none of WITNESS_KINDS.
    """
    if kind not in WITNESS_KINDS:
        raise Refused("Choose a kind of witness from the list.", code="unknown_kind")
    Case.objects.select_for_update().get(pk=person.case_id)
    number = _next_number(Witness.objects.filter(case=person.case))
    witness, is_new = Witness.objects.get_or_create(
        person=person, defaults={"case": person.case, "number": number, "kind": kind}
    )
    if is_new:
        _part_recorded(witness, "witness", by, at)
    return witness


@transaction.atomic
def make_suspect(*, person: Person, by: Actor, at: datetime) -> Suspect:
    """Give a person the part of suspect, with the next number; asked twice, the first row stays."""
    Case.objects.select_for_update().get(pk=person.case_id)
    number = _next_number(Suspect.objects.filter(case=person.case))
    suspect, is_new = Suspect.objects.get_or_create(
        person=person, defaults={"case": person.case, "number": number}
    )
    if is_new:
        _part_recorded(suspect, "suspect", by, at)
    return suspect


@transaction.atomic
def officer_witness(*, case: Case, user: User, by: Actor, at: datetime) -> Person:
    """Return the person row of an officer in this case, making it and the witness row if needed."""
    person = officer_person(case=case, user=user, by=by, at=at)
    make_witness(person=person, kind="police", by=by, at=at)
    return person


@transaction.atomic
def officer_person(*, case: Case, user: User, by: Actor, at: datetime) -> Person:
    """Return the person row of an officer in this case, making it if needed; it is no part yet."""
    known = Person.objects.filter(case=case, user=user).first()
    if known:
        return known
    given, _, family = user.name.rpartition(" ")
    return record(
        case=case,
        given_names=given,
        family_name=family,
        occupation="Police officer",
        user=user,
        by=by,
        at=at,
    )


@transaction.atomic
def set_availability(
    *, witness: Witness, is_willing: bool, dates_to_avoid: str, by: Actor, at: datetime
) -> Witness:
    """Record whether a witness will come to court and which dates to avoid; 'none' is an answer.

    Raises:
        Refused: the dates are left blank.
    """
    dates = clean.text(dates_to_avoid, field="dates_to_avoid")
    if not dates:
        raise Refused("Give the dates to avoid, or write none.", code="dates_missing")
    witness.is_willing, witness.dates_to_avoid = is_willing, dates
    witness.save(update_fields=["is_willing", "dates_to_avoid"])
    events.of_case(witness.case, "person.changed", by=by, at=at, about=witness, what="availability")
    return witness


@transaction.atomic
def assess_needs(
    *,
    witness: Witness,
    is_vulnerable: bool,
    is_intimidated: bool,
    special_measures: Sequence[str],
    own_views: str,
    by: Actor,
    at: datetime,
) -> Witness:
    """Record a needs assessment; a vulnerable or intimidated victim has enhanced rights."""
    witness.is_vulnerable, witness.is_intimidated = is_vulnerable, is_intimidated
    witness.special_measures = list(special_measures)
    witness.own_views = clean.text(own_views, field="own_views")
    witness.save()
    victim = Victim.objects.filter(person=witness.person).first()
    if victim and (is_vulnerable or is_intimidated):
        victim.is_enhanced = True
        victim.enhanced_reason = "vulnerable" if is_vulnerable else "intimidated"
        victim.save(update_fields=["is_enhanced", "enhanced_reason"])
    events.of_case(
        witness.case,
        "needs.assessed",
        by=by,
        at=at,
        about=witness,
        is_vulnerable=is_vulnerable,
        is_intimidated=is_intimidated,
        special_measures=list(special_measures),
    )
    return witness


@transaction.atomic
def offer_personal_statement(*, victim: Victim, answer: str, by: Actor, at: datetime) -> Victim:
    """Record that a victim personal statement was offered, and the answer.

    Raises:
        Refused: the answer is not offered, declined or made.
    """
    if answer not in {"offered", "declined", "made"}:
        raise Refused("Say whether it was offered, declined or made.", code="unknown_answer")
    victim.personal_statement = answer
    victim.save(update_fields=["personal_statement"])
    events.of_case(
        victim.case, "personal_statement.offered", by=by, at=at, about=victim, answer=answer
    )
    return victim


@transaction.atomic
def record_print(
    *,
    person: Person,
    printed_on: date,
    convictions: Sequence[dict[str, str]],
    by: Actor,
    at: datetime,
) -> ConvictionPrint:
    """Record a previous-convictions print; an empty list is a print that shows no trace."""
    row = ConvictionPrint.objects.create(
        case=person.case,
        person=person,
        printed_on=printed_on,
        is_no_trace=not convictions,
        convictions=list(convictions),
    )
    Witness.objects.filter(person=person).update(convictions_checked_on=printed_on)
    events.of_case(
        person.case, "conviction_print.recorded", by=by, at=at, about=row, person=person.pk
    )
    return row


def _next_number(rows: QuerySet[Any]) -> int:
    highest: int | None = rows.aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def _part_recorded(row: Victim | Witness | Suspect, part: str, by: Actor, at: datetime) -> None:
    events.of_case(
        row.case, "person.role_recorded", by=by, at=at, about=row, person=row.person_id, part=part
    )
