"""Opens cases, gives them their numbers, and says who works on them."""

from datetime import datetime

from django.db import transaction

from casefile.models import Assignment, Case, Force, User
from casefile.rules import identifiers
from casefile.services import Reason, Refused, clean, conflicts, events, numbers
from casefile.services.actors import Actor

CASE_ROLES = {
    "officer_in_case": "Officer in the case",
    "supervisor": "Supervisor",
    "disclosure_officer": "Disclosure officer",
    "investigator": "Investigator",
}


@transaction.atomic
def open_case(
    *,
    force: Force,
    title: str,
    offence_place: str,
    offence_from_at: datetime | None,
    offence_to_at: datetime | None = None,
    incident_reference: str = "",
    by: Actor,
    at: datetime,
) -> Case:
    """Open a case in a force."""
    case = Case.objects.create(
        force=force,
        title=clean.text(title, field="title", limit=120),
        offence_place=clean.text(offence_place, field="offence_place", limit=300),
        offence_from_at=offence_from_at,
        offence_to_at=offence_to_at,
        incident_reference=incident_reference,
        opened_at=at,
    )
    events.of_case(case, "case.opened", by=by, at=at, title=case.title)
    return case


@transaction.atomic
def allocate(*, case: Case, user: User, role: str, by: Actor, at: datetime) -> Assignment:
    """Give a user of the same force a part in the case; the same part twice is one assignment.

    Raises:
        Refused: the user is of another force, cannot sign in or has an interest in the case, or
            the role is not a case role.
    """
    if user.force_id != case.force_id or not user.is_active:
        raise Refused("Choose somebody who works for this force.", code="wrong_force")
    if conflicts.kept_from({case.pk}) & {user.pk}:
        message = f"{user} is kept from this case by an interest in it. Choose somebody else."
        raise Refused(message, code="conflict")
    if role not in CASE_ROLES:
        raise Refused("Choose a part in the case from the list.", code="unknown_role")
    if role == "officer_in_case":
        _make_room(case, user, by, at)
    assignment, is_new = Assignment.objects.get_or_create(
        case=case, user=user, role=role, revoked_at=None, defaults={"assigned_at": at}
    )
    if is_new:
        events.of_case(
            case, "case.allocated", by=by, at=at, about=assignment, role=role, user=user.name
        )
    return assignment


def _make_room(case: Case, user: User, by: Actor, at: datetime) -> None:
    """A case has one officer in the case: another takes it over from them (EV-05).

    Who cannot sign in any more hands nothing over, so their part ends here.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    rows = case.assignments.filter(role="officer_in_case", revoked_at=None).exclude(user=user)
    for row in rows.select_related("user"):
        if row.user.is_active:
            message = f"{row.user} is the officer in the case, and hands it over."
            raise Refused(message, code="has_officer")
        end_allocation(assignment=row, by=by, at=at)


@transaction.atomic
def end_allocation(*, assignment: Assignment, by: Actor, at: datetime) -> None:
    """End a user's part in the case; access ends with it."""
    assignment.revoked_at = at
    assignment.save(update_fields=["revoked_at"])
    events.of_case(
        assignment.case,
        "case.allocation_ended",
        by=by,
        at=at,
        about=assignment,
        role=assignment.role,
        user=assignment.user.name,
    )


@transaction.atomic
def give_urn(*, case: Case, unit: str, by: Actor, at: datetime) -> Case:
    """Make the case's unique reference number, once. Source: rules/identifiers.py.

    Raises:
        Refused: the unit code does not make a number that the rules allow.
    """
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if locked.urn is None:
        serial = numbers.take(f"urn:{case.force_id}{unit}:{at.year}")
        try:
            locked.urn = identifiers.make_urn(
                force=case.force_id, unit=unit, serial=serial, year=at.year
            )
        except ValueError as problem:
            raise Refused(str(problem), code="urn") from problem
        locked.save(update_fields=["urn"])
        events.of_case(locked, "case.urn_given", by=by, at=at, urn=locked.urn)
    case.urn = locked.urn
    return case


@transaction.atomic
def record_third_party_position(*, case: Case, position: str, by: Actor, at: datetime) -> Case:
    """Record who else holds relevant material, or that nobody does.

    Raises:
        Refused: nothing was written.
    """
    words = clean.text(position, field="position")
    if not words:
        message = "Say who else holds material, or that nobody does."
        raise Refused(message, reasons=[Reason("missing", message, field="position")])
    case.third_party_position = words
    case.save(update_fields=["third_party_position"])
    events.of_case(case, "third_party.position_recorded", by=by, at=at)
    return case


def officer_in_case(case: Case) -> User | None:
    """Return the officer in the case now, or None. One query."""
    return _holder(case, "officer_in_case")


def supervisor_of(case: Case) -> User | None:
    """Return the supervisor of the case now, or None. One query."""
    return _holder(case, "supervisor")


def _holder(case: Case, role: str) -> User | None:
    found = case.assignments.filter(role=role, revoked_at=None).select_related("user")
    newest = found.order_by("-assigned_at").first()
    return newest.user if newest else None
